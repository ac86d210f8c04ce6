import { OfframpError } from '@offrampkit/core'
import { quotesSchema, type SellQuote } from '@offrampkit/core/api'
import { formatAmount, parseAmount } from '@offrampkit/core/money'
import type { ProviderId, SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import type { SharedState } from '../shared/shared.ts'
import { checkedQuote } from './checkedQuote.ts'

/** A price is the same for everybody for this long. */
export const freshMs = 4_000
/** And is better than none, marked as stale, for this long. */
export const staleMs = 20_000

/** What a provider said: a price, or why there is none. */
export type Said = { quote: SellQuote } | { refusal: OfframpError }

/** What providers said lately, for all who ask the same. */
export interface KeptQuotes {
  read(
    provider: ServerProvider,
    request: SellRequest,
    now: number,
  ): Promise<{ said: Said; stale: boolean } | null>
  keep(provider: ProviderId, request: SellRequest, said: Said, now: number): Promise<void>
}

/**
 * The name of a question. Two are the same only when every word that could change the price is: never is a price of one amount used
 * for another.
 */
export function questionOf(provider: ProviderId, request: SellRequest): string {
  const { asset, network, amount, cashoutCurrency, country, subdivision, method } = request
  const words = [asset, network, plain(amount), cashoutCurrency, country, subdivision ?? '', method ?? '']
  return JSON.stringify([provider, ...words])
}

export function createKeptQuotes(shared: Pick<SharedState, 'read' | 'keep'>): KeptQuotes {
  return {
    async read(provider, request, now) {
      const kept = await shared.read(`quote:${questionOf(provider.id, request)}`)
      const said = kept && readSaid(provider, request, kept.value, now)
      return kept && said ? { said, stale: kept.stale } : null
    },
    async keep(provider, request, said, now) {
      const lives = 'quote' in said ? (said.quote.expiresAt ?? Number.POSITIVE_INFINITY) - now : freshMs
      // A firm price that is about to lapse is of use only to whoever asked for it.
      if (lives < freshMs) return
      // An id of the provider's is told only to whose question brought it: two must not pass the same one on.
      const quotes = 'quote' in said ? [{ ...said.quote, quoteId: null }] : []
      const unavailable = 'refusal' in said ? [{ provider, reason: said.refusal.toJSON() }] : []
      await shared.keep(`quote:${questionOf(provider, request)}`, JSON.stringify({ quotes, unavailable }), {
        freshMs: Math.min(freshMs, lives / 2),
        staleMs: Math.min(staleMs, lives),
      })
    },
  }
}

/** What is kept may be of another version of this code, or of somebody else: it is checked as the provider's own answer is. */
function readSaid(provider: ServerProvider, request: SellRequest, text: string, now: number): Said | null {
  try {
    const { quotes, unavailable } = quotesSchema.parse(JSON.parse(text))
    const [refused] = unavailable
    if (refused) return { refusal: new OfframpError(refused.reason) }
    return { quote: checkedQuote(provider, quotes[0], request, now) }
  } catch {
    return null
  }
}

/** `25`, `25.0` and `25.00` are one amount. */
function plain(amount: string): string {
  const [, fraction = ''] = amount.split('.')
  return formatAmount(parseAmount(amount, fraction.length), fraction.length)
}
