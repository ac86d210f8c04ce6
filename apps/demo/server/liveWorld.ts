import { mainnetAssets, mainnets, type Network } from '@offrampkit/core'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { capa } from '@offrampkit/providers/capa/server'
import { coinbase } from '@offrampkit/providers/coinbase/server'
import { partna } from '@offrampkit/providers/partna/server'
import { capaUserFile } from './capaUserFile.ts'
import type { LiveKeys } from './keys.ts'
import { stagingNetworks, testnetAssets, testnetRpcUrls, testnets } from './testnets.ts'
import type { World } from './world.ts'

/** Public endpoints that need no key; an app in production configures its own. */
const publicRpcUrls: Readonly<Record<string, string>> = {
  1: 'https://ethereum-rpc.publicnode.com',
  10: 'https://mainnet.optimism.io',
  137: 'https://polygon-bor-rpc.publicnode.com',
  8453: 'https://mainnet.base.org',
  42161: 'https://arb1.arbitrum.io/rpc',
  42220: 'https://forno.celo.org',
}

/**
 * Real providers and public chains: real money, save in a staging world. News come by polling where a provider can be polled:
 * webhooks reach this machine only through a tunnel.
 *
 * @param database - the SQLite file that outlives this process
 */
export function liveWorld(keys: LiveKeys, database: string): World {
  const served: Record<string, ServerProviderFactory> = {}
  if (keys.coinbase)
    served.coinbase = coinbase({ apiKeyId: keys.coinbase.id, apiKeySecret: keys.coinbase.secret })
  if (keys.partna)
    served.partna = partna({
      ...keys.partna,
      ...(keys.partna.environment === 'staging' ? { networks: stagingNetworks.partna } : {}),
    })
  if (keys.capa)
    served.capa = capa({
      ...keys.capa,
      users: capaUserFile(database),
      ...(keys.capa.environment === 'staging' ? { networks: stagingNetworks.capa } : {}),
    })

  const environments = [keys.coinbase ? 'production' : null, keys.partna?.environment, keys.capa?.environment]
  const real = environments.includes('production')
  const staging = environments.includes('staging')
  const rpcUrls = { ...(real ? publicRpcUrls : {}), ...(staging ? testnetRpcUrls : {}) }
  const reachable = ({ id }: Network) => id.slice('eip155:'.length) in rpcUrls
  const networks = [...mainnets, ...testnets].filter(reachable)
  const assets = [...mainnetAssets, ...testnetAssets].filter((asset) =>
    networks.some((network) => network.id === asset.network),
  )
  return {
    settings: {
      mode: 'live',
      sandboxUrl: null,
      providers: Object.keys(served),
      networks,
      assets,
      rpcUrls,
    },
    providers: Object.values(served),
    now: Date.now,
    onListening: () => undefined,
    stop: async () => undefined,
  }
}
