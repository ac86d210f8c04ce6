import type { Asset, Network, NetworkId } from '@offrampkit/core'

/** What the demo's server tells the page: which chains and providers it runs on. */
export interface DemoSettings {
  mode: 'sandbox' | 'live'
  /** Origin of the stand-ins; `null` against the real provider. */
  sandboxUrl: string | null
  /** Ids of the providers that the server serves; the page uses the first unless its address names another. */
  providers: readonly string[]
  /** Where the stand-in for Coinbase's page is, and which chains stand in for its networks; absent against the real one. */
  coinbase?: { payUrl: string; networks: Readonly<Record<string, NetworkId>> }
  networks: readonly Network[]
  assets: readonly Asset[]
  /** One JSON-RPC endpoint for each EVM chain id. */
  rpcUrls: Readonly<Record<string, string>>
}

/** Asks the server once, before anything is drawn. */
export async function loadSettings(): Promise<DemoSettings> {
  const response = await fetch('/demo/settings.json', { cache: 'no-store' })
  if (!response.ok) throw new Error('The demo server did not answer. Start it with: npm run demo')
  return (await response.json()) as DemoSettings
}
