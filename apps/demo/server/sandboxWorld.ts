import { type Asset, evmNetwork, type Network, type NetworkId, native } from '@offrampkit/core'
import { capa, memoryCapaUsers } from '@offrampkit/providers/capa/server'
import { coinbase } from '@offrampkit/providers/coinbase/server'
import { partna } from '@offrampkit/providers/partna/server'
import type { RunningSandbox } from '@offrampkit/sandbox/node'
import type { CoinbaseAccess, World } from './world.ts'

/** The local world: the sandbox's own process holds chains, providers and wallet. */
export async function sandboxWorld(options: { port: number; blockTimeMs: number }): Promise<World> {
  const { startSandbox } = await import('@offrampkit/sandbox/node')
  // One clock for both sides: signatures and deadlines agree wherever a visitor moves it.
  let offset = 0
  const now = () => Date.now() + offset
  const sandbox = await startSandbox({ ...options, celo: true, clock: { now } })
  const webhookSecret = crypto.randomUUID()
  const networks: Network[] = sandbox.chains.map((chain) => ({
    id: evmNetwork(chain.chainId),
    name: chain.name,
    kind: 'evm',
    finality: 3,
    blockTimeMs: options.blockTimeMs,
    test: true,
  }))
  networks.push(solana)
  const assets: Asset[] = sandbox.describe().assets.map(({ chainId, symbol, name, address, decimals }) => ({
    network: evmNetwork(chainId),
    address: address ?? native,
    symbol,
    name,
    decimals,
  }))
  assets.push(solanaUsdc)
  const access = coinbaseAccess(sandbox)
  return {
    settings: {
      mode: 'sandbox',
      sandboxUrl: sandbox.url,
      providers: ['coinbase', 'partna', 'capa'],
      coinbase: { payUrl: access.payUrl, networks: access.networks },
      networks,
      assets,
      rpcUrls: Object.fromEntries(sandbox.chains.map((chain) => [chain.chainId, chain.rpcUrl])),
    },
    providers: [
      coinbase({ ...access, webhookSecrets: [webhookSecret] }),
      await partnaOf(sandbox),
      capaOf(sandbox),
    ],
    coinbase: access,
    now,
    async advance(ms) {
      offset += ms
      await sandbox.tick()
    },
    onListening(baseUrl) {
      const { control } = sandbox
      const urlFor = (provider: string) => `${baseUrl}/api/offramp/webhooks/${provider}`
      control.addWebhookTarget({ url: urlFor('coinbase'), secret: webhookSecret })
      control.partna.setWebhookUrl(urlFor('partna'))
      control.capa.setWebhookUrl('main', urlFor('capa'))
    },
    stop: () => sandbox.stop(),
  }
}

/**
 * Solana's devnet by its genesis hash (CAIP-30), and USDC there
 * (https://developers.circle.com/stablecoins/usdc-contract-addresses): no such chain runs here, so a deposit is made by hand, and
 * the sandbox is told that it came.
 */
const solana: Network = {
  id: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
  name: 'Sandbox Solana',
  kind: 'solana',
  finality: 32,
  blockTimeMs: 400,
  test: true,
}
const solanaUsdc: Asset = {
  network: solana.id,
  address: '4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU',
  symbol: 'USDC',
  name: 'USD Coin',
  decimals: 6,
}

/** The local chain that stands in for one of the real ones. */
function chainFor(sandbox: RunningSandbox, name: string): NetworkId {
  const chain = sandbox.chains.find((one) => one.coinbaseNetwork === name)
  if (!chain) throw new Error(`The sandbox has no chain that stands in for ${name}.`)
  return evmNetwork(chain.chainId)
}

function coinbaseAccess(sandbox: RunningSandbox): CoinbaseAccess {
  const { id, secret } = sandbox.apiKeys.ed25519
  return {
    apiKeyId: id,
    apiKeySecret: secret,
    baseUrl: sandbox.url,
    payUrl: `${sandbox.url}/v3/sell/input`,
    networks: Object.fromEntries(['base', 'ethereum'].map((name) => [name, chainFor(sandbox, name)])),
  }
}

/** As an open merchant: who the user is at Partna, only its own page knows. So the webhooks alone bring news. */
async function partnaOf(sandbox: RunningSandbox) {
  return partna({
    ...sandbox.partna,
    environment: 'staging',
    baseUrl: `${sandbox.url}/v4`,
    payUrl: `${sandbox.url}/v4/pay/offramp`,
    webhookKeys: [await sandbox.control.partna.publicKeyPem()],
    networks: {
      base: chainFor(sandbox, 'base'),
      celo: chainFor(sandbox, 'celo'),
      ethereum: chainFor(sandbox, 'ethereum'),
    },
  })
}

/** Its users end with the process, as the stand-in's own do. */
function capaOf(sandbox: RunningSandbox) {
  return capa({
    apiKey: sandbox.capa.key,
    environment: 'staging',
    baseUrl: sandbox.url,
    users: memoryCapaUsers(),
    webhookSecrets: [sandbox.capa.webhookSecret],
    // This app's own share, which a provider of this kind lets it add to the price.
    premiumSpread: '0.005',
    networks: { BASE: chainFor(sandbox, 'base'), ETH: chainFor(sandbox, 'ethereum'), SOL: solana.id },
  })
}
