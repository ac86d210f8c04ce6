import { type AssetRegistry, createAssetRegistry, evmNetwork, native } from '@offrampkit/core'
import { capa, memoryCapaUsers } from '@offrampkit/providers/capa/server'
import { coinbase } from '@offrampkit/providers/coinbase/server'
import { partna } from '@offrampkit/providers/partna/server'
import { type PageSandbox, sandboxBackend, startPageSandbox } from '@offrampkit/sandbox/page'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { type Chain, defineChain } from 'viem'
import { type Config, createConfig, http } from 'wagmi'
import { createOfframpConfig, type OfframpConfig } from '../../../config/createOfframpConfig.ts'
import { noopStorage } from '../../../config/storage.ts'
import { openReturnChannel } from '../../../returning/returnChannel.ts'
import { returnParameter } from '../../../returning/returnParameter.ts'
import { createStoryPorts } from '../../../testing/storyPorts.ts'

/** A whole world inside of the page: the kit's own server and adapters, over the sandbox's stand-ins, wallet and chains. */
export interface SaleWorld {
  page: PageSandbox
  registry: AssetRegistry
  wagmi: Config
  config: OfframpConfig
  stop(): void
}

function registryOf({ chains, sandbox }: PageSandbox): AssetRegistry {
  return createAssetRegistry({
    networks: chains.map(({ chainId, name }) => ({
      id: evmNetwork(chainId),
      name,
      kind: 'evm',
      finality: 3,
      blockTimeMs: 400,
      test: true,
    })),
    assets: sandbox.describe().assets.map(({ chainId, address, symbol, name, decimals }) => ({
      network: evmNetwork(chainId),
      address: address ?? native,
      symbol,
      name,
      decimals,
    })),
  })
}

/** The three real adapters. To them the stand-ins are the providers. */
async function adaptersOf({ url, keys, sandbox }: PageSandbox) {
  const [base, ethereum] = [evmNetwork(31337), evmNetwork(31338)]
  return [
    coinbase({
      apiKeyId: keys.coinbase.id,
      apiKeySecret: keys.coinbase.secret,
      webhookSecrets: [keys.coinbase.webhookSecret],
      baseUrl: url,
      payUrl: `${url}/v3/sell/input`,
      networks: { base, ethereum },
    }),
    partna({
      ...keys.partna,
      environment: 'staging',
      baseUrl: `${url}/v4`,
      payUrl: `${url}/v4/pay/offramp`,
      webhookKeys: [await sandbox.control.partna.publicKeyPem()],
      networks: { base, ethereum },
    }),
    capa({
      apiKey: keys.capa.key,
      environment: 'staging',
      baseUrl: url,
      users: memoryCapaUsers(),
      webhookSecrets: [keys.capa.webhookSecret],
      networks: { BASE: base, ETH: ethereum },
    }),
  ]
}

/** The app's server: the kit's own, in memory. Whoever looks at the story is its only user. */
async function serverOf(page: PageSandbox, registry: AssetRegistry) {
  return createOfframpHandler({
    store: memoryStore(),
    providers: await adaptersOf(page),
    registry,
    authenticate: () => ({ userId: 'reader', addresses: page.accounts }),
    // TEST-NET-1 (RFC 5737).
    clientIp: () => '192.0.2.1',
    allowedOrigins: [page.appUrl],
    returnUrl: page.appUrl,
    fetch: page.network.serverFetch,
    now: page.now,
  })
}

/** wagmi over the page's own network. It finds the sandbox wallet as it finds any other (EIP-6963). */
function wagmiOf({ chains, network, appUrl }: PageSandbox): Config {
  const [first, ...rest] = chains.map(
    ({ chainId, name, native: nativeCurrency, rpcUrl }): Chain =>
      defineChain({ id: chainId, name, nativeCurrency, rpcUrls: { default: { http: [rpcUrl] } } }),
  ) as [Chain, ...Chain[]]
  const fetchFn = network.fetchOf(appUrl)
  return createConfig({
    chains: [first, ...rest],
    transports: Object.fromEntries(
      chains.map(({ chainId, rpcUrl }) => [chainId, http(rpcUrl, { fetchFn, retryCount: 1 })]),
    ),
    storage: null,
  }) as unknown as Config
}

/** Starts it. Nothing is kept: what comes after a reload begins anew. */
export async function startSaleWorld(): Promise<SaleWorld> {
  /** What `OfframpProvider` does on the page that the user comes back to: it tells the page that the sale was begun on. */
  const onReturn = (address: string, close: () => void) => {
    const orderId = new URL(address).searchParams.get(returnParameter)
    const channel = openReturnChannel(config, () => undefined)
    if (orderId !== null) channel.post({ type: 'returned', orderId })
    channel.close()
    close()
  }
  const page = await startPageSandbox({ onReturn })
  const registry = registryOf(page)
  const handler = await serverOf(page, registry)
  const config = createOfframpConfig({
    backend: sandboxBackend(page, { handler }),
    registry,
    storage: noopStorage,
    key: `offrampkit-sandbox-${crypto.randomUUID()}`,
    ports: createStoryPorts(),
  })
  // As a server does by a timer: webhooks that could not be worked on, orders whose news stopped.
  const rounds = setInterval(() => void handler.reconcile(), 15_000)
  return {
    page,
    registry,
    wagmi: wagmiOf(page),
    config,
    stop() {
      clearInterval(rounds)
      page.stop()
    },
  }
}
