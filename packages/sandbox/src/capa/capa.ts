import { Hono } from 'hono'
import type { Fetch } from '../chain/rpc.ts'
import type { ChainWatcher, SeenTransfer } from '../chain/watch.ts'
import type { SteeredClock } from '../clock.ts'
import type { Random } from '../random.ts'
import { createAccounts } from './accounts.ts'
import { type CapaApiKey, capaApi } from './api.ts'
import { DISPLAY_NAMES } from './catalog.ts'
import { capaErrors } from './errors.ts'
import { noCapaFaults } from './faults.ts'
import { kycPages } from './kyc-pages.ts'
import { createNotifications } from './notifications.ts'
import { type CapaOrder, orderEvent } from './order.ts'
import { createCapaOrders } from './orders.ts'
import { CapaPrices } from './pricing.ts'
import { createCapaQuotes } from './quotes.ts'
import { createReceivers } from './receivers.ts'
import { applyCapaSettings, type CapaSettings, defaultCapaSettings } from './settings.ts'
import { type CapaUser, createUsers, type KycEvent } from './users.ts'
import { createCapaWebhooks } from './webhooks.ts'

export interface CapaOptions {
  /** Keys that the API accepts; every partner sees its own users and orders. */
  keys?: readonly CapaApiKey[]
  /** The secret of all webhooks. */
  webhookSecret?: string
  settings?: Partial<CapaSettings>
}

export interface CapaContext {
  publicUrl: string
  clock: SteeredClock
  random: Random
  fetch: Fetch
  sleep(ms: number): Promise<void>
  watchers: ReadonlyMap<string, ChainWatcher>
}

/** Puts Capa's stand-in together: API, verification pages, orders, webhooks, one shared memory. */
export function createCapa(ctx: CapaContext, options: CapaOptions) {
  const settings = { ...defaultCapaSettings }
  applyCapaSettings(settings, { ...options.settings })
  const initial = { ...settings }
  const faults = noCapaFaults()
  const keys = [...(options.keys ?? [])]
  const webhookUrls = new Map<string, string>()
  const refuse = capaErrors(settings)
  const prices = new CapaPrices()
  const secret = options.webhookSecret ?? 'sandbox-capa-webhook-secret'
  const webhooks = createCapaWebhooks({ ...ctx, secret, urls: webhookUrls })
  const notifyKyc = (user: CapaUser, event: KycEvent) =>
    webhooks.notify(user.partner, { type: 'KYC', event, externalUserId: user.externalUserId })
  const users = createUsers({ ...ctx, settings, refuse, notifyKyc })
  const receivers = createReceivers({ ...ctx, settings, users, refuse })
  const accounts = createAccounts({ ...ctx, users, receivers, refuse })
  const quotes = createCapaQuotes({ ...ctx, settings, prices, refuse })
  const notify = (order: CapaOrder, event: string) => {
    const external = users.find(order.userId)?.externalUserId ?? null
    const chainName = DISPLAY_NAMES[order.chain] ?? order.chain
    webhooks.notify(order.partner, orderEvent(order, event, chainName, external))
  }
  const orders = createCapaOrders({ ...ctx, settings, accounts, refuse, notify })
  const notifications = createNotifications({ webhooks, refuse })
  const now = () => ctx.clock.now()
  const settle = () => orders.lifecycle.advance(now())
  const parts = { settings, users, receivers, accounts, quotes, prices, refuse, now }

  const app = new Hono()
  app.route(
    '/api/partner/v2',
    capaApi({ ...ctx, ...parts, keys, faults, orders, notifications, webhookUrls, settle }),
  )
  app.route('/capa/kyc', kycPages({ settings, users }))

  return {
    app,
    settings,
    faults,
    prices,
    users,
    receivers,
    orders,
    webhooks,
    webhookUrls,
    settle,
    now,
    /** Books what the chain brought, then everything that the clock has made due, then delivers. */
    async tick(transfers: readonly SeenTransfer[]) {
      settle()
      for (const transfer of transfers) orders.lifecycle.receive(transfer, now())
      settle()
      await webhooks.deliver()
    },
    reset() {
      Object.assign(settings, initial)
      Object.assign(faults, noCapaFaults())
      prices.setFactor('1')
      for (const part of [users, receivers, accounts, quotes, orders, webhooks]) part.clear()
    },
  }
}

export type Capa = ReturnType<typeof createCapa>
