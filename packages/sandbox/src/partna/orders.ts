import { getAddress } from 'viem'
import type { SandboxAsset } from '../chain/describe.ts'
import type { ChainWatcher } from '../chain/watch.ts'
import type { SteeredClock } from '../clock.ts'
import { type Fixed, fromFixed, isDecimal, roundTo, toBaseUnits, toFixed } from '../decimal.ts'
import { type Random, randomHex } from '../random.ts'
import { findFiat } from './catalog.ts'
import type { Payout, Ramp } from './order.ts'
import { priceRamp } from './pricing.ts'
import type { PartnaSettings } from './settings.ts'

/** What the widget or `POST /ramp` asks for. */
export interface RampDraft {
  by: Ramp['by']
  reference: string | null
  merchant: string
  accountName: string
  fromAmount: string
  fromCurrency: string
  fromNetwork: string
  toCurrency: string
  sendingAddress: string
  payout: Payout
  rate: Fixed
  expireAction: Ramp['expireAction']
  expiresAfterMs: number
}

/** All sales, oldest first, and the way one comes into being. Memory only. */
export function createRamps(ctx: {
  assets: readonly SandboxAsset[]
  watchers: ReadonlyMap<string, ChainWatcher>
  clock: SteeredClock
  random: Random
  settings: PartnaSettings
  notify(ramp: Ramp): void
}) {
  const all: Ramp[] = []
  const find = (reference: string) => all.find((r) => r.reference === reference.toLowerCase()) ?? null

  async function freshAddress(network: string) {
    const address = getAddress(randomHex(ctx.random, 20))
    await ctx.watchers.get(network)?.watch(address)
    return address
  }

  function cancel(ramp: Ramp) {
    ramp.status = 'canceled'
    ramp.changedAt = ctx.clock.now()
    ramp.nextAt = null
    if (ctx.settings.tellsEndings) ctx.notify(ramp)
  }

  return {
    all: () => all as readonly Ramp[],
    find,
    cancel,
    /** The asset that is to be sent, or `null` when it does not run here. */
    asset: (symbol: string, network: string) =>
      ctx.assets.find((a) => a.symbol === symbol && a.coinbaseNetwork === network) ?? null,
    pendingOf: (merchant: string, accountName: string) =>
      all.find((r) => r.merchant === merchant && r.accountName === accountName && r.status === 'pending') ??
      null,

    /** Why this amount cannot be sold at this rate, or `null`. */
    refusal(draft: Pick<RampDraft, 'fromAmount' | 'fromCurrency' | 'fromNetwork' | 'toCurrency' | 'rate'>) {
      const asset = this.asset(draft.fromCurrency, draft.fromNetwork)
      if (asset === null) return `${draft.fromCurrency} is not supported on ${draft.fromNetwork}`
      if (!isDecimal(draft.fromAmount) || toFixed(draft.fromAmount) === 0n) return 'invalid amount'
      if (toBaseUnits(draft.fromAmount, asset.decimals) === null) return 'invalid amount'
      const fiat = findFiat(draft.toCurrency)
      if (fiat === null) return `${draft.toCurrency} is not supported`
      const price = priceRamp(draft.fromAmount, draft.rate, draft.toCurrency)
      if (price === null || price.net < toFixed(fiat.minimum)) return 'amount is too low'
      return null
    },

    /** Books a sale that `refusal` let through, and tells the merchant where the money has to go. */
    async create(draft: RampDraft): Promise<Ramp> {
      const { rate, expiresAfterMs, reference, ...given } = draft
      const price = priceRamp(draft.fromAmount, rate, draft.toCurrency)
      const fiat = findFiat(draft.toCurrency)
      if (price === null || fiat === null) throw new Error('The sandbox was asked to book what it refuses.')
      const paymentAddress = await freshAddress(draft.fromNetwork)
      const now = ctx.clock.now()
      const ramp: Ramp = {
        ...given,
        reference: reference?.toLowerCase() ?? randomHex(ctx.random, 16).slice(2),
        status: 'pending',
        toAmount: fromFixed(roundTo(price.net, 2)),
        toNetwork: fiat.network,
        feesFrom: fromFixed(roundTo(price.feesFrom, 4)),
        feesTo: fromFixed(roundTo(price.feesTo, 2)),
        initialRate: fromFixed(rate),
        processedRate: null,
        paymentAddress,
        earlierAddresses: [],
        createdAt: now,
        expireAt: now + expiresAfterMs,
        changedAt: now,
        nextAt: null,
        transactionHash: '',
        sessionId: randomHex(ctx.random, 5).slice(2).toUpperCase(),
        outcome: null,
        reason: null,
      }
      all.push(ramp)
      ctx.notify(ramp)
      return ramp
    },

    /** A second deposit address for a sale that has one: told as any `pending`. */
    async changeAddress(ramp: Ramp) {
      ramp.earlierAddresses.push(ramp.paymentAddress)
      ramp.paymentAddress = await freshAddress(ramp.fromNetwork)
      ctx.notify(ramp)
    },

    clear() {
      all.length = 0
    },
  }
}

export type Ramps = ReturnType<typeof createRamps>
