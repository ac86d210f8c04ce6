import { payFromOutside } from '../chain/outside-wallet.ts'
import type { Rpc } from '../chain/rpc.ts'
import type { SteeredClock } from '../clock.ts'
import { toBaseUnits } from '../decimal.ts'
import { applyFaults } from '../faults.ts'
import type { Ramp } from '../partna/order.ts'
import type { Partna } from '../partna/partna.ts'
import { applyPartnaSettings, type PartnaSettings } from '../partna/settings.ts'

interface PartnaScenarioContext {
  partna: Partna
  clock: SteeredClock
  rpcOf(chainId: number): Rpc
}

interface PartnaScenario {
  id: string
  summary: string
  apply(ctx: PartnaScenarioContext): void | Promise<void>
}

const setting = (id: string, summary: string, patch: Partial<PartnaSettings>): PartnaScenario => ({
  id: `partna-${id}`,
  summary,
  apply: ({ partna }) => applyPartnaSettings(partna.settings, patch),
})

const webhooks = (id: string, summary: string, patch: Record<string, unknown>): PartnaScenario => ({
  id: `partna-webhooks-${id}`,
  summary,
  apply: ({ partna }) => partna.webhooks.setFaults(patch),
})

const faults = (id: string, summary: string, patch: Record<string, number>): PartnaScenario => ({
  id: `partna-${id}`,
  summary,
  apply: ({ partna }) => applyFaults(partna.faults, patch),
})

/** Something that happens to the newest sale. */
const happens = (
  id: string,
  summary: string,
  act: (ramp: Ramp, ctx: PartnaScenarioContext) => void | Promise<void>,
): PartnaScenario => ({
  id: `partna-${id}`,
  summary,
  async apply(ctx) {
    const ramp = ctx.partna.ramps.all().at(-1)
    if (ramp === undefined) throw new TypeError('Partna has no sale that this could happen to.')
    await act(ramp, ctx)
  },
})

/** An hour early: nobody was told of it, and what comes from now on is late. */
function expire(ramp: Ramp, { clock }: PartnaScenarioContext) {
  ramp.expireAt = Math.min(ramp.expireAt, clock.now())
}

/** From another wallet than the app's: this many hundredths of what was asked for. */
async function pay(ramp: Ramp, { partna, rpcOf }: PartnaScenarioContext, percent: bigint) {
  const asset = partna.ramps.asset(ramp.fromCurrency, ramp.fromNetwork)
  const units = asset === null ? null : toBaseUnits(ramp.fromAmount, asset.decimals)
  if (asset === null || units === null) throw new TypeError('This sandbox runs no chain of this sale.')
  await payFromOutside(rpcOf(asset.chainId), asset, ramp.paymentAddress, (units * percent) / 100n)
}

/** Partna's ways in which things go differently, one entry each. */
export const partnaScenarios: readonly PartnaScenario[] = [
  faults('down', 'The API answers 503 until a reset. The widget stays.', { down: -1 }),
  faults('slow', 'Every API answer takes three seconds longer.', { slowMs: 3000 }),
  faults('rate-limited', 'The next five API requests answer 429.', { rateLimited: 5 }),
  faults('garbled', 'The next API answer is 200 with HTML instead of JSON.', { garbled: 1 }),
  {
    id: 'partna-price-drop',
    summary: 'The rate falls by a tenth: what is processed from now on pays less.',
    apply: ({ partna }) => partna.prices.setFactor('0.9'),
  },
  setting('reversed-rates', 'The rate map names its pair the other way round.', { rateMapOrder: 'reversed' }),
  setting('payout-failed', 'Payouts fail; only GET /transfer says so.', { failPayouts: true }),
  setting('payout-failed-told', 'Payouts fail, and a webhook says so.', {
    failPayouts: true,
    tellsEndings: true,
  }),
  setting('slow-payout', 'The payout comes ten minutes after the deposit.', { completedAfterMs: 600_000 }),
  setting('other-amount-held', 'A deposit of another amount is received and not processed.', {
    otherAmount: 'hold',
  }),
  setting('strict-sender', 'Money from another wallet than the one named does not count.', {
    strictSender: true,
  }),
  happens('canceled', 'The newest sale is given up at Partna.', (ramp, { partna }) => {
    if (ramp.status !== 'pending') throw new TypeError('Only a pending sale can be canceled.')
    partna.ramps.cancel(ramp)
  }),
  happens('expired', 'The time of the newest sale is over, before it was said to be.', expire),
  happens(
    'late',
    'The time of the newest sale is over, and then another wallet pays it.',
    async (ramp, ctx) => {
      expire(ramp, ctx)
      await pay(ramp, ctx, 100n)
    },
  ),
  happens('underpaid', 'Another wallet pays half of the newest sale.', (ramp, ctx) => pay(ramp, ctx, 50n)),
  happens('overpaid', 'Another wallet pays the newest sale twice over.', (ramp, ctx) => pay(ramp, ctx, 200n)),
  webhooks('dropped', 'No webhook of Partna arrives any more.', { drop: -1 }),
  webhooks('doubled', 'Every webhook of Partna arrives twice.', { duplicate: -1 }),
  webhooks('held', 'Webhooks of Partna are kept until released, in either order.', { hold: true }),
  webhooks('relabelled', 'Webhooks of Partna say another event; their signatures hold.', { relabel: -1 }),
  webhooks('wrong-key', 'Webhooks of Partna are signed with a foreign key.', { wrongKey: -1 }),
  webhooks('tampered', 'Webhooks of Partna are changed after they were signed.', { tamper: -1 }),
]
