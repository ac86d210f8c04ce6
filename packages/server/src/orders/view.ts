import type { OrderView } from '@offrampkit/core/api'
import { statusOf } from '@offrampkit/core/order'
import type { FlowCapabilities } from '@offrampkit/core/provider'
import type { ProviderCatalog } from '../providerCatalog.ts'
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
  return {
    ...order,
    capabilities: providers.flow(order.flow)?.capabilities ?? noCapabilities,
    status: statusOf(order, now),
    version,
    serverNow: now,
    stale,
  }
}
