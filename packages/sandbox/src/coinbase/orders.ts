import { type Address, getAddress } from 'viem'
import type { SandboxAsset } from '../chain/describe.ts'
import type { ChainWatcher } from '../chain/watch.ts'
import type { SteeredClock } from '../clock.ts'
import { fromFixed } from '../decimal.ts'
import { type Random, randomHex, randomUuid } from '../random.ts'
import type { Method } from './catalog.ts'
import { money } from './money.ts'
import { type EventType, isOpen, type Order } from './order.ts'
import { type Prices, priceSale } from './pricing.ts'
import type { CoinbaseSettings } from './settings.ts'

/** What the user chose; amounts are decimal strings of the crypto asset. */
export interface OrderDraft {
  ref: string
  asset: string
  network: string
  amount: string
  currency: string
  method: Method
  fromAddress: Address | ''
  redirectUrl: string
}

export interface OrdersContext {
  assets: readonly SandboxAsset[]
  watchers: ReadonlyMap<string, ChainWatcher>
  clock: SteeredClock
  random: Random
  prices: Prices
  settings: CoinbaseSettings
  notify(order: Order, event: EventType): void
}

/** All orders, newest last, and the ways one comes into being. Memory only. */
export function createOrders(ctx: OrdersContext) {
  const all: Order[] = []

  async function depositAddress(draft: OrderDraft): Promise<Address> {
    const earlier = ctx.settings.reuseDepositAddress
      ? all.findLast((o) => o.ref === draft.ref && o.network === draft.network)?.depositAddress
      : undefined
    const address = earlier || getAddress(randomHex(ctx.random, 20))
    await ctx.watchers.get(draft.network)?.watch(address)
    return address
  }

  async function build(draft: OrderDraft): Promise<Order> {
    const price = priceSale(ctx.prices, draft.asset, draft.amount, draft.currency)
    if (price === null) throw new Error(`The sandbox has no price for ${draft.asset} in ${draft.currency}.`)
    const now = ctx.clock.now()
    return {
      id: randomUuid(ctx.random),
      status: 'TRANSACTION_STATUS_CREATED',
      ...draft,
      shownAmount: ctx.settings.fiatSellAmount ? money(price.subtotal, draft.currency) : null,
      total: fromFixed(price.total),
      subtotal: fromFixed(price.subtotal),
      fee: fromFixed(price.fee),
      minimumTotal: fromFixed(price.minimumTotal),
      unitPrice: fromFixed(price.unitPrice),
      exchangeRate: fromFixed(price.exchangeRate),
      depositAddress: await depositAddress(draft),
      txHash: '',
      createdAt: now,
      updatedAt: now,
      confirmedAt: null,
      startsAt: now + ctx.settings.startedAfterMs,
      payoutAt: null,
      outcome: null,
      reason: null,
    }
  }

  return {
    all: () => all as readonly Order[],
    find: (id: string) => all.find((o) => o.id === id) ?? null,
    /** Newest first, as the API lists them. */
    ofRef: (ref: string) => all.filter((o) => o.ref === ref).reverse(),

    /** "Cash out now". An unconfirmed row of the same session is confirmed instead of making a second one. */
    async confirm(draft: OrderDraft, earlyId: string | null): Promise<Order> {
      const early = earlyId === null ? null : (all.find((o) => o.id === earlyId && isOpen(o)) ?? null)
      const fresh = await build(draft)
      const keep =
        early && early.network === draft.network
          ? { id: early.id, depositAddress: early.depositAddress }
          : null
      const order = early && keep ? Object.assign(early, fresh, keep, { createdAt: early.createdAt }) : fresh
      order.confirmedAt = ctx.clock.now()
      if (keep) order.status = 'TRANSACTION_STATUS_STARTED'
      else all.push(order)
      ctx.notify(order, keep ? 'offramp.transaction.updated' : 'offramp.transaction.created')
      return order
    },

    /** A STARTED row with an address that nobody has confirmed (observed after a quote; see settings). */
    async unconfirmed(draft: OrderDraft, afterMs: number): Promise<Order> {
      const order = await build(draft)
      order.startsAt = ctx.clock.now() + afterMs
      if (afterMs === 0) order.status = 'TRANSACTION_STATUS_STARTED'
      all.push(order)
      ctx.notify(order, 'offramp.transaction.created')
      return order
    },

    /** Any row at all, for scenarios: the draft with fields of the order written over it. */
    async seed(draft: OrderDraft, over: Partial<Order>): Promise<Order> {
      const order = Object.assign(await build(draft), over)
      if (order.depositAddress !== '') await ctx.watchers.get(order.network)?.watch(order.depositAddress)
      all.push(order)
      return order
    },

    clear() {
      all.length = 0
    },
  }
}

export type Orders = ReturnType<typeof createOrders>
