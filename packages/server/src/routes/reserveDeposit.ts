import type { Reservation } from '@offrampkit/core/api'
import { reserveBodySchema } from '@offrampkit/core/api'
import { attemptOf } from '../deposits/attempt.ts'
import { decideReserve } from '../deposits/reserve.ts'
import { parseBody } from '../guards/body.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** Asks whether an attempt may go on to the wallet. Of any number of askers, one hears `reserved`. */
export async function reserveDeposit(ask: UserAsk, services: Services): Promise<Reservation> {
  const { store, writer, registry, now } = services
  const stored = await loadOwnedOrder(store, ask.param('orderId'), ask.user.userId)
  const attempt = attemptOf(parseBody(reserveBodySchema, ask.body).attempt)
  let answer: Reservation = { status: 'reserved' }
  await writer.change(stored.order.orderId, ({ order }) => {
    const { reservation, attempts } = decideReserve(order, attempt, registry, now())
    answer = reservation
    return attempts && { attempts }
  })
  return answer
}
