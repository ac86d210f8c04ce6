import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type Address, getAddress } from 'viem'
import type { SandboxChain } from '../chain/describe.ts'
import { createRpc, type Rpc } from '../chain/rpc.ts'
import { CELO, furnish, STAND_INS } from '../chain/stand-ins.ts'
import { platformRandom, randomToken } from '../random.ts'
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts'
import { startAnvil } from './anvil.ts'
import { type IssuedApiKey, issueApiKey, issueCapaKeys } from './api-key.ts'

export interface StartSandboxOptions extends Omit<SandboxOptions, 'chains' | 'publicUrl'> {
  /** Port of the HTTP server on 127.0.0.1; 0 (default) takes a free one. */
  port?: number
  /** Time between blocks. Default 300; 0 mines one block per transaction, at once. */
  blockTimeMs?: number
  /** A third chain, 31339, that stands in for Celo with CUSD. Only Partna takes it. Default false. */
  celo?: boolean
  /** More arguments of all chains, such as `--prune-history 256` for one that mines very many blocks. */
  anvilArgs?: readonly string[]
  /** How often `tick()` runs. Default 250; 0 never: a test then calls it. */
  tickMs?: number
  /** Told when a tick fails; by default it is printed once per message. */
  onTickError?(error: unknown): void
}

export interface RunningSandbox extends Sandbox {
  /** Origin of everything: API, hosted pages, wallet, control. */
  url: string
  chains: readonly SandboxChain[]
  /** Keys that the API accepts, made for this run; both algorithms that Coinbase knows. */
  apiKeys: { ed25519: IssuedApiKey; es256: IssuedApiKey }
  /** Capa's keys, of two partners, and the secret of its webhooks; made for this run. */
  capa: { key: string; otherKey: string; webhookSecret: string }
  /** A merchant at Partna, made for this run, that may sell. */
  partna: { merchant: string; apiKey: string }
  /** Funded accounts, unlocked at the chains. The sandbox wallet holds the first three. */
  accounts: readonly Address[]
  /** Stops the server and the chains. */
  stop(): Promise<void>
}

type Handler = (request: Request) => Response | Promise<Response>

/** The local chains with tokens, deployed by a different account each, so that no address is on both. */
async function startChains(blockTimeMs: number, options: StartSandboxOptions) {
  const args = options.anvilArgs ?? []
  const planned = options.celo ? [...STAND_INS, CELO] : STAND_INS
  const running = await Promise.all(planned.map(({ chainId }) => startAnvil({ chainId, blockTimeMs, args })))
  const fetch = options.fetch ?? ((input: string, init?: RequestInit) => globalThis.fetch(input, init))
  try {
    const rpcs = running.map(({ rpcUrl }) => createRpc(rpcUrl, fetch))
    const accounts = ((await (rpcs[0] as Rpc)('eth_accounts')) as string[]).map((a) => getAddress(a))
    const chains = await Promise.all(
      planned.map((chain, index) => {
        const { rpcUrl } = running[index] as { rpcUrl: string }
        return furnish(chain, { rpc: rpcs[index] as Rpc, rpcUrl, accounts, index })
      }),
    )
    return { running, chains, accounts }
  } catch (error) {
    await Promise.all(running.map((chain) => chain.close()))
    throw error
  }
}

/** Calls `tick` again and again, one at a time, until stopped. */
function keepTicking(sandbox: Sandbox, everyMs: number, onError: (error: unknown) => void) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    if (stopped) return
    timer = setTimeout(async () => {
      await sandbox.tick().catch((error: unknown) => !stopped && onError(error))
      again()
    }, everyMs)
  }
  if (everyMs > 0) again()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/**
 * Starts the whole sandbox: two anvil chains with test tokens, and the stand-in's HTTP server on 127.0.0.1.
 * The chains end with this process, however it ends.
 *
 * @example
 * const sandbox = await startSandbox({ port: 0 })
 * // …use sandbox.url, sandbox.apiKeys.ed25519, sandbox.chains
 * await sandbox.stop()
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const { running, chains, accounts } = await startChains(options.blockTimeMs ?? 300, options)
  let handler: Handler = () => new Response('starting', { status: 503 })
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve(
      { fetch: (request) => handler(request), hostname: '127.0.0.1', port: options.port ?? 0 },
      () => resolve(listening),
    )
    listening.once('error', reject)
  }).catch(async (error: unknown) => {
    await Promise.all(running.map((chain) => chain.close()))
    throw error
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const apiKeys = { ed25519: issueApiKey('EdDSA'), es256: issueApiKey('ES256') }
  const capa = issueCapaKeys()
  const partna = { merchant: 'sandbox-merchant', apiKey: randomToken(options.random ?? platformRandom, 24) }
  const sandbox = createSandbox({
    walletAccounts: accounts.slice(0, 3).map((address, i) => ({ address, label: `Account ${i + 1}` })),
    ...options,
    chains,
    publicUrl: url,
    partna: {
      ...options.partna,
      merchants: [
        { username: partna.merchant, apiKey: partna.apiKey, scope: 'N' },
        ...(options.partna?.merchants ?? []),
      ],
    },
    apiKeys: [...(options.apiKeys ?? []), apiKeys.ed25519.registered, apiKeys.es256.registered],
    capa: {
      webhookSecret: capa.webhookSecret,
      ...options.capa,
      keys: [
        ...(options.capa?.keys ?? []),
        { key: capa.key, partner: 'main' },
        { key: capa.otherKey, partner: 'other' },
      ],
    },
  })
  handler = (request) => sandbox.fetch(request)
  const told = new Set<string>()
  const tell = (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    if (!told.has(message)) console.error(`[sandbox] ${message}`)
    told.add(message)
  }
  const stopTicking = keepTicking(sandbox, options.tickMs ?? 250, options.onTickError ?? tell)

  async function stop() {
    stopTicking()
    sandbox.close()
    await new Promise<void>((done) => {
      server.close(() => done())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
    await Promise.all(running.map((chain) => chain.close()))
  }
  return {
    ...sandbox,
    url,
    chains,
    apiKeys,
    partna,
    capa: { ...capa, webhookSecret: options.capa?.webhookSecret ?? capa.webhookSecret },
    accounts,
    stop,
  }
}
