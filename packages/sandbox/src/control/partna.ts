import type { SteeredClock } from '../clock.ts'
import { applyFaults } from '../faults.ts'
import type { RampDeposit } from '../partna/lifecycle.ts'
import { type Ramp, rampRow } from '../partna/order.ts'
import type { Partna } from '../partna/partna.ts'
import { applyPartnaSettings } from '../partna/settings.ts'
import type { PartnaDelivery } from '../partna/webhooks.ts'

/** A sale at Partna with what only the stand-in knows. Amounts are decimal strings. */
export interface RampReport {
  reference: string
  status: Ramp['status']
  by: Ramp['by']
  accountName: string
  fromAmount: string
  toAmount: string
  paymentAddress: string
  /** Those that it had before, see `changeAddress`. */
  earlierAddresses: readonly string[]
  sendingAddress: string
  transactionHash: string
  expireAt: number
  outcome: Ramp['outcome']
  reason: string | null
  row: ReturnType<typeof rampRow>
}

/** A deposit at an address of Partna; the amount in base units, as decimal text. */
export interface RampDepositReport {
  reference: string
  hash: string
  from: string
  to: string
  asset: string | null
  amount: string
  taken: boolean
  differs: string[]
}

const report = (ramp: Ramp): RampReport => ({
  reference: ramp.reference,
  status: ramp.status,
  by: ramp.by,
  accountName: ramp.accountName,
  fromAmount: ramp.fromAmount,
  toAmount: ramp.toAmount,
  paymentAddress: ramp.paymentAddress,
  earlierAddresses: ramp.earlierAddresses,
  sendingAddress: ramp.sendingAddress,
  transactionHash: ramp.transactionHash,
  expireAt: ramp.expireAt,
  outcome: ramp.outcome,
  reason: ramp.reason,
  row: rampRow(ramp),
})

const reportDeposit = ({ transfer, reference, taken, differs }: RampDeposit): RampDepositReport => ({
  reference,
  hash: transfer.hash,
  from: transfer.from,
  to: transfer.to,
  asset: transfer.asset?.symbol ?? null,
  amount: transfer.amount.toString(),
  taken,
  differs,
})

/** What can be changed about Partna's stand-in. The same is reachable under `/control/partna`. */
export function createPartnaControl(ctx: { partna: Partna; clock: SteeredClock; tick(): Promise<void> }) {
  const { partna } = ctx

  function rampOf(reference: string): Ramp {
    const ramp = partna.ramps.find(reference)
    if (ramp === null) throw new TypeError(`Partna has no sale ${reference}.`)
    return ramp
  }

  return {
    /** This environment's public key, as Partna publishes its own: PKCS#1, PEM. */
    publicKeyPem: () => partna.signing.publicKeyPem(),
    /** Where the first merchant's webhooks go; `null` ends them. */
    setWebhookUrl(url: string | null) {
      const merchant = partna.accounts.first()
      if (merchant === null) throw new TypeError('This sandbox has no Partna merchant.')
      partna.accounts.setWebhookUrl(merchant.username, url)
    },
    /** Newest first; `reference` narrows. */
    ramps: (reference?: string): RampReport[] =>
      [...partna.ramps.all()]
        .reverse()
        .filter((r) => reference === undefined || r.reference === reference.toLowerCase())
        .map(report),
    deposits: (): RampDepositReport[] => partna.lifecycle.deposits().map(reportDeposit),
    settings: () => ({ ...partna.settings }),
    setSettings: (patch: Record<string, unknown>) => applyPartnaSettings(partna.settings, patch),
    /** As `setFaults` of Coinbase: `down`, `rateLimited`, `garbled`, `slowMs`. */
    setFaults: (patch: Record<string, unknown>) => applyFaults(partna.faults, patch),
    /** Multiplies all rates; `"0.9"` lowers the payout of sales that are not processed yet. */
    setPriceFactor: (factor: string) => partna.prices.setFactor(factor),
    /** Makes one sale older without touching the clock: 61 minutes let its time run out. */
    async ageRamp(reference: string, ms: number) {
      if (!Number.isSafeInteger(ms)) throw new TypeError('An age is a whole number of milliseconds.')
      const ramp = rampOf(reference)
      ramp.createdAt -= ms
      ramp.expireAt -= ms
      if (ramp.nextAt !== null) ramp.nextAt -= ms
      await ctx.tick()
      return report(ramp)
    },
    /** As if the user, or a later request of theirs, gave it up. */
    async cancelRamp(reference: string) {
      const ramp = rampOf(reference)
      if (ramp.status !== 'pending') throw new TypeError('Only a pending sale can be canceled.')
      partna.ramps.cancel(ramp)
      await ctx.tick()
      return report(ramp)
    },
    /** Tells a second, different deposit address for a sale that has one. */
    async changeAddress(reference: string) {
      await partna.ramps.changeAddress(rampOf(reference))
      await ctx.tick()
      return report(rampOf(reference))
    },
    webhooks: (): PartnaDelivery[] => partna.webhooks.list().map((delivery) => ({ ...delivery })),
    /** `drop`, `duplicate`, `relabel`, `wrongKey`, `tamper` count events (-1: all); `delayMs`, `hold`. */
    setWebhookFaults: (patch: Record<string, unknown>) => partna.webhooks.setFaults(patch),
    /** Lets held webhooks go; `reversed` delivers the last one first. */
    async releaseWebhooks(reversed = false) {
      partna.webhooks.release(reversed)
      await ctx.tick()
    },
    /** Delivers once more whatever was told about a sale. */
    async replayWebhooks(reference: string) {
      partna.webhooks.replay(rampOf(reference).reference)
      await ctx.tick()
    },
  }
}

export type PartnaControl = ReturnType<typeof createPartnaControl>
