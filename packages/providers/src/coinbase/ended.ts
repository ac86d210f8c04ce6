import { OfframpError } from '@offrampkit/core'
import { type Order, statusOf } from '@offrampkit/core/order'

/**
 * Refuses to open the hosted page for an order that is over, or paid already: what would be confirmed there is a second
 * row under the same reference, which nobody may pay.
 *
 * @throws OfframpError `order_expired` or `order_ended`
 */
export function refuseEnded(order: Order, now: number): void {
  const { kind } = statusOf(order, now)
  if (kind === 'created' || kind === 'opened' || kind === 'awaiting_deposit') return
  const unsent = kind === 'expired' || kind === 'failed' || kind === 'cancelled'
  throw new OfframpError({
    code: kind === 'expired' ? 'order_expired' : 'order_ended',
    message: `Coinbase's page is not opened again for this order: it is ${kind}.`,
    why: 'A second sale under its reference would be one that is never paid.',
    action: unsent ? 'Start a new cash-out.' : 'Do not send again. Follow the order.',
    moneyMoved: unsent ? 'no' : kind === 'conflict' ? 'maybe' : 'yes',
    details: { status: kind },
  })
}
