import { OfframpError } from '@offrampkit/core'
import { provenUnsent, statusOf } from '@offrampkit/core/order'
import type { Services } from '../services.ts'
import { refuseEnded } from '../sessions/openSession.ts'
import type { StoredOrder } from '../stores/store.ts'
import { orderInTurn } from './orderInTurn.ts'
import { inTurn } from './turn.ts'

/**
 * Gives an order up. It is written down first: from then on no deposit is reserved for it, whatever the provider answers. The
 * provider is told second, once a step that is under way has ended, so that what that step makes is taken back as well. Asking
 * again tells the provider again.
 *
 * @throws OfframpError `attempt_active` while a deposit may be on its way, `unsupported_operation`, `order_ended`, `order_busy`
 *   when the order is given up and the provider is still to be told, and what the provider throws
 */
export async function cancelOwnedOrder(services: Services, stored: StoredOrder): Promise<StoredOrder> {
  const { providers, writer, now, timeout } = services
  const { orderId, flow } = stored.order
  const provider = providers.require(stored.order.provider)
  const { cancelOrder } = provider
  if (!cancelOrder || !providers.flow(flow)?.capabilities.cancel)
    throw new OfframpError({
      code: 'unsupported_operation',
      message: 'This provider does not take orders back.',
      why: 'It would keep waiting for the deposit.',
      action: 'Do not send. The order ends by itself when its time is over.',
    })
  const given = await writer.change(orderId, ({ order }) => {
    if (order.facts.steps.declared || order.attempts.some((attempt) => !provenUnsent(attempt)))
      throw new OfframpError({
        code: 'attempt_active',
        message: 'A deposit for this order may be on its way.',
        why: 'Coins that arrive for a cancelled order may not be sold.',
        action: 'Wait until it is known whether they were sent.',
      })
    if (statusOf(order, now()).kind === 'cancelled') return null
    refuseEnded(order, now())
    return { events: [{ type: 'cancelled', at: now(), source: 'server' }] }
  })
  return await inTurn(services, orderId, async (turn) => {
    const { attempts, ...order } = (await orderInTurn(services, given, turn)).order
    turn.ask()
    const events = await cancelOrder.call(provider, order, { signal: timeout(10_000) })
    return await writer.applyEvents(orderId, events)
  })
}
