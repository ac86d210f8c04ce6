import { sameAddress } from '../network/asset.ts'
import type { NetworkId } from '../network/network.ts'
import type { RowFacts } from './facts.ts'
import { valuesOf } from './heard.ts'
import { idToHex, isId } from './id.ts'
import type { Order } from './order.ts'
import { readTime } from './row.ts'

/**
 * Whether a row is about this order.
 *
 * - `ours`: everything by which the rules recognise a row was heard, and fits.
 * - `unproven`: some of it is not told yet. Such a row may be shown as waiting; it ends nothing and pays nothing.
 * - `foreign`: it is older than the order, or has another sender.
 *
 * Hearing more can make an unproven row ours or foreign. It never makes one that is ours anything else: a row that fitted
 * once keeps its word, and contradictions stop the deposit instead (see `bindDeposit`).
 */
export type RowIdentity = 'ours' | 'unproven' | 'foreign'

/** Whether this row is about this order, see {@link RowIdentity}. */
export function identityOf(rowId: string, row: RowFacts, order: Order): RowIdentity {
  if (order.rules.rowId === 'order_hex') return isForeignId(rowId, order) ? 'foreign' : 'ours'
  const parts = [byAge(row, order), bySender(row, order)]
  if (parts.includes('foreign')) return 'foreign'
  return parts.includes('unproven') ? 'unproven' : 'ours'
}

/** Whether the rules say that a row carries the order's id, and this one carries another. */
export function isForeignId(rowId: string, { rules, orderId }: Pick<Order, 'rules' | 'orderId'>): boolean {
  return rules.rowId === 'order_hex' && !(isId(orderId) && rowId === idToHex(orderId))
}

function byAge(row: RowFacts, order: Order): RowIdentity {
  const { createdBeforeMs } = order.rules
  if (createdBeforeMs === null) return 'ours'
  const times = valuesOf(row.fields.createdAt)
    .map(readTime)
    .filter((time) => time !== null)
  if (times.length === 0) return 'unproven'
  return times.some((time) => time >= order.createdAt - createdBeforeMs) ? 'ours' : 'foreign'
}

function bySender(row: RowFacts, order: Order): RowIdentity {
  const { rules, request, sender } = order
  const networks = [request.network, ...(valuesOf(row.fields.network) as NetworkId[])]
  if (rules.sender === 'ignored' || networks.some((id) => rules.senderIgnoredOn.includes(id))) return 'ours'
  const senders = valuesOf(row.fields.from)
  if (senders.length === 0) return rules.sender === 'must_equal' ? 'unproven' : 'ours'
  return senders.some((from) => sameAddress(request.network, from, sender)) ? 'ours' : 'foreign'
}
