import { OfframpError } from '@offrampkit/core'
import type { OfframpSession } from '@offrampkit/core/api'
import {
  type Order,
  type OrderEvent,
  type OrderWithAttempts,
  provenUnsent,
  statusOf,
} from '@offrampkit/core/order'
import type { CallContext, ServerProvider, SessionResult } from '@offrampkit/core/provider'
import { rowKey } from '../orders/keys.ts'
import { orderInTurn } from '../orders/orderInTurn.ts'
import { inTurn } from '../orders/turn.ts'
import type { Services } from '../services.ts'
import type { StoredOrder } from '../stores/store.ts'

/** Asks the provider for the next step. */
export type Step = (provider: ServerProvider, order: Order, call: CallContext) => Promise<SessionResult>

/**
 * The next step towards the deposit. What the step brought is written down before it is answered, so that an address that
 * the browser is told to pay is one that the server knows.
 *
 * One step of an order at a time, on whichever instance. While a deposit may be on its way there is nothing to open: the answer
 * is `follow`, and the provider is not asked, because a second row there would put the first in doubt.
 *
 * @throws OfframpError `order_busy`, `order_expired` or `order_ended`, and what the provider throws
 */
export async function takeStep(
  services: Services,
  stored: StoredOrder,
  clientIp: string,
  step: Step,
): Promise<OfframpSession> {
  const { store, providers, writer, allowances, now, timeout, returnUrlOf } = services
  const { orderId } = stored.order
  return await inTurn(services, orderId, async (turn) => {
    const { order } = await orderInTurn(services, stored, turn)
    if (mayBeSent(order)) return { kind: 'follow', orderId }
    refuseEnded(order, now())
    const provider = providers.require(order.provider)
    const { attempts, ...plain } = order
    const call = {
      clientIp,
      returnUrl: returnUrlOf(orderId),
      userId: stored.ownerId,
      isTaken: async (rowId: string) => {
        const holder = await store.orderByKey(rowKey(order.provider, rowId))
        return holder !== null && holder.order.orderId !== orderId
      },
      signal: timeout(15_000),
    }
    await allowances.take('sessions', stored.ownerId)
    turn.ask()
    const { session, events } = await step(provider, plain, call)
    const opened: OrderEvent[] =
      session.kind === 'open' && !order.facts.steps.opened
        ? [{ type: 'opened', at: now(), source: 'server' }]
        : []
    const after = (await writer.applyEvents(orderId, [...events, ...opened])).order
    // Meanwhile another device may have begun to send, or given the order up.
    if (mayBeSent(after)) return { kind: 'follow', orderId }
    if (after.facts.steps.cancelled) refuseEnded(after, now())
    return { ...session, orderId }
  })
}

/** Whether a deposit may be on its way: of an attempt that is not proven to have sent nothing, or by hand. */
const mayBeSent = ({ attempts, facts }: OrderWithAttempts): boolean =>
  facts.steps.declared !== undefined || attempts.some((attempt) => !provenUnsent(attempt))

/** @throws OfframpError `order_expired` or `order_ended` when nothing may be sent for this order any more */
export function refuseEnded(order: Order, now: number): void {
  const { kind } = statusOf(order, now)
  if (kind === 'expired')
    throw new OfframpError({
      code: 'order_expired',
      message: 'The provider has stopped waiting for this order.',
      why: 'Coins sent now would not be sold.',
      action: 'Start a new cash-out.',
    })
  if (kind === 'created' || kind === 'opened' || kind === 'awaiting_deposit') return
  const sent = kind !== 'failed' && kind !== 'cancelled' && kind !== 'conflict'
  throw new OfframpError({
    code: 'order_ended',
    message: `This order cannot be paid any more: it is ${kind}.`,
    why: 'A further deposit would not belong to any order.',
    action: sent ? 'Do not send again. Follow the order.' : 'Start a new cash-out.',
    moneyMoved: sent ? 'yes' : 'no',
    details: { status: kind },
  })
}
