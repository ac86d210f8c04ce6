import { applyFaults } from '../faults.ts'
import type { Partna } from '../partna/partna.ts'
import { applyPartnaSettings, type PartnaSettings } from '../partna/settings.ts'

interface PartnaScenario {
  id: string
  summary: string
  apply(partna: Partna): void
}

const setting = (id: string, summary: string, patch: Partial<PartnaSettings>): PartnaScenario => ({
  id: `partna-${id}`,
  summary,
  apply: ({ settings }) => applyPartnaSettings(settings, patch),
})

const webhooks = (id: string, summary: string, patch: Record<string, unknown>): PartnaScenario => ({
  id: `partna-webhooks-${id}`,
  summary,
  apply: (partna) => partna.webhooks.setFaults(patch),
})

const faults = (id: string, summary: string, patch: Record<string, number>): PartnaScenario => ({
  id: `partna-${id}`,
  summary,
  apply: (partna) => applyFaults(partna.faults, patch),
})

/** Partna's ways in which things go differently, one entry each. */
export const partnaScenarios: readonly PartnaScenario[] = [
  faults('down', 'The API answers 503 until a reset. The widget stays.', { down: -1 }),
  faults('slow', 'Every API answer takes three seconds longer.', { slowMs: 3000 }),
  faults('rate-limited', 'The next five API requests answer 429.', { rateLimited: 5 }),
  faults('garbled', 'The next API answer is 200 with HTML instead of JSON.', { garbled: 1 }),
  {
    id: 'partna-price-drop',
    summary: 'The rate falls by a tenth: what is processed from now on pays less.',
    apply: (partna) => partna.prices.setFactor('0.9'),
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
  webhooks('dropped', 'No webhook of Partna arrives any more.', { drop: -1 }),
  webhooks('doubled', 'Every webhook of Partna arrives twice.', { duplicate: -1 }),
  webhooks('held', 'Webhooks of Partna are kept until released, in either order.', { hold: true }),
  webhooks('relabelled', 'Webhooks of Partna say another event; their signatures hold.', { relabel: -1 }),
  webhooks('wrong-key', 'Webhooks of Partna are signed with a foreign key.', { wrongKey: -1 }),
  webhooks('tampered', 'Webhooks of Partna are changed after they were signed.', { tamper: -1 }),
]
