import { evmNetwork, type NetworkId } from '@offrampkit/core'

/** A network by its CAIP-2 id, or an EVM one by its chain id. */
export interface NetworkParameter {
  network?: NetworkId | undefined
  chainId?: number | undefined
}

/** The CAIP-2 id, or `undefined` where neither is given. */
export function networkOf({ network, chainId }: NetworkParameter): NetworkId | undefined {
  return network ?? (chainId === undefined ? undefined : evmNetwork(chainId))
}
