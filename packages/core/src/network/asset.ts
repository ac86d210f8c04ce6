import type { NetworkId } from './network.ts'

/** One asset on one network. The pair (network, address) is its identity; the symbol is a label. */
export interface Asset {
  network: NetworkId
  /** Contract address with its EIP-55 checksum, or `native`. */
  address: string
  symbol: string
  name: string
  decimals: number
}

/** The `address` of a network's own coin. */
export const native = 'native'

/** Whether the asset is its network's own coin rather than a token contract. */
export const isNative = (asset: Pick<Asset, 'address'>): boolean => asset.address === native

/** Whether two references name the same asset. EVM addresses compare without regard to letter case. */
export function sameAsset(
  a: Pick<Asset, 'network' | 'address'>,
  b: Pick<Asset, 'network' | 'address'>,
): boolean {
  return a.network === b.network && sameAddress(a.network, a.address, b.address)
}

/** Compares addresses as bytes on EVM networks, to the letter elsewhere (base58 is case sensitive). */
export function sameAddress(network: NetworkId, a: string, b: string): boolean {
  if (!network.startsWith('eip155:')) return a === b
  return a.toLowerCase() === b.toLowerCase()
}
