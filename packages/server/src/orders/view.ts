import type { OrderView } from '@offrampkit/core/api'
import { type Order, type OrderStatus, type OrderWithAttempts, statusOf } from '@offrampkit/core/order'
import type { FlowCapabilities } from '@offrampkit/core/provider'
import { WrittenJson } from '../guards/writtenJson.ts'
import type { ProviderCatalog } from '../providerCatalog.ts'
import { orderText } from '../stores/orderText.ts'
import type { StoredOrder } from '../stores/store.ts'

/** What the handler answers: core's view, and whether the provider was reached for it. */
export interface ServedOrderView extends OrderView {
  /** The provider was asked and did not answer: what you see is what was known before. */
  stale: boolean
}

/** A provider that is no longer configured: its orders can be read, and nothing can be done with them. */
const noCapabilities: FlowCapabilities = {
  instructionFrom: 'never',
  open: [],
  returnsUser: false,
  confirm: 'none',
  refunds: 'none',
  cancel: false,
}

/** The order as its owner may see it. Who the owner is, and the request's id, stay here. */
export function viewOf(
  { order, version }: StoredOrder,
  providers: ProviderCatalog,
  now: number,
  stale = false,
): ServedOrderView {
  return { ...order, ...besideOrder(order, version, providers, now, stale, statusOf(order, now)) }
}

/**
 * The same, written: an order that was read a moment ago is passed on as it stood in the store.
 *
 * @param status - of this very order, now
 */
export function writtenView(
  { order, version }: StoredOrder,
  providers: ProviderCatalog,
  now: number,
  stale: boolean,
  status: OrderStatus,
): WrittenJson {
  const beside = JSON.stringify(besideOrder(order, version, providers, now, stale, status))
  return new WrittenJson(order, `${orderText(order).slice(0, -1)},${beside.slice(1)}`)
}

function besideOrder(
  order: Order,
  version: number,
  providers: ProviderCatalog,
  now: number,
  stale: boolean,
  status: OrderStatus,
): Omit<ServedOrderView, keyof OrderWithAttempts> {
  const capabilities = providers.flow(order.flow)?.capabilities ?? noCapabilities
  return { capabilities, status, version, serverNow: now, stale }
}
