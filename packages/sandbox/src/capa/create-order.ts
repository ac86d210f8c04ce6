import { fromFixed, toFixed } from '../decimal.ts'
import type { Accounts } from './accounts.ts'
import { type BankAccount, isBankDetails } from './bank.ts'
import { STABLE_COINS } from './catalog.ts'
import type { Refuse } from './errors.ts'
import { amountField, type Fields, spreadField, textField } from './fields.ts'
import { type CapaPrice, type CapaPrices, type CapaWish, limitsIn } from './pricing.ts'
import { type CapaQuotes, offerProblem } from './quotes.ts'
import type { Receivers } from './receivers.ts'
import type { CapaSettings } from './settings.ts'
import type { CapaUsers } from './users.ts'

/** A create request that passed every rule. */
export interface OrderDraft {
  partner: string
  userId: string
  receiverId: string | null
  chain: string
  wish: CapaWish
  price: CapaPrice
  bank: BankAccount
}

export interface DraftContext {
  settings: CapaSettings
  users: CapaUsers
  receivers: Receivers
  accounts: Accounts
  quotes: CapaQuotes
  prices: CapaPrices
  refuse: Refuse
  now(): number
}

/** Who pays and who is paid. */
function parties(ctx: DraftContext, body: Fields, partner: string) {
  const { refuse } = ctx
  const userId = textField(body, 'userId')
  if (userId === null) return refuse('userIdMissing')
  if (userId === undefined) return refuse('invalidInput')
  if (ctx.receivers.find(userId) !== null) return refuse('receiverInitiates')
  const user = ctx.users.find(userId)
  if (user?.partner !== partner) return refuse('userOfNobody')
  if (user.kyc !== 'VERIFIED') return refuse('userNotVerified')
  const receiverId = textField(body, 'receiverId')
  if (receiverId === undefined) return refuse('invalidInput')
  if (receiverId !== null) {
    const receiver = ctx.receivers.find(receiverId)
    if (receiver?.partner !== partner || receiver.deleted) return refuse('receiverNotFound')
    if (receiver.userId !== userId) return refuse('receiverMismatch')
    if (!receiver.verified) return refuse('receiverNotVerified')
  }
  return { userId, receiverId }
}

/** What is sold at which price: by a lock, or by the fields. */
function sale(ctx: DraftContext, body: Fields, partner: string) {
  const { refuse, settings } = ctx
  const quoteId = textField(body, 'quoteId')
  if (quoteId === undefined) return refuse('invalidInput')
  if (quoteId !== null) {
    const quote = ctx.quotes.find(quoteId)
    if (quote === null || quote.partner !== partner || quote.expiresAt <= ctx.now())
      return refuse('quoteExpired')
    if (quote.transactionType !== 'OFF_RAMP') return refuse('quoteOtherKind')
    return { chain: quote.chain, wish: quote.wish, price: quote.price }
  }
  const chain = textField(body, 'blockchainSymbol')
  const token = textField(body, 'tokenSymbol')
  const fiat = textField(body, 'fiatCurrency')
  const cryptoAmount = amountField(body, 'cryptoAmount')
  const fiatAmount = amountField(body, 'fiatAmount')
  const premiumSpread = spreadField(body)
  if ([chain, token, fiat, cryptoAmount, fiatAmount, premiumSpread].includes(undefined))
    return refuse('invalidInput')
  if (!chain || !token || !fiat || (cryptoAmount === null && fiatAmount === null))
    return refuse('quoteOrFields')
  // "Provide either fiatAmount or cryptoAmount, not both."
  if (cryptoAmount !== null && fiatAmount !== null) return refuse('invalidInput')
  const problem = offerProblem(settings, fiat, chain, token)
  if (problem !== null) return refuse(problem)
  const wish = {
    token,
    fiat,
    cryptoAmount: cryptoAmount ?? null,
    fiatAmount: fiatAmount ?? null,
    premiumSpread: premiumSpread ?? null,
  }
  return { chain, wish, price: ctx.prices.price(wish) }
}

/** The refusal of an amount outside the agreement, in the unit that was asked in. */
function rangeProblem(ctx: DraftContext, wish: CapaWish, price: CapaPrice): Response | null {
  const byFiat = wish.cryptoAmount === null
  const { min, max } = limitsIn(ctx.settings, byFiat ? wish.fiat : wish.token)
  const amount = byFiat ? price.fiatAmount : price.cryptoAmount
  if (amount >= min && amount <= max) return null
  const words = ctx.settings.limitsInMessage ? `${fromFixed(min)} and ${fromFixed(max)}` : 'and'
  return ctx.refuse(byFiat ? 'fiatRange' : 'tokenRange', words)
}

/** The account to pay to: inline, or a saved one of the same user and receiver. */
function payee(
  ctx: DraftContext,
  body: Fields,
  partner: string,
  userId: string,
  receiverId: string | null,
): BankAccount | Response {
  const { refuse } = ctx
  const inline = body.userBankInformation ?? null
  const savedId = textField(body, 'userBankInformationId')
  if (inline === null && savedId === null) return refuse('bankMissing')
  if (savedId === undefined || (inline !== null && savedId !== null)) return refuse('invalidInput')
  if (savedId === null)
    return isBankDetails(inline)
      ? ctx.accounts.inline(partner, userId, receiverId, inline)
      : refuse('invalidInput')
  const saved = ctx.accounts.find(savedId)
  if (saved === null) return refuse('bankNotFound')
  if (saved.partner !== partner) return refuse('bankOtherPartner')
  if (saved.userId !== userId || saved.receiverId !== receiverId) return refuse('bankOtherUser')
  return saved
}

/** Every field rule of the create page. The order in which they are checked is not documented. */
export function readDraft(ctx: DraftContext, body: Fields, partner: string): OrderDraft | Response {
  const who = parties(ctx, body, partner)
  if (who instanceof Response) return who
  const what = sale(ctx, body, partner)
  if (what instanceof Response) return what
  const { chain, wish, price } = what
  if (price.flow === 'OTC' && !STABLE_COINS.has(wish.token)) return ctx.refuse('otcToken')
  const range = rangeProblem(ctx, wish, price)
  if (range !== null) return range
  if (price.cryptoAmount === toFixed('0')) return ctx.refuse('invalidInput')
  const bank = payee(ctx, body, partner, who.userId, who.receiverId)
  if (bank instanceof Response) return bank
  return { partner, ...who, chain, wish, price, bank }
}
