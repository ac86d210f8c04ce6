import type { Capa } from '../capa/capa.ts'
import { capaScenarios } from '../capa/scenarios.ts'
import type { SandboxChain } from '../chain/describe.ts'
import type { Rpc } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import type { Coinbase } from '../coinbase/coinbase.ts'
import { seedOrder } from '../coinbase/seeds.ts'
import { applySettings } from '../coinbase/settings.ts'
import { applyFaults } from '../faults.ts'
import type { Partna } from '../partna/partna.ts'
import type { Random } from '../random.ts'
import type { Wallet } from '../wallet/wallet.ts'
import { partnaScenarios } from './partna-scenarios.ts'

export interface ScenarioContext {
  chains: readonly SandboxChain[]
  clock: SteeredClock
  random: Random
  coinbase: Coinbase
  capa: Capa
  partna: Partna
  wallet: Wallet
  rpcOf(chainId: number): Rpc
}

/** One way in which things go differently. */
export interface Scenario {
  id: string
  /** What a user or an app will meet. */
  summary: string
  apply(ctx: ScenarioContext, input: { ref?: string }): void | Promise<void>
}

const refOf = (input: { ref?: string }) => {
  if (input.ref === undefined) throw new TypeError('This scenario needs the `ref` whose list it changes.')
  return input.ref
}

/**
 * Every scenario, one entry each. To add one, add an entry: the control API, the README's list and the
 * tests that run all of them take it from here.
 */
export const scenarios: readonly Scenario[] = [
  ...capaScenarios,
  {
    id: 'price-drop',
    summary: 'The price falls by a tenth: orders with a deposit end FAILED, the crypto is credited.',
    apply: ({ coinbase }) => coinbase.prices.setFactor('0.9'),
  },
  {
    id: 'provider-down',
    summary: 'The API answers 503 until a reset.',
    apply: ({ coinbase }) => applyFaults(coinbase.faults, { down: -1 }),
  },
  {
    id: 'provider-hiccup',
    summary: 'The next three API requests answer 503.',
    apply: ({ coinbase }) => applyFaults(coinbase.faults, { down: 3 }),
  },
  {
    id: 'provider-slow',
    summary: 'Every API answer takes three seconds longer.',
    apply: ({ coinbase }) => applyFaults(coinbase.faults, { slowMs: 3000 }),
  },
  {
    id: 'rate-limited',
    summary: 'The next five API requests answer 429.',
    apply: ({ coinbase }) => applyFaults(coinbase.faults, { rateLimited: 5 }),
  },
  {
    id: 'garbled',
    summary: 'The next API answer is 200 with HTML instead of JSON.',
    apply: ({ coinbase }) => applyFaults(coinbase.faults, { garbled: 1 }),
  },
  {
    id: 'never-redirect',
    summary: '"Cash out now" places the order but never leads back.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { neverRedirect: true }),
  },
  {
    id: 'denied',
    summary: '"Cash out now" is refused; no order exists.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { denyOrders: true }),
  },
  {
    id: 'early-address',
    summary: 'An unconfirmed STARTED row with an address exists as soon as the page opens.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { earlyAddress: true }),
  },
  {
    id: 'late-address',
    summary: 'After "Cash out now" the row stays CREATED, without an address, for a minute.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { startedAfterMs: 60_000 }),
  },
  {
    id: 'fiat-amount',
    summary: 'The row says its sell_amount in the cash-out currency.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { fiatSellAmount: true }),
  },
  {
    id: 'same-address',
    summary: 'Orders of one user on one network share a deposit address.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { reuseDepositAddress: true }),
  },
  {
    id: 'slow-payout',
    summary: 'The payout comes ten minutes after the deposit.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { payoutAfterMs: 600_000 }),
  },
  {
    id: 'severed-opener',
    summary: 'The hosted page cuts its tie to the window that opened it.',
    apply: ({ coinbase }) => applySettings(coinbase.settings, { severOpener: true }),
  },
  {
    id: 'webhooks-dropped',
    summary: 'No webhook arrives any more.',
    apply: ({ coinbase }) => coinbase.webhooks.setFaults({ drop: -1 }),
  },
  {
    id: 'webhooks-doubled',
    summary: 'Every webhook arrives twice.',
    apply: ({ coinbase }) => coinbase.webhooks.setFaults({ duplicate: -1 }),
  },
  {
    id: 'webhooks-held',
    summary: 'Webhooks are kept until released, in either order.',
    apply: ({ coinbase }) => coinbase.webhooks.setFaults({ hold: true }),
  },
  ...(
    ['live', 'stale', 'failed', 'success', 'expired', 'foreign', 'used', 'fiat', 'unconfirmed'] as const
  ).map(
    (kind): Scenario => ({
      id: `row-${kind}`,
      summary: `The reference's list holds one more row: ${kind}.`,
      apply: async (ctx, input) => {
        await seedOrder({ ...ctx, orders: ctx.coinbase.orders }, { kind, ref: refOf(input) })
      },
    }),
  ),
  ...(
    [
      'hash-then-drop',
      'error-after-broadcast',
      'never-answer',
      'other-account',
      'wrong-chain',
      'speed-up',
      'cancel',
    ] as const
  ).map(
    (sendFault): Scenario => ({
      id: `wallet-${sendFault}`,
      summary: `The next send of the sandbox wallet goes wrong: ${sendFault}.`,
      apply: ({ wallet }) => wallet.configure({ sendFault, faultTimes: 1 }),
    }),
  ),
  {
    id: 'wallet-rejects',
    summary: 'The sandbox wallet says no to everything.',
    apply: ({ wallet }) => wallet.configure({ answer: 'reject' }),
  },
  ...partnaScenarios,
]
