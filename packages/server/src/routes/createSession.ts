import { emptyBodySchema, parseBody } from '../guards/body.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import type { Services } from '../services.ts'
import { takeStep } from '../sessions/openSession.ts'
import type { UserAsk } from './route.ts'

/** The next step towards the deposit, fresh each time. Its URL holds a token: it is answered, never kept. */
export async function createSession(ask: UserAsk, services: Services): Promise<unknown> {
  parseBody(emptyBodySchema, ask.body)
  const stored = await loadOwnedOrder(services.store, ask.param('orderId'), ask.user.userId)
  return await takeStep(services, stored, await ask.clientIp(), (provider, order, call) =>
    provider.createSession(order, call),
  )
}
