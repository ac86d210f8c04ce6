import { findDepositOf } from '../deposits/find.ts'
import { emptyBodySchema, parseBody } from '../guards/body.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import { notFound } from '../refusals.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Looks for the money of an attempt on chain, for browsers whose own endpoint is limited. Reads only. */
export async function findDeposit(ask: UserAsk, services: Services): Promise<unknown> {
  parseBody(emptyBodySchema, ask.body)
  const { order } = await loadOwnedOrder(services.store, ask.param('orderId'), ask.user.userId)
  const attempt = order.attempts.find((known) => known.attemptId === ask.param('attemptId'))
  if (!attempt) throw notFound()
  return await findDepositOf(services, order, attempt)
}
