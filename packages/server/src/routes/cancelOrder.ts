import { emptyBodySchema, parseBody } from '../guards/body.ts'
import { cancelOwnedOrder } from '../orders/cancelOrder.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import { viewOf } from '../orders/view.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Gives an order up, here and at the provider. */
export async function cancelOrder(ask: UserAsk, services: Services): Promise<unknown> {
  parseBody(emptyBodySchema, ask.body)
  const stored = await loadOwnedOrder(services.store, ask.param('orderId'), ask.user.userId)
  return viewOf(await cancelOwnedOrder(services, stored), services.providers, services.now())
}
