import { Hono } from 'hono'
import { type CapaOptions, createCapa } from './capa/capa.ts'
import { assertLocalChains, type SandboxAsset, type SandboxChain, sandboxAssets } from './chain/describe.ts'
import { createRpc, type Fetch, type Rpc } from './chain/rpc.ts'
import { watchChain } from './chain/watch.ts'
import { type Clock, steerClock } from './clock.ts'
import { type CoinbaseOptions, createCoinbase } from './coinbase/coinbase.ts'
import { createControl, type SandboxControl } from './control/control.ts'
import { controlRoutes } from './control/routes.ts'
import { assetRoutes } from './html/assets.ts'
import { isLoopback } from './loopback.ts'
import { createPartna, type PartnaOptions } from './partna/partna.ts'
import { platformRandom, type Random } from './random.ts'
import { createWallet, type WalletAccount } from './wallet/wallet.ts'

export interface SandboxOptions extends CoinbaseOptions {
  /** The local chains, with their test tokens already on them. */
  chains: readonly SandboxChain[]
  /** Where `fetch` is reachable, such as `http://127.0.0.1:4010`. A loopback origin. */
  publicUrl: string
  /** Merchants and settings of Partna's stand-in. */
  partna?: PartnaOptions
  clock?: Clock
  random?: Random
  /** Used for the chains' JSON-RPC and for webhooks. */
  fetch?: Fetch
  /** Waits, for the `slow` fault and long polls. */
  sleep?(ms: number): Promise<void>
  /** Blocks that a deposit needs. Default 1: the block that holds it. */
  confirmations?: bigint
  /** Capa's stand-in: its keys, its webhook secret, how it behaves. */
  capa?: CapaOptions
  /** Accounts of the sandbox wallet: unlocked at the chains. */
  walletAccounts?: readonly WalletAccount[]
}

/** What an app needs to know to use the sandbox. */
export interface SandboxDescription {
  url: string
  chains: readonly SandboxChain[]
  assets: readonly SandboxAsset[]
  walletAccounts: readonly WalletAccount[]
}

export interface Sandbox {
  /** Answers every request: `/onramp/v1`, `/v3/sell`, `/api/partner/v2`, `/v4`, `/wallet`, `/control`. Loopback hosts only. */
  fetch(request: Request): Promise<Response>
  /** Looks at the chains, moves orders along, delivers webhooks. Call it often. Never two at once. */
  tick(): Promise<void>
  control: SandboxControl
  describe(): SandboxDescription
  /** Ends waiting answers. The instance is of no use afterwards. */
  close(): void
}

/**
 * The offline stand-ins for Coinbase, Partna and Capa over real local chains. It uses Fetch alone; `startSandbox` of
 * `@offrampkit/sandbox/node` brings chains, tokens and an HTTP server.
 *
 * @throws Error when a chain has a real chain's id, or anything is not on this machine.
 * @example
 * const sandbox = createSandbox({ chains, publicUrl: 'http://127.0.0.1:4010', apiKeys: [key] })
 * const answer = await sandbox.fetch(request)
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { chains } = options
  assertLocalChains(chains)
  if (!isLoopback(new URL(options.publicUrl).host)) {
    throw new Error(
      'The sandbox must not look like a real provider to anybody else: publicUrl has to be on localhost.',
    )
  }
  const publicUrl = new URL(options.publicUrl).origin
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const clock = steerClock(options.clock ?? { now: Date.now })
  const random = options.random ?? platformRandom
  const sleep = options.sleep ?? ((ms) => new Promise<void>((done) => setTimeout(done, ms)))
  const rpcs = new Map(chains.map((chain) => [chain.chainId, createRpc(chain.rpcUrl, fetch)]))
  const rpcOf = (chainId: number): Rpc => {
    const rpc = rpcs.get(chainId)
    if (rpc === undefined) throw new Error(`No sandbox chain has the id ${chainId}.`)
    return rpc
  }
  const watchers = new Map(
    chains.map((chain) => [
      chain.coinbaseNetwork,
      watchChain(chain, rpcOf(chain.chainId), options.confirmations ?? 1n),
    ]),
  )
  const shared = { publicUrl, clock, random, fetch, sleep, rpcOf, watchers }
  const coinbase = createCoinbase({ ...shared, chains: chains.filter((c) => c.coinbase !== false) }, options)
  const partna = createPartna({ ...shared, chains }, options.partna ?? {})
  const capa = createCapa({ publicUrl, clock, random, fetch, sleep, watchers }, options.capa ?? {})
  const wallet = createWallet({
    chains,
    accounts: options.walletAccounts ?? [],
    publicUrl,
    random,
    rpcOf,
    sleep,
  })

  async function runTick() {
    const seen = []
    for (const watcher of watchers.values()) seen.push(...(await watcher.scan()))
    await coinbase.tick(seen)
    await capa.tick(seen)
    await partna.tick(seen)
  }
  // A second call while one runs waits for the first and then looks again: no block is read twice.
  let running: Promise<void> = Promise.resolve()
  const tick = () => {
    const next = running.catch(() => {}).then(runTick)
    running = next
    return next
  }

  const describe = () => ({
    url: publicUrl,
    chains,
    assets: sandboxAssets(chains),
    walletAccounts: options.walletAccounts ?? [],
  })
  const control = createControl({ chains, clock, random, coinbase, partna, capa, wallet, rpcOf, tick })

  const app = new Hono()
  app.get('/', (c) => c.json(describe()))
  app.route('/assets', assetRoutes())
  app.route('/control', controlRoutes(control, describe))
  app.route('/wallet', wallet.app)
  app.route('/', capa.app)
  app.route('/', coinbase.app)
  app.route('/', partna.app)
  app.onError((error, c) => c.json({ error: error instanceof Error ? error.message : 'unknown' }, 500))

  return {
    async fetch(request) {
      // Refusing foreign host names keeps a rebound DNS name from reaching the control API.
      if (!isLoopback(new URL(request.url).host))
        return new Response('This sandbox is for localhost only.', { status: 421 })
      return app.fetch(request)
    },
    tick,
    control,
    describe,
    close: () => wallet.close(),
  }
}
