import { type Address, getAddress } from 'viem'
import type { SandboxChain } from '../chain/describe.ts'
import type { Rpc } from '../chain/rpc.ts'
import { furnish, STAND_INS } from '../chain/stand-ins.ts'
import { platformRandom } from '../random.ts'
import { createSandbox, type Sandbox } from '../sandbox.ts'
import { announceSandboxWallet } from '../wallet/client/announce.ts'
import type { SandboxProvider } from '../wallet/client/provider.ts'
import type { PageChain } from './chain/pageChain.ts'
import { readEvents } from './eventStream.ts'
import { issuePageKeys, type PageKeys } from './keys.ts'
import { createPageNetwork, type PageNetwork } from './network.ts'
import { rpcServer } from './rpcServer.ts'
import { takeOverWindows } from './windows.ts'

/**
 * Where the sandbox is, by name only. No browser connects to port 1 or 7 (https://fetch.spec.whatwg.org/#port-blocking), so what
 * went past the page's own network by mistake would reach nobody.
 */
const SANDBOX_URL = 'http://localhost:1'
const APP_URL = 'http://localhost:7'

export interface StartPageSandboxOptions {
  /** Milliseconds since 1970. Default `Date.now`. */
  now?(): number
  /** Time from one block to the next, and from one look of the stand-ins to the next. Default 400; 0 never: `round` then does it. */
  roundMs?: number
  /**
   * The hosted page led back to the app. What the app does on that page is to be done here: as a rule it tells the window that the
   * sale was begun in. `close` closes the window.
   */
  onReturn?(url: string, close: () => void): void
}

/** The whole sandbox inside of one page: chains, stand-ins, wallet and windows. Nothing of it leaves the page. */
export interface PageSandbox {
  /** The stand-ins; `control` steers them. */
  sandbox: Sandbox
  /** Origin of the stand-ins, their hosted pages and the wallet. Nothing listens there. */
  url: string
  /** Origin of the app, as the stand-ins and the app's server see it. */
  appUrl: string
  chains: readonly SandboxChain[]
  accounts: readonly Address[]
  keys: PageKeys
  network: PageNetwork
  /** JSON-RPC of a chain, not through the network. */
  rpcOf(chainId: number): Rpc
  /** The sandbox wallet. It asks in a window of its own, and is announced to the page (EIP-6963). */
  wallet: SandboxProvider
  /** Time of the stand-ins, and of whoever sets deadlines: give it to the app's server. */
  now(): number
  /** Moves that time forward. */
  advance(ms: number): Promise<void>
  /** Mines a block on each chain, then lets the stand-ins look around. */
  round(): Promise<void>
  stop(): void
}

/** Chains with tokens, behind the page's network. The EVM is loaded only here. */
async function startChains(network: PageNetwork, now: () => number) {
  const { startPageChain } = await import('./chain/pageChain.ts')
  const running = await Promise.all(STAND_INS.map(({ chainId }) => startPageChain({ chainId, now })))
  const [first] = running as [PageChain, ...PageChain[]]
  const accounts = ((await first.request('eth_accounts')) as string[]).map((one) => getAddress(one))
  const chains = await Promise.all(
    STAND_INS.map((chain, index) => {
      const one = running[index] as PageChain
      const rpcUrl = `${SANDBOX_URL}/chains/${chain.chainId}`
      network.serve(rpcUrl, rpcServer(one))
      return furnish(chain, { rpc: one.request, rpcUrl, accounts, index })
    }),
  )
  return { running, chains, accounts }
}

/** Windows and announced wallets are the whole page's. */
let isRunning = false

/** Does the work again and again, one at a time, until it is stopped. */
function keepGoing(work: () => Promise<void>, everyMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = everyMs <= 0
  const again = () => {
    if (!stopped) timer = setTimeout(() => void work().then(again, again), everyMs)
  }
  again()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/**
 * Starts the whole sandbox inside of the page: two chains with a real EVM and test tokens, the stand-ins of all providers, the
 * sandbox wallet, and windows for what they show. For component workshops, docs and tests: it forgets everything with the page.
 *
 * @throws Error where the page is not a secure one, or holds a sandbox already
 * @example
 * const world = await startPageSandbox()
 * const backend = sandboxBackend(world, { handler })
 */
export async function startPageSandbox(options: StartPageSandboxOptions = {}): Promise<PageSandbox> {
  if (isRunning) throw new Error('A sandbox runs in this page already: stop it before the next is started.')
  isRunning = true
  try {
    return await start(options)
  } catch (error) {
    isRunning = false
    throw error
  }
}

async function start(options: StartPageSandboxOptions): Promise<PageSandbox> {
  const { roundMs = 400, onReturn = () => undefined } = options
  let offset = 0
  const now = () => (options.now?.() ?? Date.now()) + offset
  const network = createPageNetwork()
  const keys = await issuePageKeys(platformRandom)
  const { running, chains, accounts } = await startChains(network, now)
  const { coinbase, partna, capa } = keys
  const sandbox = createSandbox({
    chains,
    publicUrl: SANDBOX_URL,
    clock: { now },
    fetch: (url, init) => network.serverFetch(url, init),
    walletAccounts: accounts.slice(0, 3).map((address, i) => ({ address, label: `Account ${i + 1}` })),
    apiKeys: [{ id: coinbase.id, alg: 'ES256', publicKey: coinbase.publicKey }],
    redirectAllowlist: [APP_URL],
    partna: { merchants: [{ username: partna.merchant, apiKey: partna.apiKey, scope: 'N' }] },
    capa: { webhookSecret: capa.webhookSecret, keys: [{ key: capa.key, partner: 'main' }] },
  })
  network.serve(`${SANDBOX_URL}/`, sandbox.fetch)
  // A wallet lives in the browser: it is there without a network.
  for (const path of ['wallet', 'assets']) network.serve(`${SANDBOX_URL}/${path}`, sandbox.fetch, 'near')

  const ended = new AbortController()
  const appFetch = network.fetchOf(APP_URL)
  const closeWindows = takeOverWindows({
    sandboxUrl: SANDBOX_URL,
    fetch: network.fetchOf(SANDBOX_URL),
    onLeave: onReturn,
  })
  const announced = announceSandboxWallet({
    sandboxUrl: SANDBOX_URL,
    transport: {
      fetch: appFetch,
      listen: (url, onNews) => void readEvents(appFetch, url, ended.signal, onNews).catch(() => undefined),
    },
  })
  async function round() {
    for (const chain of running) await chain.request('evm_mine')
    await sandbox.tick()
  }
  const stopRounds = keepGoing(round, roundMs)

  return {
    sandbox,
    url: SANDBOX_URL,
    appUrl: APP_URL,
    chains,
    accounts,
    keys,
    network,
    rpcOf(chainId) {
      const chain = running.find((one) => one.chainId === chainId)
      if (!chain) throw new Error(`No chain of the sandbox has the id ${chainId}.`)
      return chain.request
    },
    wallet: announced.provider,
    now,
    async advance(ms) {
      offset += ms
      await round()
    },
    round,
    stop() {
      isRunning = false
      stopRounds()
      ended.abort()
      announced.stop()
      closeWindows()
      sandbox.close()
    },
  }
}
