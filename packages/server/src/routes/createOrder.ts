import { createOrderBodySchema } from '@offrampkit/core/api'
import { parseBody } from '../guards/body.ts'
import { createOrder as makeOrder } from '../orders/createOrder.ts'
import { viewOf } from '../orders/view.ts'
import { sellRequestOf } from '../quotes/sellRequest.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Makes an order; the same requestId answers with the same order. */
export async function createOrder(ask: UserAsk, services: Services): Promise<unknown> {
  const { flow, request, ...body } = parseBody(createOrderBodySchema, ask.body)
  const stored = await makeOrder(services, ask.user, {
    ...body,
    request: sellRequestOf(request),
    ...(flow === undefined ? {} : { flow }),
  })
  return viewOf(stored, services.providers, services.now())
}
