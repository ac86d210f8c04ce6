import type { Address } from 'viem'

/** One test token on one sandbox chain. */
export interface SandboxToken {
  symbol: string
  name: string
  address: Address
  decimals: number
}

/** One local chain that stands in for a real network. */
export interface SandboxChain {
  /** 31337 and up. Never the id of a real chain: a signed transaction could be replayed there. */
  chainId: number
  name: string
  /** The network name that Coinbase's API uses for the chain it stands in for, such as `base`; Partna's too. */
  coinbaseNetwork: string
  /** `false` on a chain that Coinbase's stand-in does not serve. */
  coinbase?: boolean
  rpcUrl: string
  native: { symbol: string; name: string; decimals: 18 }
  tokens: readonly SandboxToken[]
}

/** What somebody may sell on one chain: a token, or the native coin (`address` null). */
export interface SandboxAsset {
  chainId: number
  coinbaseNetwork: string
  symbol: string
  name: string
  address: Address | null
  decimals: number
}

/** Every asset of every chain, native coins first. */
export function sandboxAssets(chains: readonly SandboxChain[]): SandboxAsset[] {
  return chains.flatMap((chain) => [
    {
      chainId: chain.chainId,
      coinbaseNetwork: chain.coinbaseNetwork,
      symbol: chain.native.symbol,
      name: chain.native.name,
      address: null,
      decimals: chain.native.decimals,
    },
    ...chain.tokens.map((token) => ({
      chainId: chain.chainId,
      coinbaseNetwork: chain.coinbaseNetwork,
      symbol: token.symbol,
      name: token.name,
      address: token.address,
      decimals: token.decimals,
    })),
  ])
}

/** Refuses chains on which a signed transaction would be valid on a real network too. */
export function assertLocalChains(chains: readonly SandboxChain[]): void {
  for (const chain of chains) {
    if (chain.chainId < 31337 || chain.chainId > 31399) {
      throw new Error(
        `The sandbox only runs on chain ids 31337 to 31399, not ${chain.chainId}: a transaction signed for a real chain id could be replayed there.`,
      )
    }
    const host = new URL(chain.rpcUrl).hostname
    if (host !== '127.0.0.1' && host !== 'localhost') {
      throw new Error(`The sandbox only talks to a chain on this machine, not to ${host}.`)
    }
  }
}
