import type { NetworkId } from '@offrampkit/core'

/** JSON-RPC reads of one EVM chain, over an endpoint of your own. A failed read throws; it never means "none". */
export interface ChainRead {
  network: NetworkId
  request(args: { method: string; params?: readonly unknown[] }): Promise<unknown>
}

/** The reads of a network, or `null` where there is no endpoint. */
export type ChainReads = (network: NetworkId) => ChainRead | null
