import type { Address } from 'viem'
import { type SandboxChain, sandboxAssets } from '../chain/describe.ts'
import { payFromOutside } from '../chain/outside-wallet.ts'
import type { Rpc } from '../chain/rpc.ts'
import { fromFixed, toBaseUnits } from '../decimal.ts'
import { applyFaults } from '../faults.ts'
import type { Capa } from './capa.ts'
import { LOCAL_CHAINS } from './catalog.ts'
import { CANCELLABLE } from './lifecycle.ts'
import type { CapaOrder } from './order.ts'
import { applyCapaSettings, type CapaSettings } from './settings.ts'

interface CapaScenarioContext {
  capa: Capa
  chains: readonly SandboxChain[]
  rpcOf(chainId: number): Rpc
}

/** One way in which things go differently at Capa. */
interface CapaScenario {
  id: string
  summary: string
  apply(ctx: CapaScenarioContext): void | Promise<void>
}

const setting = (id: string, summary: string, patch: Partial<CapaSettings>): CapaScenario => ({
  id,
  summary,
  apply: ({ capa }) => applyCapaSettings(capa.settings, patch),
})

const fault = (id: string, summary: string, patch: Record<string, number>): CapaScenario => ({
  id,
  summary,
  apply: ({ capa }) => applyFaults(capa.faults, patch),
})

const hook = (id: string, summary: string, patch: Record<string, number | boolean>): CapaScenario => ({
  id,
  summary,
  apply: ({ capa }) => capa.webhooks.setFaults(patch),
})

/** Something that happens to the newest order. */
const happens = (
  id: string,
  summary: string,
  act: (order: CapaOrder, ctx: CapaScenarioContext) => void | Promise<void>,
): CapaScenario => ({
  id: `capa-${id}`,
  summary,
  async apply(ctx) {
    const order = ctx.capa.orders.all().at(-1)
    if (order === undefined) throw new TypeError('Capa has no order that this could happen to.')
    await act(order, ctx)
  },
})

/** Capa says nothing of how long it waits: it stops now. */
function expire({ capa }: CapaScenarioContext, order: CapaOrder) {
  if (order.state === 'waiting') capa.orders.lifecycle.end(order, 'expired', capa.now())
}

/** From another wallet than the app's: this many hundredths of what was asked for. Told, where no chain runs. */
async function pay(ctx: CapaScenarioContext, order: CapaOrder, percent: bigint) {
  const amount = (order.cryptoAmount * percent) / 100n
  const asset = sandboxAssets(ctx.chains).find(
    (one) => one.symbol === order.token && one.coinbaseNetwork === LOCAL_CHAINS[order.chain],
  )
  const units = asset && toBaseUnits(fromFixed(amount), asset.decimals)
  if (asset && units)
    await payFromOutside(ctx.rpcOf(asset.chainId), asset, order.depositAddress as Address, units)
  else ctx.capa.orders.lifecycle.arrive(order, { amount, hash: null }, ctx.capa.now())
}

/** Capa's entries of the list of scenarios. */
export const capaScenarios: readonly CapaScenario[] = [
  fault('capa-down', 'Capa answers 503 until a reset.', { down: -1 }),
  fault('capa-rate-limited', 'The next five requests to Capa answer 429.', { rateLimited: 5 }),
  fault('capa-garbled', 'The next answer of Capa is 200 with HTML instead of JSON.', { garbled: 1 }),
  fault('capa-lost-create', 'The next create makes an order, and its answer is lost.', { lostCreates: 1 }),
  setting('capa-penny-test-fails', 'First Mexican accounts fail the penny test: CANCELLED.', {
    pennyTestFails: true,
  }),
  setting('capa-penny-test-late', 'The penny test fails after the coins were received.', {
    pennyTestFails: true,
    pennyTestAt: 'payout',
  }),
  setting('capa-payout-fails', 'The payout fails: FAILED after the coins were received.', {
    payoutFails: true,
  }),
  setting('capa-slow-payout', 'The payout comes ten minutes after the deposit.', { payoutAfterMs: 600_000 }),
  setting('capa-quotes-expired', 'Locked quotes are expired at once: QUOTE_EXPIRED.', { quoteLockMs: 0 }),
  setting('capa-execute-needed', 'Deposits are only taken up after execute.', { executeNeeded: true }),
  setting('capa-old-words', 'Statuses and events have the names of 2025.', {
    statusWords: 'old',
    receivedEvent: 'RECEIVED_USER_CRYPTO',
  }),
  setting('capa-newest-words', 'Statuses are those that the enum got last.', { statusWords: 'newest' }),
  setting('capa-kyc-passes', 'Opening a verification link verifies at once.', { kycPassesAtOnce: true }),
  {
    id: 'capa-price-drop',
    summary: 'Rates fall by a tenth, for quotes and orders made from now on.',
    apply: ({ capa }) => capa.prices.setFactor('0.9'),
  },
  setting('capa-wrong-amount-paid', 'Of a deposit of another amount what came is paid out.', {
    wrongAmount: 'pays-what-came',
  }),
  setting('capa-wrong-amount-ignored', 'A deposit of another amount is passed over.', {
    wrongAmount: 'ignored',
  }),
  setting('capa-late-kept', 'What comes too late is neither paid out nor given back.', {
    lateDeposit: 'kept',
  }),
  happens('cancelled', 'The newest order is cancelled at Capa.', (order, { capa }) => {
    if (!CANCELLABLE.includes(order.state)) throw new TypeError('This order cannot be cancelled any more.')
    capa.orders.lifecycle.end(order, 'cancelled', capa.now())
  }),
  happens('expired', 'Capa stops waiting for the newest order.', (order, ctx) => expire(ctx, order)),
  happens(
    'late',
    'Capa stops waiting for the newest order, and then another wallet pays it.',
    async (order, ctx) => {
      expire(ctx, order)
      await pay(ctx, order, 100n)
    },
  ),
  happens('underpaid', 'Another wallet pays half of the newest order.', (order, ctx) => pay(ctx, order, 50n)),
  happens('overpaid', 'Another wallet pays the newest order twice over.', (order, ctx) =>
    pay(ctx, order, 200n),
  ),
  hook('capa-webhooks-dropped', 'No webhook of Capa arrives any more.', { drop: -1 }),
  hook('capa-webhooks-doubled', 'Every webhook of Capa arrives twice.', { duplicate: -1 }),
  hook('capa-webhooks-held', 'Webhooks of Capa are kept until released, in either order.', { hold: true }),
  hook('capa-webhooks-forged', 'Every webhook of Capa has a wrong signature.', { badSignature: -1 }),
]
