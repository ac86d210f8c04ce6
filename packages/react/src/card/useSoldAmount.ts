import type { Asset } from '@offrampkit/core'
import type { SellQuote } from '@offrampkit/core/api'
import { type Decimal, equalDecimals } from '@offrampkit/core/money'
import { useEffect, useState } from 'react'
import { allOutOfLimits } from './cardProblem.ts'
import { soldFor } from './soldFor.ts'
import type { CardPrices } from './usePrices.ts'

/** Amounts to ask a first price for, where none is known: a stable coin's, then a dear coin's, then a cheap coin's. */
const probes: readonly Decimal[] = ['100', '1', '0.01', '5000']

interface Solved {
  key: string
  amount: Decimal
  /** A second answer has been heard: the amount stays from now on, whatever prices do. */
  settled: boolean
}

export interface SoldAmount {
  /** What is sold; `null` while it is not known. */
  sold: Decimal | null
  /** What to ask prices for; while the sum's price is not known that of another amount, which nobody is shown. */
  asked: Decimal | null
  /** That amount is only asked about to learn a price. */
  probing: boolean
  /** The amount has been priced itself, or was typed: it stays. */
  settled: boolean
  /** What was typed in the asset brings this sum: the amount stays as it is when the sum is shown in its place. */
  pin(cash: Decimal, amount: Decimal): void
  /** Hears the prices of `asked`. */
  hear(prices: CardPrices, quote: SellQuote | null): void
}

/**
 * The amount of an asset that brings about a wanted sum. A quote of another amount only leads to it: the amount is then priced itself,
 * corrected once by its own quote, and stays. What is shown and sold is this amount, whatever comes for it.
 *
 * @param cash - the wanted sum; `null` where an amount of the asset was typed, which is `typed`
 * @param key - all that the sum's price depends on
 */
export function useSoldAmount(
  cash: Decimal | null,
  typed: Decimal | null,
  asset: Asset | null,
  key: string,
): SoldAmount {
  const [solved, setSolved] = useState<Solved | null>(null)
  const [probe, setProbe] = useState({ key: '', at: 0 })
  const keyOf = (sum: Decimal) => `${sum} ${key}`
  const pin = (sum: Decimal, amount: Decimal) => setSolved({ key: keyOf(sum), amount, settled: true })
  if (cash === null)
    return { sold: typed, asked: typed, probing: false, settled: true, pin, hear: () => undefined }
  const sumKey = keyOf(cash)
  const known = solved?.key === sumKey ? solved : null
  const at = probe.key === key ? probe.at : 0
  return {
    sold: known?.amount ?? null,
    asked: known?.amount ?? probes[at] ?? null,
    probing: known === null,
    settled: known?.settled === true,
    pin,
    hear({ data, fresh }, quote) {
      if (!fresh || !asset || known?.settled) return
      if (!quote) {
        const further = !known && data && allOutOfLimits(data.unavailable) && at + 1 < probes.length
        if (further) setProbe({ key, at: at + 1 })
        return
      }
      const amount = soldFor(cash, quote, asset.decimals)
      if (amount === null) return
      setSolved({ key: sumKey, amount, settled: known !== null || equalDecimals(amount, quote.sell.amount) })
    },
  }
}

/** Hears after each drawing what came in it. */
export function useHearing({ hear }: SoldAmount, prices: CardPrices, quote: SellQuote | null): void {
  useEffect(() => hear(prices, quote))
}
