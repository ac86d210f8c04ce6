import type { SellQuote } from '@offrampkit/core/api'
import { type Decimal, equalDecimals } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import { capaApi } from './flow.ts'
import type { CapaSale } from './orderCall.ts'
import type { WireQuote } from './wire/quote.ts'
import { unreadable } from './wire.ts'

/**
 * An estimate in the kit's words. Capa tells no fee: its own and the app's `premiumSpread` are inside the rate.
 *
 * @throws OfframpError `provider_unreadable` when it is about something else
 */
export function sellQuoteOf(
  quote: WireQuote,
  sale: CapaSale & { cryptoAmount: string },
  request: SellRequest,
  quotedAt: number,
): SellQuote {
  checkQuoted(quote, sale)
  return {
    provider: capaApi.provider,
    flow: capaApi.id,
    quoteId: null,
    kind: 'indicative',
    sell: { amount: request.amount, asset: request.asset, network: request.network },
    receive: { amount: quote.fiatAmount, currency: quote.fiatCurrency },
    subtotal: null,
    fees: [],
    method: null,
    quotedAt,
    expiresAt: null,
  }
}

/**
 * That a price is about what was asked: this much of this asset on this chain, in this currency.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function checkQuoted(quote: WireQuote, sale: CapaSale & { cryptoAmount: string }): void {
  const same =
    quote.fiatCurrency === sale.fiatCurrency &&
    quote.tokenSymbol === sale.tokenSymbol &&
    quote.blockchainSymbol === sale.blockchainSymbol &&
    (quote.transactionType ?? 'OFF_RAMP') === 'OFF_RAMP' &&
    equalDecimals(quote.cryptoAmount, sale.cryptoAmount)
  if (!same) throw unreadable('a quote: it is about something else')
}

/**
 * What the user is promised at least: the estimate less the tolerance, rounded down to the cent, and never above the
 * estimate.
 *
 * @param toleranceBps - hundredths of a percent
 * @example atLeastOf('1940.61', 100) // '1921.2'
 */
export function atLeastOf(estimate: Decimal, toleranceBps: number): Decimal {
  const [whole = '0', fraction = ''] = estimate.split('.')
  const cents = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0'))
  const least = (cents * BigInt(10_000 - toleranceBps)) / 10_000n
  const digits = least.toString().padStart(3, '0')
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`
  return text.replace(/\.?0+$/, '') || '0'
}
