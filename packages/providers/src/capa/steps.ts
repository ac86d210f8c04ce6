import { type AssetRegistry, isOfframpError, OfframpError } from '@offrampkit/core'
import { type Decimal, isDecimal } from '@offrampkit/core/money'
import type { Order, OrderEvent, RowEvent } from '@offrampkit/core/order'
import type { CallContext, ProviderMarks, ProviderSession, SessionResult } from '@offrampkit/core/provider'
import type { CapaApi } from './api.ts'
import { type Answers, answerTo, matching, required } from './bank/answers.ts'
import { type Rail, railOf } from './bank/countries.ts'
import { invalid } from './errors.ts'
import { bankForm, emailForm, newAccount, type PayoutForm, payToForm, payToOptions } from './forms.ts'
import type { NetworkMap } from './networks.ts'
import { notOffered, payeeOf } from './payee.ts'
import { placeOrder } from './place.ts'
import { rowEvent } from './rows.ts'
import { atLeastOf, checkQuoted } from './sellQuote.ts'
import { type CheckedSale, checkSellRequest } from './sellRequest.ts'
import { type CapaUsers, ownerOf } from './users.ts'
import type { KycState } from './wire/person.ts'

/** What the steps of a sale work with. */
export interface StepParts {
  api: CapaApi
  registry: AssetRegistry
  networks: NetworkMap
  marks: ProviderMarks
  users: CapaUsers
  now: () => number
  /** Capa's `externalUserId` for a user of the app. */
  externalUserIdOf: (userId: string) => string
  premiumSpread?: string | undefined
  /** How far below the estimate the locked price may fall, in hundredths of a percent. */
  priceToleranceBps: number
  /** Whether receivers are offered beside the user's own accounts. */
  receivers: boolean
  /** What Capa says now of the transactions that the order has. */
  read: (order: Order, call: { signal?: AbortSignal }) => Promise<readonly OrderEvent[]>
}

const asked = (session: ProviderSession): SessionResult => ({ session, events: [] })

/**
 * The next step: who the user is → Capa's identity check → where to pay → the deposit. Asks only for what is missing, and makes
 * nothing.
 */
export async function nextStep(parts: StepParts, order: Order, call: CallContext): Promise<SessionResult> {
  const made = await alreadyMade(parts, order, call)
  if (made) return made
  const capaUserId = await parts.users.find(ownerOf(call))
  if (capaUserId === null) return asked(emailForm())
  const kyc = await kycStateOf(parts, capaUserId, call)
  if (kyc === 'review' || kyc === 'rejected') throw notVerified(kyc)
  if (kyc === 'none') return asked(await identityCheck(parts, capaUserId, order, call))
  return asked(await payoutForm(parts, order, capaUserId, call))
}

/** Takes the answers of a form on. Bank details go to Capa, and nowhere else. */
export async function answerStep(
  parts: StepParts,
  order: Order,
  values: Answers,
  call: CallContext,
): Promise<SessionResult> {
  const made = await alreadyMade(parts, order, call)
  if (made) return made
  const capaUserId = await parts.users.find(ownerOf(call))
  if (capaUserId === null) {
    await makeUser(parts, values, call)
    return await nextStep(parts, order, call)
  }
  const atLeast = answerTo(values, 'receiveAtLeast')
  if (atLeast === '') return await nextStep(parts, order, call)
  if (!isDecimal(atLeast))
    throw invalid('What you receive at least is not an amount.', 'Start again.', 'receiveAtLeast')

  const { rail, sale } = checkedSale(parts, order)
  const form = { atLeast, currency: sale.fiatCurrency, rail }
  const payee = payeeOf(rail, values)
  await checkOffered(parts, rail, answerTo(values, 'payTo'), capaUserId, call)
  if (payee === 'ask') return asked(bankForm(form, answerTo(values, 'payTo')))
  const placed = await placeOrder(parts, order, { capaUserId, sale, payee, atLeast }, call)
  if (placed.kind === 'placed')
    return {
      session: { kind: 'deposit' },
      events: [
        agreed(rowEvent(placed.row, parts.networks, parts.now(), 'server'), atLeast, sale.fiatCurrency),
      ],
    }
  const again = { ...form, atLeast: atLeastOf(placed.receive, parts.priceToleranceBps), before: atLeast }
  if ('userBankInformation' in payee) return asked(bankForm(again, answerTo(values, 'payTo')))
  return asked(await choiceForm(parts, again, capaUserId, call))
}

/** With what the user agreed to receive at least, which Capa itself does not know. */
function agreed(row: RowEvent, receiveAtLeast: Decimal, receiveAtLeastCurrency: string): RowEvent {
  return { ...row, fields: { ...row.fields, receiveAtLeast, receiveAtLeastCurrency } }
}

/** Capa has the order: nothing is asked any more. */
async function alreadyMade(parts: StepParts, order: Order, call: CallContext): Promise<SessionResult | null> {
  if (Object.keys(order.facts.rows).length === 0) return null
  return { session: { kind: 'deposit' }, events: await parts.read(order, call) }
}

const checkedSale = (parts: StepParts, order: Order): CheckedSale =>
  checkSellRequest(order.request, parts.registry, parts.networks, parts.premiumSpread)

async function makeUser(parts: StepParts, values: Answers, call: CallContext): Promise<void> {
  const { api, users, externalUserIdOf } = parts
  const owner = ownerOf(call)
  const email = required(values, 'email', 'The e-mail address', 254)
  matching(
    email,
    'email',
    'The e-mail address',
    /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/,
    'Check it and try again.',
  )
  try {
    await users.keep(owner, await api.createUser({ email, externalUserId: externalUserIdOf(owner) }, call))
  } catch (error) {
    if (!isOfframpError(error) || error.details?.status !== '409') throw error
    // Another tab may have been faster.
    if ((await users.find(owner)) === null) throw userExists()
  }
}

async function kycStateOf({ api }: StepParts, capaUserId: string, call: CallContext): Promise<KycState> {
  try {
    return await api.kycState(capaUserId, call)
  } catch (error) {
    // No check was begun.
    if (isOfframpError(error) && error.details?.status === '404') return 'none'
    throw error
  }
}

/** A fresh link each time: it is good for one session. */
async function identityCheck({ api }: StepParts, capaUserId: string, order: Order, call: CallContext) {
  const to = { country: order.request.country, redirectUri: call.returnUrl }
  const url = await api.kycLink(capaUserId, to, call)
  return { kind: 'open', url, modes: ['popup', 'tab', 'redirect'], expiresAt: null } as const
}

async function payoutForm(
  parts: StepParts,
  order: Order,
  capaUserId: string,
  call: CallContext,
): Promise<ProviderSession> {
  const { rail, sale } = checkedSale(parts, order)
  const quote = await parts.api.quote(sale, call)
  checkQuoted(quote, sale)
  const atLeast = atLeastOf(quote.fiatAmount, parts.priceToleranceBps)
  return await choiceForm(parts, { atLeast, currency: sale.fiatCurrency, rail }, capaUserId, call)
}

async function choiceForm(
  parts: StepParts,
  form: PayoutForm,
  capaUserId: string,
  call: CallContext,
): Promise<ProviderSession> {
  const options = await choicesOf(parts, form.rail, capaUserId, call)
  return options.length === 1 ? bankForm(form, '') : payToForm(form, options)
}

/** Whom the user may be paid by: their own saved accounts, a new one, and receivers where the app offers them. */
async function choicesOf({ api, receivers }: StepParts, rail: Rail, capaUserId: string, call: CallContext) {
  // SEPA's accounts are of many countries: they are told apart by the form that they were saved with.
  const country = rail === 'SEPA' ? undefined : rail
  const [accounts, others] = await Promise.all([
    api.accounts({ userId: capaUserId }, country, call),
    receivers ? api.receivers(capaUserId, call) : [],
  ])
  return payToOptions(
    accounts.filter((one) => railFits(one.country, rail)),
    others,
  )
}

/** An id that comes back from a browser counts only where it was one to choose: another one may be anybody's. */
async function checkOffered(
  parts: StepParts,
  rail: Rail,
  payTo: string,
  capaUserId: string,
  call: CallContext,
): Promise<void> {
  if (payTo === '' || payTo === newAccount) return
  const choices = await choicesOf(parts, rail, capaUserId, call)
  if (!choices.some(({ value }) => value === payTo)) throw notOffered()
}

const railFits = (country: string, rail: CheckedSale['rail']): boolean => railOf(country) === rail

/** No page documents a way to look a user up: only the operator can find this one. */
function userExists(): OfframpError {
  return new OfframpError({
    code: 'conflict',
    message: 'Capa has an account of yours already, and this app does not know which.',
    why: 'An answer of theirs was lost, or it was made elsewhere. Nothing was sent.',
    action:
      "Ask the support of this app. Operator: find the user in Capa's dashboard and keep its id in `users`.",
    details: { reason: 'user_exists_already' },
  })
}

function notVerified(kyc: 'review' | 'rejected'): OfframpError {
  const rejected = kyc === 'rejected'
  return new OfframpError({
    code: rejected ? 'identity_rejected' : 'identity_unverified',
    message: rejected
      ? 'Capa did not accept the identity check.'
      : 'Capa is still looking at your identity check.',
    why: 'It pays verified people alone. Nothing was sent.',
    action: rejected
      ? 'Ask the support of this app.'
      : 'Come back later: this usually takes minutes, at times a day.',
    retryable: !rejected,
    details: { reason: rejected ? 'identity_rejected' : 'identity_in_review' },
  })
}
