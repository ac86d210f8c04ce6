import { applyFaults } from '../faults.ts'
import type { Capa } from './capa.ts'
import { applyCapaSettings, type CapaSettings } from './settings.ts'

/** One way in which things go differently at Capa. */
export interface CapaScenario {
  id: string
  summary: string
  apply(ctx: { capa: Capa }): void
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
  hook('capa-webhooks-dropped', 'No webhook of Capa arrives any more.', { drop: -1 }),
  hook('capa-webhooks-doubled', 'Every webhook of Capa arrives twice.', { duplicate: -1 }),
  hook('capa-webhooks-held', 'Webhooks of Capa are kept until released, in either order.', { hold: true }),
  hook('capa-webhooks-forged', 'Every webhook of Capa has a wrong signature.', { badSignature: -1 }),
]
