import type { Fee, SellQuote } from '@offrampkit/core/api'
import { equalDecimals, type Money, readMoney } from '@offrampkit/core/money'
import type { SellRequest } from '@offrampkit/core/order'
import { coinbaseHosted } from './flow.ts'
import type { WireQuote } from './wire/quote.ts'
import { unreadable, type WireMoney } from './wire.ts'

/**
 * A quote in the kit's words: an estimate, which Coinbase does not guarantee and whose age limit it does not tell.
 * Their reply falls back to USD for a currency that they do not pay in, so the currency is theirs, not the wished one.
 *
 * @throws OfframpError `provider_unreadable` when it is about another amount or asset, or has no total
 */
export function sellQuoteOf(
  quote: WireQuote,
  request: SellRequest,
  method: string,
  quotedAt: number,
): SellQuote {
  const sold = moneyOf(quote.sellAmount)
  if (sold === null || sold.currency !== request.asset || !equalDecimals(sold.amount, request.amount))
    throw unreadable('a quote: it is for another amount or asset')
  // Nothing is turned into fiat when the coins stay coins in the account there.
  const receive = moneyOf(quote.cashoutTotal) ?? (method === 'CRYPTO_ACCOUNT' ? sold : null)
  if (receive === null) throw unreadable('a quote: it has no total')
  const fee = moneyOf(quote.coinbaseFee)
  const fees: Fee[] = fee === null ? [] : [{ kind: 'provider', amount: fee }]
  return {
    provider: coinbaseHosted.provider,
    flow: coinbaseHosted.id,
    quoteId: quote.quoteId ?? null,
    kind: 'indicative',
    sell: { amount: request.amount, asset: request.asset, network: request.network },
    receive,
    subtotal: moneyOf(quote.cashoutSubtotal),
    fees,
    method,
    quotedAt,
    expiresAt: null,
  }
}

function moneyOf(money: WireMoney | undefined): Money | null {
  return readMoney(money?.value, money?.currency)
}
