/**
 * A CAIP-2 chain id: `eip155:8453`, `bip122:000000000019d6689c085ae165831e93`, `solana:…`.
 * Source: https://chainagnostic.org/CAIPs/caip-2
 */
export type NetworkId = `${string}:${string}`

/** A network as the registry knows it. */
export interface Network {
  id: NetworkId
  /** For people. */
  name: string
  kind: 'evm' | 'bitcoin' | 'solana' | 'tron' | 'other'
  /** How many blocks make a transfer final for this kit. */
  finality: number
  /** Typical time between two blocks, in milliseconds. */
  blockTimeMs: number
  /** Address of a transaction page with `%s` for the hash. */
  explorer?: string
  /** A chain for tests: its coins are worth nothing. */
  test?: boolean
}

/** The EVM chain id of a network, or `null` for other families. */
export function evmChainId(network: NetworkId): number | null {
  const chainId = Number(/^eip155:([1-9]\d{0,15})$/.exec(network)?.[1])
  return Number.isSafeInteger(chainId) ? chainId : null
}

/** @example evmNetwork(8453) // 'eip155:8453' */
export function evmNetwork(chainId: number): NetworkId {
  return `eip155:${chainId}`
}
