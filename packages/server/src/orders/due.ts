import { type AttemptView, type Order, provenUnsent, statusOf } from '@offrampkit/core/order'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Nothing is put off for longer, so that what seems to be is known for the work of a wrong clock: `farMs` of the stores is longer. */
export const longestDueMs = 6 * hour

/**
 * When to ask the provider next although nobody asks for the order: news may have stopped coming. Everybody who looks at an order
 * asks sooner.
 *
 * - Money that is with the provider, or may be on its way there, is followed closely, and for two months.
 * - An order that waits for its user is asked about more and more seldom, for a week: some hundred times.
 * - `created`: nobody has begun. There is nothing at the provider, save what an answer that got lost has left there.
 * - One that ended without being paid is still looked at for two days: a late deposit may turn up (`corrections` in core).
 *
 * @returns ms since 1970, at most `longestDueMs` from now; or `null` for never
 */
export function dueAfter(order: Order & { attempts?: readonly AttemptView[] }, now: number): number | null {
  const { kind } = statusOf(order, now)
  const age = Math.max(0, now - order.createdAt)
  const growing = (first: number, share: number) =>
    now + Math.min(Math.max(first, Math.round(age * share)), longestDueMs)
  if (kind === 'paid') return null
  if (kind === 'credited' || kind === 'failed' || kind === 'expired' || kind === 'cancelled')
    return age < 2 * day ? growing(15 * minute, 1 / 8) : null
  const moving = order.attempts?.some((attempt) => !provenUnsent(attempt)) ?? false
  if (moving || kind === 'received' || kind === 'processing') {
    if (age > 60 * day) return null
    if (age > 7 * day) return now + longestDueMs
    if (age > day) return now + hour
    return now + (age > hour ? 5 * minute : minute / 2)
  }
  if (age > 7 * day) return null
  return kind === 'created' ? growing(10 * minute, 1 / 2) : growing(minute / 2, 1 / 20)
}
