import { Hono } from 'hono'
import { type SandboxChain, sandboxAssets } from '../chain/describe.ts'
import type { Fetch, Rpc } from '../chain/rpc.ts'
import type { ChainWatcher, SeenTransfer } from '../chain/watch.ts'
import type { SteeredClock } from '../clock.ts'
import { type FaultState, noFaults } from '../faults.ts'
import type { Random } from '../random.ts'
import { coinbaseApi } from './api.ts'
import { hostedRoutes } from './hosted/routes.ts'
import type { SandboxApiKey } from './jwt.ts'
import { createLifecycle } from './lifecycle.ts'
import { createOrders } from './orders.ts'
import { Prices } from './pricing.ts'
import { createQuotes } from './quotes.ts'
import { applySettings, type CoinbaseSettings, defaultCoinbaseSettings } from './settings.ts'
import { createTokens } from './tokens.ts'
import { createWebhooks, type WebhookTarget } from './webhooks.ts'

export interface CoinbaseOptions {
  apiKeys?: readonly SandboxApiKey[]
  webhookTargets?: readonly WebhookTarget[]
  /** Redirect URLs off this list are silently ignored; localhost needs no entry. */
  redirectAllowlist?: readonly string[]
  /** Hosts that a JWT's `uris` may name. Default: the official API host and the sandbox's own. */
  jwtHosts?: readonly string[]
  settings?: Partial<CoinbaseSettings>
}

export interface CoinbaseContext {
  chains: readonly SandboxChain[]
  publicUrl: string
  clock: SteeredClock
  random: Random
  fetch: Fetch
  sleep(ms: number): Promise<void>
  rpcOf(chainId: number): Rpc
  watchers: ReadonlyMap<string, ChainWatcher>
}

/** Puts Coinbase's stand-in together: API, hosted pages, orders, webhooks, one shared memory. */
export function createCoinbase(ctx: CoinbaseContext, options: CoinbaseOptions) {
  const settings = { ...defaultCoinbaseSettings }
  const initial = { ...defaultCoinbaseSettings, ...options.settings }
  applySettings(settings, { ...initial })
  const faults: FaultState = noFaults()
  const prices = new Prices()
  const targets = [...(options.webhookTargets ?? [])]
  const apiKeys = [...(options.apiKeys ?? [])]
  const webhooks = createWebhooks({ ...ctx, targets, settings })
  const { notify } = webhooks
  const orders = createOrders({ ...ctx, assets: sandboxAssets(ctx.chains), prices, settings, notify })
  const lifecycle = createLifecycle({ orders, prices, settings, notify })
  const tokens = createTokens({ ...ctx, settings })
  const quotes = createQuotes({ ...ctx, prices, orders, tokens, settings })
  const redirectAllowlist = [...(options.redirectAllowlist ?? [])]
  const hosted = hostedRoutes({ ...ctx, redirectAllowlist, prices, settings, tokens, quotes, orders })
  const settle = () => lifecycle.advance(ctx.clock.now())

  const app = new Hono()
  app.route(
    '/onramp/v1',
    coinbaseApi({
      ...ctx,
      apiKeys,
      jwtHosts: options.jwtHosts ?? null,
      settings,
      faults,
      tokens,
      quotes,
      orders,
      settle,
    }),
  )
  app.route('/', hosted.app)

  return {
    app,
    settings,
    faults,
    prices,
    orders,
    lifecycle,
    tokens,
    webhooks,
    redirectAllowlist,
    /** Registered after the start too: a host often knows its webhook address only later. */
    addWebhookTarget: (target: WebhookTarget) => targets.push(target),
    addApiKey: (key: SandboxApiKey) => apiKeys.push(key),
    settle,
    /** Books what the chain brought, then everything that the clock has made due, then delivers. */
    async tick(transfers: readonly SeenTransfer[]) {
      settle()
      for (const transfer of transfers) lifecycle.receive(transfer, ctx.clock.now())
      settle()
      await webhooks.deliver()
    },
    reset() {
      Object.assign(settings, initial)
      Object.assign(faults, noFaults())
      prices.setFactor('1')
      for (const part of [orders, lifecycle, tokens, quotes, webhooks, hosted]) part.clear()
    },
  }
}

export type Coinbase = ReturnType<typeof createCoinbase>
