import type { OfframpErrorJson } from '../errors/offrampError.ts'
import { compareDecimals, equalDecimals } from '../money/amount.ts'
import type { ProviderId, SellRequest } from '../order/request.ts'
import type { SellQuote } from './quote.ts'

/** A provider without a price for this sale, and why: as plain data, so that it can be cached and compared. */
export interface UnavailableQuote {
  provider: ProviderId
  /** `reason.code` is for programs, `reason.message` and `reason.action` are for people; `retryable` says to ask again. */
  reason: OfframpErrorJson
}

/** What every provider pays for one sale. Each `kind` says whether the price is `firm` or an estimate (`indicative`). */
export interface SellQuotes {
  /** Best first, see {@link rankQuotes}: one a provider, all in the currency that was asked for. */
  quotes: readonly SellQuote[]
  unavailable: readonly UnavailableQuote[]
}

/**
 * Best first: by what the user receives, fees deducted, exactly at any length. Of two that pay the same the firm one comes first,
 * otherwise they keep their order. Currencies are not compared: hand in quotes of one currency.
 *
 * @throws OfframpError `invalid_amount` for an amount that is no decimal
 * @example rankQuotes(quotes)[0]?.receive
 */
export function rankQuotes(quotes: readonly SellQuote[]): SellQuote[] {
  const estimated = ({ kind }: SellQuote) => (kind === 'firm' ? 0 : 1)
  return [...quotes].sort(
    (a, b) => compareDecimals(b.receive.amount, a.receive.amount) || estimated(a) - estimated(b),
  )
}

/** Whether a quote is about this amount of this asset on this network. What it pays, and in what, is another question. */
export function isAbout(quote: SellQuote, request: SellRequest): boolean {
  const { amount, asset, network } = quote.sell
  return asset === request.asset && network === request.network && equalDecimals(amount, request.amount)
}
