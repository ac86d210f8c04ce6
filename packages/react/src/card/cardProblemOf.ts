import type { Asset } from '@offrampkit/core'
import type { SellQuote } from '@offrampkit/core/api'
import type { Decimal } from '@offrampkit/core/money'
import {
  allOutOfLimits,
  balanceProblem,
  type CardProblem,
  limitsOf,
  quoteLimitProblem,
} from './cardProblem.ts'
import type { SaleChoice } from './saleChoice.ts'
import type { OfferedOptions } from './useOffered.ts'
import type { CardPrices } from './usePrices.ts'

/** What is known of a sale, for {@link cardProblemOf}. */
interface Known {
  /** What is wrong with what was typed. */
  typed: CardProblem | null
  offered: OfferedOptions
  prices: CardPrices
  /** The prices are those of an amount that only leads to the one that is sold. */
  probing: boolean
  choice: SaleChoice
  asset: Asset | null
  sold: Decimal | null
  max: Parameters<typeof balanceProblem>[2]
  chosen: string | null
  quote: SellQuote | null
}

/** The first thing that is wrong: what the user typed, then what they hold, then what the providers say. */
export function cardProblemOf(known: Known): CardProblem | null {
  const { typed, offered, prices, probing, choice, asset, sold, max, chosen, quote } = known
  if (offered.error) return { code: 'unread', error: offered.error }
  if (typed) return typed
  const balance = sold !== null && asset ? balanceProblem(sold, asset, max) : null
  if (balance) return balance
  if (prices.error) return { code: 'unread', error: prices.error }
  if (!prices.fresh || !prices.data) return null
  const { quotes, unavailable } = prices.data
  if (quotes.length === 0 && prices.refused)
    return { code: !probing && allOutOfLimits(unavailable) ? 'out_of_limits' : 'refused' }
  if (probing) return null
  if (chosen !== null && !quotes.some(({ provider }) => provider === chosen)) {
    const reason = unavailable.find(({ provider }) => provider === chosen)?.reason ?? null
    return { code: 'unavailable', provider: chosen, reason }
  }
  const limits = limitsOf(offered.told, choice.cashoutCurrency, choice.method)
  return quote && quoteLimitProblem(quote, limits)
}
