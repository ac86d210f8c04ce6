import { isOfframpError, OfframpError } from '@offrampkit/core'
import { compareDecimals, type Decimal, equalDecimals, isDecimal } from '@offrampkit/core/money'
import type { Order } from '@offrampkit/core/order'
import type { CallContext, ProviderMarks } from '@offrampkit/core/provider'
import type { CapaApi } from './api.ts'
import { capaApiRules } from './flow.ts'
import { stillUnknown, takeTurn } from './marks.ts'
import type { CapaPayee, CapaSale } from './orderCall.ts'
import { checkQuoted } from './sellQuote.ts'
import { stateOf } from './status.ts'
import type { WireTransaction } from './wire/transaction.ts'
import { readIsoTime } from './wire.ts'

/** What the user agreed to. */
export interface Agreed {
  capaUserId: string
  sale: CapaSale & { cryptoAmount: string }
  payee: CapaPayee
  /** In `sale.fiatCurrency`: a price below it makes nothing. */
  atLeast: Decimal
}

/** `price_changed`: the locked price pays less than was agreed to, and nothing was made. */
export type Placed = { kind: 'placed'; row: WireTransaction } | { kind: 'price_changed'; receive: Decimal }

interface PlaceParts {
  api: CapaApi
  marks: ProviderMarks
  now: () => number
}

/**
 * Makes the order at Capa, at most once: what an earlier call made whose answer was lost is found in their list, by
 * everything that makes it this order, the bank account among it. Only then the price is locked, which holds for ten
 * seconds, and the order is made at it.
 *
 * @throws OfframpError what Capa refuses; `provider_unavailable` while nobody knows whether it was made
 */
export async function placeOrder(
  { api, marks, now }: PlaceParts,
  order: Order,
  agreed: Agreed,
  call: CallContext,
): Promise<Placed> {
  const { capaUserId, sale, payee, atLeast } = agreed
  const find = async () => findMade(await api.transactionsOf(capaUserId, call), order, agreed, call)
  const found = await find()
  if (found) return { kind: 'placed', row: found }

  const turn = await takeTurn(marks, order.orderId, now)
  let quoteId: string
  try {
    // What came through after the first look and before this turn.
    const late = turn.after === 'nothing' ? null : await find()
    if (late) {
      await turn.giveBack()
      return { kind: 'placed', row: late }
    }
    const lock = await api.lock(sale, call)
    checkQuoted(lock, sale)
    if (compareDecimals(lock.fiatAmount, atLeast) < 0) {
      await turn.giveBack()
      return { kind: 'price_changed', receive: lock.fiatAmount }
    }
    quoteId = lock.quoteId
    if (!turn.holds()) throw stillUnknown()
  } catch (error) {
    await turn.giveBack()
    throw error
  }

  let row: WireTransaction
  try {
    row = await api.createOrder({ userId: capaUserId, quoteId, ...payee }, call)
  } catch (error) {
    if (!refused(error)) throw stillUnknown(error)
    await turn.giveBack()
    throw error
  }
  if (isThis(row, agreed) && paysEnough(row, atLeast)) return { kind: 'placed', row }
  // Never bound, and so never paid; taken back, so that it does not wait there.
  await api.cancel(row.id, call).catch(() => undefined)
  throw notAsLocked()
}

/** Whether Capa said no. Everything else (no answer, half of one) leaves open what they did. */
function refused(error: unknown): boolean {
  if (!isOfframpError(error)) return false
  return (
    error.code !== 'provider_unavailable' && error.code !== 'provider_unreadable' && error.code !== 'internal'
  )
}

async function findMade(
  rows: readonly WireTransaction[],
  order: Order,
  agreed: Agreed,
  call: CallContext,
): Promise<WireTransaction | null> {
  for (const row of rows) {
    const madeAt = readIsoTime(row.createdAt)
    const alive = stateOf(row.status) === 'waiting'
    if (!alive || madeAt === null || madeAt < order.createdAt - capaApiRules.createdBeforeMs) continue
    // Nobody was told to pay ours yet.
    if (row.invoice?.transactionHash !== undefined) continue
    if (!isThis(row, agreed) || (row.receiverId ?? null) !== (agreed.payee.receiverId ?? null)) continue
    if (await call.isTaken?.(row.id)) continue
    const account = sameAccount(row, agreed.payee)
    if (account === 'unknown') throw stillUnknown()
    if (account === 'same' && paysEnough(row, agreed.atLeast)) return row
  }
  return null
}

/** That a transaction sells what was agreed to, for this user. */
function isThis(row: WireTransaction, { capaUserId, sale }: Agreed): boolean {
  return (
    (row.type ?? 'OFF_RAMP') === 'OFF_RAMP' &&
    (row.userId ?? capaUserId) === capaUserId &&
    row.tokenSymbol === sale.tokenSymbol &&
    row.blockchainSymbol === sale.blockchainSymbol &&
    row.fiatCurrency === sale.fiatCurrency &&
    isDecimal(row.cryptoAmount) &&
    equalDecimals(row.cryptoAmount, sale.cryptoAmount)
  )
}

function paysEnough(row: WireTransaction, atLeast: Decimal): boolean {
  return isDecimal(row.fiatAmount) && compareDecimals(row.fiatAmount, atLeast) >= 0
}

/** `unknown` where the list does not tell the account: then neither taking it nor making another one is safe. */
function sameAccount({ bankAccount }: WireTransaction, payee: CapaPayee): 'same' | 'other' | 'unknown' {
  if ('userBankInformationId' in payee) {
    if (bankAccount?.id === undefined) return 'unknown'
    return bankAccount.id === payee.userBankInformationId ? 'same' : 'other'
  }
  const { country, accountIdentifier, iban } = payee.userBankInformation
  const told = bankAccount?.iban ?? bankAccount?.accountIdentifier
  if (told === undefined) return 'unknown'
  return told === (iban ?? accountIdentifier) && (bankAccount?.country ?? country) === country
    ? 'same'
    : 'other'
}

function notAsLocked(): OfframpError {
  return new OfframpError({
    code: 'provider_rejected',
    message: 'Capa made the order differently from the price that it had locked.',
    why: 'It would pay less than you agreed to, so it was taken back. Nothing was sent.',
    action: 'Start a new cash-out.',
    details: { reason: 'order_not_as_agreed' },
  })
}
