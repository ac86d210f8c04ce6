import type { SellQuote } from '@offrampkit/core/api'
import { type Decimal, formatAmount } from '@offrampkit/core/money'

/**
 * How much of an asset about brings a sum, by what a quote pays for its own amount. A starting point that is then priced itself: fees
 * do not grow with the amount, so the answer's own quote pays a little more or less. Exact to the asset's last digit and cut there,
 * never rounded up.
 *
 * @param cash - in the currency of `quote.receive`
 * @param decimals - of the asset
 * @returns `null` where it comes to nothing
 * @example soldFor('50', quote, 6) // of a quote of 98.5 for 100: '50.761421'
 */
export function soldFor(cash: Decimal, quote: SellQuote, decimals: number): Decimal | null {
  const [wanted, sold, paid] = [whole(cash), whole(quote.sell.amount), whole(quote.receive.amount)]
  if (paid.digits === 0n) return null
  const units =
    (wanted.digits * sold.digits * 10n ** BigInt(paid.places + decimals)) /
    (paid.digits * 10n ** BigInt(wanted.places + sold.places))
  return units === 0n ? null : formatAmount(units, decimals)
}

/** A decimal as an integer and how many of its digits are a fraction. */
function whole(text: Decimal): { digits: bigint; places: number } {
  const [before = '', after = ''] = text.split('.')
  return { digits: BigInt(before + after), places: after.length }
}
