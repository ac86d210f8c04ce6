import { mainnetAssets, mainnets } from '@offrampkit/core'
import { coinbase } from '@offrampkit/providers/coinbase/server'
import type { World } from './world.ts'

/** Public endpoints that need no key; an app in production configures its own. */
const publicRpcUrls: Readonly<Record<string, string>> = {
  1: 'https://ethereum-rpc.publicnode.com',
  10: 'https://mainnet.optimism.io',
  137: 'https://polygon-bor-rpc.publicnode.com',
  8453: 'https://mainnet.base.org',
  42161: 'https://arb1.arbitrum.io/rpc',
}

/** The real provider and real chains: real money. News come by polling, since webhooks do not reach localhost. */
export function liveWorld(keys: { id: string; secret: string }): World {
  const networks = mainnets.filter((network) => network.id.slice('eip155:'.length) in publicRpcUrls)
  return {
    settings: {
      mode: 'live',
      sandboxUrl: null,
      providers: ['coinbase'],
      networks,
      assets: mainnetAssets.filter((asset) => networks.some((network) => network.id === asset.network)),
      rpcUrls: publicRpcUrls,
    },
    providers: [coinbase({ apiKeyId: keys.id, apiKeySecret: keys.secret })],
    now: Date.now,
    onListening: () => undefined,
    stop: async () => undefined,
  }
}
