import type { OfframpError } from '@offrampkit/core'
import type { CallOptions, OrderView } from '@offrampkit/core/api'
import { noFacts, type OrderId } from '@offrampkit/core/order'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { type Evidence, type OfframpStatus, toOfframpStatus } from '../order/offrampStatus.ts'
import { runtimeOf } from '../runtime/runtime.ts'

export interface GetOfframpStatusParameters {
  orderId: OrderId
  /** The user just came back from the provider: a reason for the server to ask it at once. */
  returned?: boolean | undefined
  /** The user says that they sent the deposit by hand: from then on no wallet is asked for this order. */
  declared?: boolean | undefined
  /** What this browser's ledger and the chain tell. Without it only the server is asked. */
  evidence?: ((order: OrderView) => Promise<Evidence>) | undefined
}
export type GetOfframpStatusReturnType = OfframpStatus
export type GetOfframpStatusErrorType = OfframpError

/**
 * Where an order stands. Reads only: resuming an order is reading it.
 *
 * @throws OfframpError the backend's, such as `not_found` or `backend_unreachable`
 * @example const { stage, status } = await getOfframpStatus(config, { orderId })
 */
export async function getOfframpStatus(
  config: OfframpConfig,
  { orderId, returned, declared, evidence }: GetOfframpStatusParameters,
  call?: CallOptions,
): Promise<GetOfframpStatusReturnType> {
  const { backend, clock } = runtimeOf(config)
  const { getOrder, deposits } = await backend()
  const askedAt = clock.now()
  const hints = { ...(returned ? { returned } : {}), ...(declared ? { declared } : {}) }
  const order = await getOrder({ orderId, ...hints }, call)
  clock.sync(order.serverNow, askedAt)
  // Where no server keeps attempts, an order that was only read at the server says nothing about them.
  const seen = evidence ? await evidence(order) : deposits ? null : unread
  return toOfframpStatus(order, seen, config.registry, clock.now())
}

const unread: Evidence = {
  facts: noFacts,
  attempts: [],
  unreadable: 'not_read',
  attestable: null,
  chains: null,
}
