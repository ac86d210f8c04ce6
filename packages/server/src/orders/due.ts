import { type Order, statusOf } from '@offrampkit/core/order'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * When to ask the provider next although nobody asks for the order: news may have stopped coming.
 *
 * - `created` waits for its user. There is nothing at the provider, save what an answer that got lost has left there.
 * - One that ended without being paid is still looked at for two days, more and more seldom: a late deposit may turn up
 *   (`corrections` in core).
 * - Money that is with the provider is looked after for two months.
 * - Everything else: a week after it was made, an order is only read when its owner asks.
 *
 * @returns ms since 1970, or `null` for never
 */
export function dueAfter(order: Order, now: number): number | null {
  const { kind } = statusOf(order, now)
  const age = now - order.createdAt
  if (kind === 'paid') return null
  if (kind === 'created') return now + Math.max(10 * minute, Math.round(age / 2))
  if (kind === 'credited' || kind === 'failed' || kind === 'expired' || kind === 'cancelled')
    return age < 2 * day ? now + Math.max(15 * minute, Math.round(age / 8)) : null
  if (age > 7 * day)
    return (kind === 'received' || kind === 'processing') && age < 60 * day ? now + day / 4 : null
  if (age > day) return now + hour
  return now + (age > hour ? 5 * minute : minute / 2)
}
