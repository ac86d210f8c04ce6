import type { Asset, Network } from '@offrampkit/core'

/** What the page has to know of chains and coins. Plain data, so that a server component can hand it to a client one. */
export interface World {
  networks: readonly Network[]
  assets: readonly Asset[]
  /** One JSON-RPC endpoint for each EVM chain id. */
  rpcUrls: Readonly<Record<string, string>>
  /** Where the stand-ins for the providers are; `null` where real money moves. */
  sandboxUrl: string | null
}
