import { OfframpError } from '@offrampkit/core'
import { valuesBodySchema } from '@offrampkit/core/api'
import { parseBody } from '../guards/body.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import type { Services } from '../services.ts'
import { takeStep } from '../sessions/openSession.ts'
import type { UserAsk } from './route.ts'

/** Answers of a form. They go to the provider and are not kept. */
export async function continueSession(ask: UserAsk, services: Services): Promise<unknown> {
  const stored = await loadOwnedOrder(services.store, ask.param('orderId'), ask.user.userId)
  const { values } = parseBody(valuesBodySchema, ask.body)
  return await takeStep(services, stored, await ask.clientIp(), async (provider, order, call) => {
    if (provider.continueSession) return await provider.continueSession(order, values, call)
    throw new OfframpError({
      code: 'unsupported_operation',
      message: 'This provider asks no questions.',
      why: 'The answers would go nowhere.',
      action: 'Ask for the session again and do what it says.',
    })
  })
}
