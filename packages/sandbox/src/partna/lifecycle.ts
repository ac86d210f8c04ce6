import type { SeenTransfer } from '../chain/watch.ts'
import { fromBaseUnits, fromFixed, roundTo, toBaseUnits } from '../decimal.ts'
import type { Ramp } from './order.ts'
import type { Ramps } from './orders.ts'
import { type PartnaPrices, priceRamp } from './pricing.ts'
import type { PartnaSettings } from './settings.ts'

/** A deposit and what the stand-in made of it. */
export interface RampDeposit {
  transfer: SeenTransfer
  reference: string
  /** `network`, `asset`, `amount`, `from`, `late`, `second`, `canceled`. */
  differs: string[]
  /** Whether the sale took it as its payment. */
  taken: boolean
}

function differences(ramp: Ramp, transfer: SeenTransfer, late: boolean): string[] {
  const differs: string[] = []
  if (transfer.coinbaseNetwork !== ramp.fromNetwork) differs.push('network')
  if (transfer.asset === null || transfer.asset.symbol !== ramp.fromCurrency) differs.push('asset')
  else if (toBaseUnits(ramp.fromAmount, transfer.asset.decimals) !== transfer.amount) differs.push('amount')
  if (ramp.sendingAddress !== '' && ramp.sendingAddress.toLowerCase() !== transfer.from.toLowerCase())
    differs.push('from')
  if (ramp.status === 'canceled') differs.push('canceled')
  else if (ramp.transactionHash !== '') differs.push('second')
  if (late) differs.push('late')
  return differs
}

/** Never the payment of this sale: the money is in Partna's hands and no event says so. */
const NEVER_TAKEN = ['network', 'asset', 'canceled', 'second']

/** Moves sales along: with money seen on chain, and with the clock. */
export function createPartnaLifecycle(ctx: {
  ramps: Ramps
  prices: PartnaPrices
  settings: PartnaSettings
  notify(ramp: Ramp): void
}) {
  const { settings } = ctx
  const deposits: RampDeposit[] = []

  const ownerOf = ({ to }: SeenTransfer): Ramp | null =>
    ctx.ramps
      .all()
      .find((r) =>
        [r.paymentAddress, ...r.earlierAddresses].some((a) => a.toLowerCase() === to.toLowerCase()),
      ) ?? null

  function move(ramp: Ramp, status: Ramp['status'], at: number, nextAfterMs: number | null) {
    const keepsTime = status === 'completed' && settings.sameTimestamp
    ramp.status = status
    if (!keepsTime) ramp.changedAt = at
    ramp.nextAt = nextAfterMs === null ? null : at + nextAfterMs
    if (status !== 'failed' || settings.tellsEndings) ctx.notify(ramp)
  }

  /** The payout is priced again when it is processed: to four digits, and at the rate of then. */
  function reprice(ramp: Ramp): boolean {
    const rate = ctx.prices.rate(ramp.fromCurrency, ramp.toCurrency)
    const price = rate === null ? null : priceRamp(ramp.fromAmount, rate, ramp.toCurrency)
    if (price === null) return false
    ramp.processedRate = fromFixed(price.rate)
    ramp.toAmount = fromFixed(roundTo(price.net, 4))
    return true
  }

  function step(ramp: Ramp, now: number): boolean {
    if (ramp.nextAt === null || ramp.nextAt > now) return false
    // Counted from when it was due, so that one long jump in time ends where many short ones do.
    const at = ramp.nextAt
    if (ramp.status === 'pending') {
      const held = ramp.outcome === 'credited' || ramp.reason !== null
      move(ramp, 'received', at, held ? null : settings.processingAfterMs)
    } else if (ramp.status === 'received') {
      if (reprice(ramp)) move(ramp, 'processing', at, settings.completedAfterMs)
      else {
        ramp.nextAt = null
        ramp.reason = 'fees take more than what came'
      }
    } else if (ramp.status === 'processing' && settings.failPayouts) {
      ramp.outcome = 'failed'
      ramp.reason = 'the payout failed'
      move(ramp, 'failed', at, null)
    } else if (ramp.status === 'processing') {
      ramp.outcome = 'paid'
      move(ramp, 'completed', at, null)
    } else ramp.nextAt = null
    return true
  }

  return {
    deposits: () => deposits as readonly RampDeposit[],

    /** Applies everything that is due by `now`. */
    advance(now: number) {
      for (const ramp of ctx.ramps.all()) while (step(ramp, now));
    },

    /** Books one transfer to an address of ours. */
    receive(transfer: SeenTransfer, now: number) {
      const ramp = ownerOf(transfer)
      if (ramp === null || transfer.amount === 0n) return
      const differs = differences(ramp, transfer, ramp.expireAt <= now)
      const refused =
        differs.some((what) => NEVER_TAKEN.includes(what)) ||
        (settings.strictSender && differs.includes('from'))
      deposits.push({ transfer, reference: ramp.reference, differs, taken: !refused })
      if (refused || transfer.asset === null) return
      ramp.transactionHash = transfer.hash
      ramp.sendingAddress = transfer.from
      ramp.fromAmount = fromBaseUnits(transfer.amount, transfer.asset.decimals)
      // A late payment is priced anew, or goes to the user's balance without a payout.
      if (differs.includes('late') && ramp.expireAction === 'deposit') {
        ramp.outcome = 'credited'
        ramp.reason = 'late: credited to the balance'
      } else if (differs.includes('amount') && settings.otherAmount === 'hold') {
        ramp.reason = 'another amount came'
      }
      ramp.nextAt = now + settings.receivedAfterMs
    },

    clear() {
      deposits.length = 0
    },
  }
}
