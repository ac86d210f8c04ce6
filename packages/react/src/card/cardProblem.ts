import type { Asset, OfframpError, OfframpErrorJson } from '@offrampkit/core'
import type { SellOptions, SellQuote, UnavailableQuote } from '@offrampkit/core/api'
import { compareDecimals, type Decimal, type Money } from '@offrampkit/core/money'
import type { TypedAmount } from './typedAmount.ts'

/** Why the amount, or the choice, cannot be sold as it stands. */
export type CardProblem =
  | { code: 'unreadable' | 'zero' | 'refused' }
  | { code: 'ambiguous'; readings: readonly [Decimal, Decimal] }
  /** More digits after the point than the asset, or the currency, has. */
  | { code: 'too_precise'; digits: number }
  /** `provider` where only the chosen one has this limit. */
  | { code: 'below_limit' | 'above_limit'; limit: Money; provider: string | null }
  /** Every provider that answered refused the amount; what they buy is not told. */
  | { code: 'out_of_limits' }
  | { code: 'not_enough'; max: Decimal; symbol: string }
  /** It can be sold, but the account cannot pay for the transfer. */
  | { code: 'no_gas'; network: string }
  /** The provider that the user chose has no price for this. */
  | { code: 'unavailable'; provider: string; reason: OfframpErrorJson | null }
  /** What is on offer, or any price, could not be read. */
  | { code: 'unread'; error: OfframpError }

/** What is wrong with an amount as it was typed. */
export function typedProblem(typed: TypedAmount, digits: number | null): CardProblem | null {
  if (typed.kind === 'empty') return null
  if (typed.kind === 'unreadable') return { code: 'unreadable' }
  if (typed.kind === 'ambiguous') return { code: 'ambiguous', readings: typed.readings }
  if (compareDecimals(typed.amount, '0') === 0) return { code: 'zero' }
  const after = typed.amount.split('.')[1]?.length ?? 0
  return digits !== null && after > digits ? { code: 'too_precise', digits } : null
}

/** How many digits after the point sums of a currency have: two, of yen none. What `Intl` does not know has two. */
export function cashDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

interface Limit {
  provider: string
  min: Decimal
  max: Decimal
}

/** The limits of each provider that tells some for this currency and method. */
export function limitsOf(told: readonly SellOptions[], currency: string, method: string): Limit[] {
  return told.flatMap(({ provider, currencies }) => {
    const all = currencies.find(({ id }) => id === currency)?.limits ?? []
    const own = all.find((limit) => limit.method === method) ?? (method === '' ? all[0] : undefined)
    return own ? [{ provider, min: own.min, max: own.max }] : []
  })
}

/**
 * Whether a sum is outside of what a provider pays out at once; `null` where it is not, or where nobody tells. A provider without a
 * limit takes any sum as far as is known.
 *
 * @param serving - who pays at all in the chosen place
 */
export function cashLimitProblem(
  cash: Decimal,
  currency: string,
  limits: readonly Limit[],
  serving: readonly string[],
): CardProblem | null {
  const own = limits.filter(({ provider }) => serving.includes(provider))
  if (own.length === 0 || own.length < serving.length) return null
  const below = own.every(({ min }) => compareDecimals(cash, min) < 0)
  const above = own.every(({ max }) => compareDecimals(cash, max) > 0)
  if (!below && !above) return null
  const sums = own.map(({ min, max }) => (below ? min : max)).sort(compareDecimals)
  const amount = below ? sums[0] : sums.at(-1)
  const provider = own.length === 1 ? (own[0]?.provider ?? null) : null
  return amount === undefined
    ? null
    : { code: below ? 'below_limit' : 'above_limit', limit: { amount, currency }, provider }
}

/** Whether what a quote pays, before its fees, is outside of its provider's limits. */
export function quoteLimitProblem(quote: SellQuote, limits: readonly Limit[]): CardProblem | null {
  const { amount, currency } = quote.subtotal ?? quote.receive
  return cashLimitProblem(
    amount,
    currency,
    limits.filter(({ provider }) => provider === quote.provider),
    [quote.provider],
  )
}

/** Whether nobody buys because of the amount alone. */
export const allOutOfLimits = (unavailable: readonly UnavailableQuote[]): boolean =>
  unavailable.length > 0 && unavailable.some(({ reason }) => reason.code === 'amount_out_of_limits')

/** Whether an account holds too little, or cannot pay for the transfer. */
export function balanceProblem(
  sold: Decimal,
  asset: Asset,
  max: { amount: Decimal; balance: bigint; gasCovered: boolean } | undefined,
): CardProblem | null {
  if (!max) return null
  if (compareDecimals(sold, max.amount) > 0)
    return { code: 'not_enough', max: max.amount, symbol: asset.symbol }
  return max.gasCovered ? null : { code: 'no_gas', network: asset.network }
}
