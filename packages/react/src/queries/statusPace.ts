import { pollAfterMs } from '@offrampkit/core/order'
import { replaceEqualDeep } from '@tanstack/react-query'
import type { OfframpStatus } from '../order/offrampStatus.ts'

interface Polled {
  state: { data: OfframpStatus | undefined; dataUpdateCount: number; errorUpdateCount: number }
}

const paces = new WeakMap<object, { data: OfframpStatus | undefined; since: number }>()

/** How long until the next look, by what the status needs; slower while nothing changes, and not at all at the end. */
export function statusInterval(query: Polled): number | false {
  const { data, dataUpdateCount, errorUpdateCount } = query.state
  const answers = dataUpdateCount + errorUpdateCount
  const pace = paces.get(query)
  const since = pace && pace.data === data ? pace.since : answers
  paces.set(query, { data, since })
  if (!data) return Math.min(30_000, 2_000 * 2 ** Math.min(errorUpdateCount, 4))
  return pollAfterMs(data.stage, data.status, answers - since) ?? false
}

/**
 * Keeps the old object while nothing but the server's clock has moved, so that nothing renders; and when an answer was overtaken by
 * a later one, or comes from a copy of the order book that lags behind: what was true once must not be shown again.
 */
export function shareStatus(before: unknown, after: unknown): unknown {
  const [old, next] = [before, after] as [OfframpStatus | undefined, OfframpStatus]
  if (!old || old.order.orderId !== next.order.orderId) return next
  if (next.order.version < old.order.version) return old
  const same = { ...next, order: { ...next.order, serverNow: old.order.serverNow } }
  return replaceEqualDeep(old, same) === old ? old : replaceEqualDeep(old, next)
}
