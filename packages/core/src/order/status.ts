import { deadlineOf } from '../deposit/bind.ts'
import { type Money, readMoney } from '../money/money.ts'
import type { RowFacts } from './facts.ts'
import { valuesOf } from './heard.ts'
import { identityOf } from './identity.ts'
import type { Order } from './order.ts'
import { rowConflict, rowField, rowFirstHeard, rowState } from './row.ts'
import { depositsAt, standingOf } from './transfer.ts'

/**
 * Where the order stands with the provider.
 *
 * - `created`: made; nobody has opened the provider's flow.
 * - `opened`: the flow was opened; the provider shows no row yet.
 * - `awaiting_deposit`: the provider has a row and waits for the coins.
 * - `received`, `processing`: the deposit is there (on chain, or the provider says so); the payout is being worked on.
 * - `paid`: it says the payout is done.
 * - `credited`: it did not sell, and the coins are in the user's account at the provider.
 * - `failed`: it ended the order, and nothing is known to have been sent.
 * - `expired`: its window closed, and nothing is known to have been sent.
 * - `cancelled`: it was cancelled, and nothing is known to have been sent.
 * - `conflict`: the provider contradicts itself in a way that nobody may resolve by guessing.
 */
export type OrderStatus =
  | { kind: 'created' }
  | { kind: 'opened' }
  | { kind: 'awaiting_deposit'; rowId: string; deadline: number | null }
  | { kind: 'received'; rowId: string; txHash: string | null }
  | { kind: 'processing'; rowId: string; txHash: string | null }
  | { kind: 'paid'; rowId: string; txHash: string | null; payout: Money | null }
  | { kind: 'credited'; rowId: string; txHash: string | null }
  | { kind: 'failed'; rowId: string; reason: string | null }
  | { kind: 'expired'; rowId: string | null }
  | { kind: 'cancelled' }
  | { kind: 'conflict'; reason: 'several_rows' | 'address_changed'; rowIds: readonly string[] }

/** The `kind` of an {@link OrderStatus}. */
export type OrderStatusKind = OrderStatus['kind']

/**
 * The only ways in which an ended order may still change: a deposit turned out to be there, or the reason why nothing
 * was sold became clearer. Everything else that is terminal stays, and no two entries form a circle.
 * Tests check {@link statusOf} against this table.
 */
export const corrections: Readonly<Partial<Record<OrderStatusKind, readonly OrderStatusKind[]>>> = {
  credited: ['paid'],
  failed: ['received', 'processing', 'paid', 'credited'],
  expired: ['received', 'processing', 'paid', 'credited', 'failed', 'cancelled'],
  cancelled: ['received', 'processing', 'paid', 'credited', 'failed'],
}

/** Nothing more is expected, save the listed {@link corrections}. */
export function isTerminal(status: OrderStatus): boolean {
  return ['paid', 'credited', 'failed', 'expired', 'cancelled'].includes(status.kind)
}

/**
 * The status that everything heard amounts to. Pure: the same facts and time give the same answer anywhere.
 *
 * One order is one sale: as soon as one of its rows has ended without a deposit, the order has ended, and a further row
 * under the same reference is not paid.
 */
export function statusOf(order: Order, now: number): OrderStatus {
  const rows = Object.entries(order.facts.rows)
    .flatMap(([rowId, row]) => readRow(rowId, row, order, now) ?? [])
    .sort((a, b) => (a.rowId < b.rowId ? -1 : 1))
  const by = (kind: Standing) => rows.find((row) => row.standing === kind)

  const paid = by('paid')
  if (paid) return { kind: 'paid', rowId: paid.rowId, txHash: paid.txHash, payout: payoutOf(paid.row) }
  for (const kind of ['credited', 'processing', 'received'] as const) {
    const found = by(kind)
    if (found) return { kind, rowId: found.rowId, txHash: found.txHash }
  }
  const failed = by('failed')
  if (failed) return { kind: 'failed', rowId: failed.rowId, reason: rowField(failed.row, 'reason') }
  if (by('cancelled') || order.facts.steps.cancelled) return { kind: 'cancelled' }
  const expired = by('expired')
  if (expired) return { kind: 'expired', rowId: expired.rowId }

  const live = rows.filter((row) => row.standing === 'live')
  const changed = live.filter((row) => rowConflict(row.row, 'to'))
  if (changed.length > 0)
    return { kind: 'conflict', reason: 'address_changed', rowIds: changed.map((row) => row.rowId) }
  if (live.length > 1)
    return { kind: 'conflict', reason: 'several_rows', rowIds: live.map((row) => row.rowId) }
  const [only] = live
  if (only) return { kind: 'awaiting_deposit', rowId: only.rowId, deadline: only.deadline }
  if (now >= endOf(order)) return { kind: 'expired', rowId: null }
  return order.facts.steps.opened || order.facts.steps.returned ? { kind: 'opened' } : { kind: 'created' }
}

/** How long an order waits for the provider to show a row: one day. One that nobody took up ends as expired. */
const orderLifeMs = 24 * 3_600_000

const endOf = (order: Order): number => order.createdAt + orderLifeMs

type Standing =
  | 'unknown'
  | 'live'
  | 'received'
  | 'processing'
  | 'paid'
  | 'credited'
  | 'failed'
  | 'expired'
  | 'cancelled'

interface ReadRow {
  rowId: string
  row: RowFacts
  standing: Standing
  txHash: string | null
  deadline: number | null
}

/** `null` for a row that is not about this order. */
function readRow(rowId: string, row: RowFacts, order: Order, now: number): ReadRow | null {
  const identity = identityOf(rowId, row, order)
  if (identity === 'foreign') return null
  const state = rowState(row)
  const times = { createdAt: rowField(row, 'createdAt'), orderExpiresAt: rowField(row, 'orderExpiresAt') }
  const deadline = deadlineOf(times, order)
  const told = rowField(row, 'txHash')
  const seen = depositOf(row, order)
  // A row that was first heard of after the order's end is not waited for; a deposit that it received still counts.
  const lapsed = (deadline !== null && now >= deadline) || rowFirstHeard(row) >= endOf(order)
  const said = standing()
  return {
    rowId,
    row,
    deadline,
    txHash: told ?? seen?.txHash ?? null,
    standing: identity === 'ours' ? said : heldBack[said],
  }

  function standing(): Standing {
    if (state === 'paid' || state === 'processing') return state
    // Whoever said that the coins are there did not unsay it by failing.
    const arrived =
      told !== null || seen?.standing === 'final' || row.states.received || row.states.processing
    if (state === 'failed') return arrived ? 'credited' : 'failed'
    if (state === 'received' || told !== null || seen) return 'received'
    if (state === 'expired' || state === 'cancelled') return state
    if (state === 'unknown') return 'unknown'
    return lapsed ? 'expired' : 'live'
  }
}

/** A row that is not proven to be ours ends nothing: neither well nor badly. */
const heldBack: Record<Standing, Standing> = {
  unknown: 'unknown',
  live: 'live',
  received: 'received',
  processing: 'processing',
  paid: 'processing',
  credited: 'received',
  failed: 'unknown',
  expired: 'unknown',
  cancelled: 'unknown',
}

/** A transfer to any address that this row ever named; a final one before others. */
function depositOf(row: RowFacts, order: Order) {
  const found = depositsAt(order, valuesOf(row.fields.to)).map((transfer) => ({
    txHash: transfer.txHash,
    standing: standingOf(transfer),
  }))
  return found.find((transfer) => transfer.standing === 'final') ?? found[0] ?? null
}

function payoutOf(row: RowFacts): Money | null {
  return readMoney(rowField(row, 'payout'), rowField(row, 'payoutCurrency'))
}
