import { isOfframpError, OfframpError } from '@offrampkit/core'
import type { SellQuote, SellQuotes } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import { coinbaseHosted } from './flow.ts'

/**
 * The prices of a backend that has this provider alone: one, or why there is none. A failure of the app's own backend is not a
 * reason of Coinbase's and is thrown.
 */
export async function onlyQuote(request: SellRequest, asked: Promise<SellQuote>): Promise<SellQuotes> {
  try {
    const quote = await asked
    if (quote.receive.currency !== request.cashoutCurrency) throw otherCurrency(quote, request)
    return { quotes: [quote], unavailable: [] }
  } catch (error) {
    if (!isOfframpError(error) || error.code.startsWith('backend_')) throw error
    return { quotes: [], unavailable: [{ provider: coinbaseHosted.provider, reason: error.toJSON() }] }
  }
}

function otherCurrency({ receive }: SellQuote, { cashoutCurrency }: SellRequest): OfframpError {
  return new OfframpError({
    code: 'provider_rejected',
    message: `Coinbase would pay in ${receive.currency.slice(0, 16)} and not in ${cashoutCurrency}.`,
    why: 'Prices in two currencies cannot be compared.',
    action: 'Choose a currency from the options.',
  })
}
