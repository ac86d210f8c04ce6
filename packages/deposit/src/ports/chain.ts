import type { NetworkId } from '@offrampkit/core'

/**
 * Reads of one EVM chain by JSON-RPC, over a public endpoint of the app's own configuration (not the wallet).
 * It only reads; a failed read throws, and a throw never means "none".
 */
export interface ChainPort {
  network: NetworkId
  /** JSON-RPC: https://ethereum.org/developers/docs/apis/json-rpc */
  request(args: { method: string; params?: readonly unknown[] }): Promise<unknown>
}

/** The chain of a network, or `null` where the app has configured none. */
export type ChainsPort = (network: NetworkId) => ChainPort | null
