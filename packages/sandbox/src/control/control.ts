import { createCapaControl } from '../capa/control.ts'
import type { DepositRecord } from '../coinbase/lifecycle.ts'
import { type Order, orderRow } from '../coinbase/order.ts'
import { type SeedRequest, seedOrder } from '../coinbase/seeds.ts'
import { applySettings } from '../coinbase/settings.ts'
import type { Delivery, WebhookTarget } from '../coinbase/webhooks.ts'
import type { DeliveryFaults } from '../delivery.ts'
import { applyFaults } from '../faults.ts'
import { createPartnaControl } from './partna.ts'
import { type ScenarioContext, scenarios } from './scenarios.ts'

/** An order with what only the stand-in knows. */
export interface OrderReport {
  row: ReturnType<typeof orderRow>
  ref: string
  depositAddress: string
  confirmed: boolean
  outcome: Order['outcome']
  reason: string | null
}

/** A deposit that the chain brought; amounts in base units, as decimal text. */
export interface DepositReport {
  chainId: number
  hash: string
  from: string
  to: string
  asset: string | null
  token: string | null
  amount: string
  orderId: string | null
  matched: boolean
  differs: string[]
}

const report = (order: Order): OrderReport => ({
  row: orderRow(order),
  ref: order.ref,
  depositAddress: order.depositAddress,
  confirmed: order.confirmedAt !== null,
  outcome: order.outcome,
  reason: order.reason,
})

const reportDeposit = ({ transfer, orderId, matched, differs }: DepositRecord): DepositReport => ({
  chainId: transfer.chainId,
  hash: transfer.hash,
  from: transfer.from,
  to: transfer.to,
  asset: transfer.asset?.symbol ?? null,
  token: transfer.token,
  amount: transfer.amount.toString(),
  orderId,
  matched,
  differs,
})

/** Everything a test or a curious person may change. The same is reachable under `/control`. */
export function createControl(ctx: ScenarioContext & { tick(): Promise<void> }) {
  const { coinbase, capa, wallet, clock } = ctx

  function orderOf(id: string): Order {
    const order = coinbase.orders.find(id)
    if (order === null) throw new TypeError(`There is no order ${id}.`)
    return order
  }

  return {
    /** Moves provider time forward, then looks around once. */
    async advance(ms: number) {
      clock.advance(ms)
      await ctx.tick()
    },
    tick: ctx.tick,
    /** Capa's part. */
    capa: createCapaControl(capa, ctx.tick),
    /** The same for Partna's stand-in. */
    partna: createPartnaControl(ctx),
    /** Multiplies all prices, `0.9` being a drop by a tenth. */
    setPriceFactor: (factor: string) => coinbase.prices.setFactor(factor),
    /** Provider faults: `down`, `rateLimited`, `garbled` count requests (-1: until changed); `slowMs`. */
    setFaults: (patch: Record<string, unknown>) => applyFaults(coinbase.faults, patch),
    settings: () => ({ ...coinbase.settings }),
    setSettings: (patch: Record<string, unknown>) => applySettings(coinbase.settings, patch),
    scenarios: () => scenarios.map(({ id, summary }) => ({ id, summary })),
    async runScenario(id: string, input: { ref?: string } = {}) {
      const scenario = scenarios.find((s) => s.id === id)
      if (scenario === undefined) throw new TypeError(`There is no scenario "${id}".`)
      await scenario.apply(ctx, input)
    },
    /** Newest first; `ref` narrows. */
    orders: (ref?: string): OrderReport[] =>
      (ref === undefined ? [...coinbase.orders.all()].reverse() : coinbase.orders.ofRef(ref)).map(report),
    async seedOrder(request: SeedRequest): Promise<OrderReport> {
      return report(await seedOrder({ ...ctx, orders: coinbase.orders }, request))
    },
    /** Makes one order older without touching the clock: 31 minutes let it time out at the next tick. */
    async ageOrder(id: string, ms: number) {
      if (!Number.isSafeInteger(ms)) throw new TypeError('An age is a whole number of milliseconds.')
      const order = orderOf(id)
      order.createdAt -= ms
      order.startsAt -= ms
      if (order.confirmedAt !== null) order.confirmedAt -= ms
      if (order.payoutAt !== null) order.payoutAt -= ms
      await ctx.tick()
      return report(order)
    },
    /** Everything that reached a deposit address, matched or not, oldest first. */
    deposits: (): DepositReport[] => coinbase.lifecycle.deposits().map(reportDeposit),
    addWebhookTarget: (target: WebhookTarget) => void coinbase.addWebhookTarget(target),
    webhooks: (): Omit<Delivery, 'target'>[] =>
      coinbase.webhooks.list().map(({ target: _, ...rest }) => rest),
    /** `drop` and `duplicate` count events (-1: all), `delayMs`, `hold`. */
    setWebhookFaults: (patch: Partial<DeliveryFaults>) => coinbase.webhooks.setFaults(patch),
    /** Lets held webhooks go; `reversed` delivers the last one first. */
    async releaseWebhooks(reversed = false) {
      coinbase.webhooks.release(reversed)
      await ctx.tick()
    },
    wallet: () => ({
      persona: { ...wallet.persona },
      selected: wallet.sites.selected(),
      requests: wallet.queue.all(),
    }),
    /** How the wallet and its user behave; see `WalletPersona`. */
    setWallet: (patch: Record<string, unknown>) => wallet.configure(patch),
    selectAccount: (address: string) => wallet.sites.select(address),
    /** Decides the oldest waiting request. */
    async decideWallet(approve: boolean) {
      const request = wallet.queue.pending()[0]
      if (request !== undefined) await wallet.decide(request, approve)
      return request !== undefined
    },
    /** Back to the start, apart from the chains, the clock's base, keys and webhook targets. */
    reset() {
      clock.reset()
      coinbase.reset()
      capa.reset()
      ctx.partna.reset()
      wallet.reset()
    },
    now: () => clock.now(),
  }
}

export type SandboxControl = ReturnType<typeof createControl>
