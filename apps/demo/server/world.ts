import {
  type Asset,
  evmNetwork,
  mainnetAssets,
  mainnets,
  type Network,
  type NetworkId,
  native,
} from '@offrampkit/core'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { type CoinbaseOptions, coinbase } from '@offrampkit/providers/coinbase/server'
import type { DemoSettings } from '../src/settings.ts'

/** Where the demo runs: on the sandbox with local chains, or on real ones. */
export interface World {
  settings: DemoSettings
  providers: readonly ServerProviderFactory[]
  /** For the backends that speak to Coinbase themselves; absent where real money moves. */
  coinbase?: CoinbaseAccess
  /** The clock of whoever sets the deadlines. */
  now: () => number
  /** Moves that clock forward; absent where it is the real one. */
  advance?(ms: number): Promise<void>
  /** Called once the demo's own address is known, so that webhooks can reach it. */
  onListening(baseUrl: string): void
  stop(): Promise<void>
}

/** What it takes to speak to Coinbase: the key, and where it lives. */
export type CoinbaseAccess = Required<
  Pick<CoinbaseOptions, 'apiKeyId' | 'apiKeySecret' | 'baseUrl' | 'payUrl' | 'networks'>
>

/** The local world: the sandbox's own process holds chains, provider and wallet. */
export async function sandboxWorld(options: { port: number; blockTimeMs: number }): Promise<World> {
  const { startSandbox } = await import('@offrampkit/sandbox/node')
  // One clock for both sides: signatures and deadlines agree wherever a visitor moves it.
  let offset = 0
  const now = () => Date.now() + offset
  const sandbox = await startSandbox({ ...options, clock: { now } })
  const webhookSecret = crypto.randomUUID()
  const networks: Network[] = sandbox.chains.map((chain) => ({
    id: evmNetwork(chain.chainId),
    name: chain.name,
    kind: 'evm',
    finality: 3,
    blockTimeMs: options.blockTimeMs,
    test: true,
  }))
  const assets: Asset[] = sandbox.describe().assets.map(({ chainId, symbol, name, address, decimals }) => ({
    network: evmNetwork(chainId),
    address: address ?? native,
    symbol,
    name,
    decimals,
  }))
  const access: CoinbaseAccess = {
    apiKeyId: sandbox.apiKeys.ed25519.id,
    apiKeySecret: sandbox.apiKeys.ed25519.secret,
    baseUrl: sandbox.url,
    payUrl: `${sandbox.url}/v3/sell/input`,
    networks: Object.fromEntries(
      sandbox.chains.map((chain) => [chain.coinbaseNetwork, evmNetwork(chain.chainId)]),
    ) as Record<string, NetworkId>,
  }
  return {
    settings: {
      mode: 'sandbox',
      sandboxUrl: sandbox.url,
      providers: ['coinbase'],
      coinbase: { payUrl: access.payUrl, networks: access.networks },
      networks,
      assets,
      rpcUrls: Object.fromEntries(sandbox.chains.map((chain) => [chain.chainId, chain.rpcUrl])),
    },
    providers: [coinbase({ ...access, webhookSecrets: [webhookSecret] })],
    coinbase: access,
    now,
    async advance(ms) {
      offset += ms
      await sandbox.tick()
    },
    onListening: (baseUrl) =>
      sandbox.control.addWebhookTarget({
        url: `${baseUrl}/api/offramp/webhooks/coinbase`,
        secret: webhookSecret,
      }),
    stop: () => sandbox.stop(),
  }
}

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
