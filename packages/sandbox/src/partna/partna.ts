import { Hono } from 'hono'
import type { SandboxChain } from '../chain/describe.ts'
import type { Fetch, Rpc } from '../chain/rpc.ts'
import type { ChainWatcher, SeenTransfer } from '../chain/watch.ts'
import type { SteeredClock } from '../clock.ts'
import { type FaultState, noFaults } from '../faults.ts'
import type { Random } from '../random.ts'
import { createAccounts, type PartnaMerchant } from './accounts.ts'
import { refuse } from './answers.ts'
import { guard } from './api/guard.ts'
import { marketRoutes } from './api/market.ts'
import { rampRoutes } from './api/ramp.ts'
import { userRoutes } from './api/user.ts'
import { partnaAssets } from './catalog.ts'
import { widgetRoutes } from './hosted/routes.ts'
import { createPartnaLifecycle } from './lifecycle.ts'
import { createRamps } from './orders.ts'
import { PartnaPrices } from './pricing.ts'
import { createRates } from './rates.ts'
import { applyPartnaSettings, defaultPartnaSettings, type PartnaSettings } from './settings.ts'
import { createSigning } from './signing.ts'
import { createPartnaWebhooks } from './webhooks.ts'

export interface PartnaOptions {
  merchants?: readonly PartnaMerchant[]
  settings?: Partial<PartnaSettings>
}

export interface PartnaContext {
  chains: readonly SandboxChain[]
  clock: SteeredClock
  random: Random
  fetch: Fetch
  sleep(ms: number): Promise<void>
  rpcOf(chainId: number): Rpc
  watchers: ReadonlyMap<string, ChainWatcher>
}

/** Called without a key (OpenAPI of 2026-03-30). */
const OPEN_PATHS = ['/banks', '/account/register', '/account/complete-registration']

/** Puts Partna's stand-in together: API, widget, sales, signed webhooks, one shared memory. */
export function createPartna(ctx: PartnaContext, options: PartnaOptions) {
  const settings = { ...defaultPartnaSettings }
  const initial = { ...defaultPartnaSettings, ...options.settings }
  applyPartnaSettings(settings, { ...initial })
  const faults: FaultState = noFaults()
  const prices = new PartnaPrices()
  const accounts = createAccounts([...(options.merchants ?? [])])
  const signing = createSigning()
  const webhooks = createPartnaWebhooks({ ...ctx, signing, urlOf: accounts.webhookUrl })
  const { notify } = webhooks
  const rates = createRates({ ...ctx, prices, settings })
  const ramps = createRamps({ ...ctx, assets: partnaAssets(ctx.chains), settings, notify })
  const lifecycle = createPartnaLifecycle({ ramps, prices, settings, notify })
  const settle = () => lifecycle.advance(ctx.clock.now())
  const widget = widgetRoutes({ ...ctx, settings, accounts, prices, ramps, settle })
  const shared = { ...ctx, settings, faults, accounts, rates, ramps, settle }

  const api = new Hono()
  api.use(guard(shared, OPEN_PATHS))
  for (const routes of [marketRoutes, userRoutes, rampRoutes]) api.route('/', routes(shared))
  api.all('*', () => refuse(404, 'not found'))
  const app = new Hono()
  // Before the API: the widget's pages live under the same path and need no key.
  app.route('/', widget.app)
  app.route('/v4', api)

  return {
    app,
    settings,
    faults,
    prices,
    accounts,
    signing,
    webhooks,
    ramps,
    lifecycle,
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
      for (const part of [accounts, ramps, lifecycle, rates, webhooks, widget]) part.clear()
    },
  }
}

export type Partna = ReturnType<typeof createPartna>
