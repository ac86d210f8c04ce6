import { type Order, statusOf } from '@offrampkit/core/order'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * When to ask the provider next although nobody asks for the order: news may have stopped coming.
 *
 * An order that ended without being paid is still looked at for two days, because a late deposit may turn up
 * (`corrections` in core). A week after it was made, an order is only read when its owner asks.
 *
 * @returns ms since 1970, or `null` for never
 */
export function dueAfter(order: Order, now: number): number | null {
  const { kind } = statusOf(order, now)
  const age = now - order.createdAt
  if (kind === 'paid') return null
  if (kind === 'credited' || kind === 'failed' || kind === 'expired' || kind === 'cancelled')
    return age < 2 * day ? now + 15 * minute : null
  if (age > 7 * day) return null
  if (age > day) return now + hour
  return now + (age > hour ? 5 * minute : minute / 2)
}
