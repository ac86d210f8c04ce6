import { type Decimal, equalDecimals, isDecimal, parseAmount } from '../money/amount.ts'
import { readMoney } from '../money/money.ts'
import { readAddress } from '../network/address.ts'
import { type Asset, sameAddress } from '../network/asset.ts'
import type { NetworkId } from '../network/network.ts'
import type { AssetRegistry } from '../network/registry.ts'
import type { RowField } from '../order/event.ts'
import { isForeignId } from '../order/identity.ts'
import type { Order } from '../order/order.ts'
import { candidateOf, type DepositCandidate, readTime } from '../order/row.ts'
import { deniedAddress } from './denyList.ts'
import { type DepositInstruction, type Difference, digestOf } from './instruction.ts'

/** Why a row is not the one to pay. */
export type RejectReason =
  | 'state'
  | 'missing_field'
  | 'created_too_early'
  | 'created_in_future'
  | 'too_old'
  | 'wrong_sender'
  | 'unknown_asset'
  | 'currency_is_not_asset'
  | 'has_transaction'
  | 'bad_amount'
  | 'bad_address'
  | 'denied_address'
  | 'changed'
  | 'foreign_id'
  | 'not_as_asked'

/** A row that was looked at and refused. `fields` names what was missing or changed. */
export interface Rejection {
  rowId: string
  reasons: readonly RejectReason[]
  fields: readonly string[]
}

/**
 * What the rows of a provider amount to.
 *
 * - `ready`: exactly one row satisfies every rule.
 * - `waiting`: none does yet, and nothing is wrong; or one does, and another one will in a moment, or the user has not
 *   come back yet where that is asked for.
 * - `several`: more than one does; nobody may guess which.
 * - `refused`: a live row breaks a rule that time will not mend.
 */
export type Binding =
  | { state: 'ready'; instruction: DepositInstruction; rejected: readonly Rejection[] }
  | { state: 'waiting'; rejected: readonly Rejection[] }
  | { state: 'several'; rowIds: readonly string[]; rejected: readonly Rejection[] }
  | { state: 'refused'; rejected: readonly Rejection[] }

/** Reasons that mark a row as history or as not there yet, rather than as wrong. */
const harmless: ReadonlySet<RejectReason> = new Set([
  'state',
  'missing_field',
  'created_too_early',
  'too_old',
  'has_transaction',
  'foreign_id',
])

/** Never two of these for one row, whatever the provider's own rules say. */
const alwaysFrozen: readonly RowField[] = ['to', 'memo', 'network', 'asset']

/**
 * Invariant I-9: the one row of the provider that this order may pay, or why there is none.
 *
 * Pure; runs on the server and again in the browser before the wallet is armed. A row must be alive, made for this
 * order (not earlier), inside the provider's window less a margin, from this sender, in a configured asset, with an
 * amount in that asset, without a transaction, with an address that is valid, not denied and was never another one.
 *
 * @param now - server time in milliseconds since 1970
 * @example const binding = bindDeposit(order, registry, serverNow)
 */
export function bindDeposit(order: Order, registry: AssetRegistry, now: number): Binding {
  const fit: DepositInstruction[] = []
  const rejected: Rejection[] = []
  let wrong = false
  let soon = false
  for (const [rowId, row] of Object.entries(order.facts.rows)) {
    const judged = judge(candidateOf(rowId, row), order, registry, now)
    if ('digest' in judged) fit.push(judged)
    else {
      rejected.push(judged)
      if (judged.reasons.some((reason) => harmless.has(reason))) continue
      // The provider's clock is ahead: time mends that, but until then nobody knows which row it will be.
      if (judged.reasons.every((reason) => reason === 'created_in_future')) soon = true
      else wrong = true
    }
  }
  const [instruction, second] = fit
  if (instruction && second) return { state: 'several', rowIds: fit.map((i) => i.rowId), rejected }
  if (wrong) return { state: 'refused', rejected }
  const unconfirmed = order.rules.afterReturn === true && !order.facts.steps.returned
  if (instruction && !soon && !unconfirmed) return { state: 'ready', instruction, rejected }
  return { state: 'waiting', rejected }
}

function judge(
  row: DepositCandidate,
  order: Order,
  registry: AssetRegistry,
  now: number,
): DepositInstruction | Rejection {
  const { rules } = order
  const { fields } = row
  const reasons: RejectReason[] = []
  const named: string[] = []
  const reject = (reason: RejectReason, ...names: string[]) => {
    reasons.push(reason)
    named.push(...names)
  }

  if (!rules.states.includes(row.state)) reject('state')
  if (isForeignId(row.rowId, order)) reject('foreign_id')
  const createdAt = readTime(fields.createdAt)
  const missing = missingFields(row, order, createdAt)
  if (missing.length > 0) reject('missing_field', ...missing)
  const frozen = new Set([...alwaysFrozen, ...rules.frozen])
  const changed = row.conflicts.filter((field) => frozen.has(field))
  if (changed.length > 0) reject('changed', ...changed)
  if (fields.txHash !== undefined) reject('has_transaction')

  // Comparisons are written so that a clock that tells no time (NaN) refuses.
  if (createdAt !== null && rules.createdBeforeMs !== null) {
    if (!(createdAt >= order.createdAt - rules.createdBeforeMs)) reject('created_too_early')
    if (!(createdAt <= now + rules.createdAfterMs)) reject('created_in_future')
  }
  const deadline = deadlineOf(fields, order)
  if (deadline !== null && !(now < deadline - rules.marginMs)) reject('too_old')

  const network = (fields.network ?? order.request.network) as NetworkId
  const asset = registry.bySymbol(network, fields.asset ?? order.request.asset)
  if (!asset) reject('unknown_asset')
  const currency = fields.amountCurrency
  if (currency !== undefined && currency !== asset?.symbol) reject('currency_is_not_asset')
  if (!senderFits(fields.from, network, order)) reject('wrong_sender')

  const units = asset && fields.amount !== undefined ? readUnits(fields.amount, asset) : null
  if (asset && fields.amount !== undefined && units === null) reject('bad_amount')
  const to = fields.to === undefined ? null : readAddress(network, fields.to)
  if (fields.to !== undefined && to === null) reject('bad_address')
  const denied = to === null ? null : deniedAddress(to, order.sender, registry)
  if (denied) reject('denied_address', denied)

  const differences = asset ? differencesOf(order, asset, fields.amount) : []
  const misfits = differences.filter(({ field }) => rules.asAsked?.includes(field)).map(({ field }) => field)
  if (misfits.length > 0) reject('not_as_asked', ...misfits)

  if (reasons.length > 0 || !asset || units === null || to === null || fields.amount === undefined)
    return { rowId: row.rowId, reasons, fields: named }

  const amountKind =
    fields.amountKind === 'atLeast' || fields.amountKind === 'open' ? fields.amountKind : 'exact'
  const instruction = {
    orderId: order.orderId,
    rowId: row.rowId,
    asset,
    to,
    memo: fields.memo ?? null,
    from: rules.sender === 'ignored' || rules.senderIgnoredOn.includes(network) ? null : order.sender,
    amount: fields.amount,
    amountKind,
    units,
    deadlines: { order: deadline, price: readTime(fields.priceExpiresAt) },
    receiveAtLeast: readMoney(fields.receiveAtLeast, fields.receiveAtLeastCurrency),
    differences,
  } satisfies Omit<DepositInstruction, 'digest'>
  return { ...instruction, digest: digestOf(instruction) }
}

/** What has to be there and is not, or cannot be read: a check is never left out because its input is missing. */
function missingFields(row: DepositCandidate, order: Order, createdAt: number | null): RowField[] {
  const { rules } = order
  const { fields } = row
  const wanted = new Set<RowField>(['to', 'amount', ...rules.required])
  if (rules.amountCurrency === 'must_equal_asset') wanted.add('amountCurrency')
  const network = (fields.network ?? order.request.network) as NetworkId
  if (rules.sender === 'must_equal' && !rules.senderIgnoredOn.includes(network)) wanted.add('from')
  const missing = [...wanted].filter((field) => fields[field] === undefined)
  const timed = rules.createdBeforeMs !== null || rules.windowMs !== null
  if (createdAt === null && timed && !missing.includes('createdAt')) missing.push('createdAt')
  const expiry = fields.orderExpiresAt
  if (expiry !== undefined && readTime(expiry) === null) missing.push('orderExpiresAt')
  return missing
}

/** When the provider stops waiting for the row's deposit: the earlier of what it says and what its rules say. */
export function deadlineOf(
  fields: Readonly<Partial<Record<'createdAt' | 'orderExpiresAt', string | null>>>,
  order: Pick<Order, 'rules'>,
): number | null {
  const createdAt = readTime(fields.createdAt)
  const byWindow =
    createdAt === null || order.rules.windowMs === null ? null : createdAt + order.rules.windowMs
  const said = readTime(fields.orderExpiresAt)
  if (byWindow === null || said === null) return byWindow ?? said
  return Math.min(byWindow, said)
}

function senderFits(from: string | undefined, network: NetworkId, order: Order): boolean {
  if (order.rules.sender === 'ignored' || order.rules.senderIgnoredOn.includes(network)) return true
  // A sender that must be told and is not counts as missing.
  if (from === undefined) return true
  return sameAddress(network, from, order.sender)
}

function readUnits(amount: Decimal, asset: Asset): bigint | null {
  try {
    return parseAmount(amount, asset.decimals)
  } catch {
    return null
  }
}

function differencesOf(order: Order, asset: Asset, amount: Decimal | undefined): Difference[] {
  const { request } = order
  const found: Difference[] = []
  const comparable = isDecimal(request.amount) && isDecimal(amount)
  if (amount !== undefined && !(comparable && equalDecimals(request.amount, amount)))
    found.push({ field: 'amount', asked: request.amount, told: amount })
  if (request.asset !== asset.symbol) found.push({ field: 'asset', asked: request.asset, told: asset.symbol })
  if (request.network !== asset.network)
    found.push({ field: 'network', asked: request.network, told: asset.network })
  return found
}
