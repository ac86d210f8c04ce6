import type { NetworkId } from '@offrampkit/core'
import type { ProviderId } from '@offrampkit/core/order'
import type { UniqueKey } from '../stores/store.ts'

/** One order per wish of one user. */
export function requestKey(ownerId: string, requestId: string): UniqueKey {
  return { kind: 'request', scope: ownerId, value: requestId }
}

/** A provider's row belongs to the first order that heard of it. */
export function rowKey(provider: ProviderId, rowId: string): UniqueKey {
  return { kind: 'row', scope: provider, value: rowId }
}

/**
 * One transfer pays one order. Scoped by the network's family (`eip155`) rather than its id: a hash covers the chain id, so
 * the same hash under two chain ids is a mistake as well.
 */
export function transactionKey(network: NetworkId, txHash: string): UniqueKey {
  return { kind: 'transaction', scope: network.split(':')[0] ?? '', value: txHash.toLowerCase() }
}
