import { isOfframpError, OfframpError } from '@offrampkit/core'
import { rankQuotes, type SellQuote } from '@offrampkit/core/api'
import type { ProviderId, SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import type { Services } from '../services.ts'
import type { QuoteCall } from './quoteDesk.ts'

/** No provider is waited for longer. */
export const longestMs = 6_000
/** Nor longer than this once another one's price is there. */
export const afterFirstMs = 2_000

/** What the providers said: prices best first, and the others in the order in which they are configured. */
export interface AskedQuotes {
  quotes: readonly SellQuote[]
  refusals: readonly { provider: ProviderId; error: OfframpError }[]
}

/**
 * Asks the providers for a price, all at once. Never rejects: one that throws, answers nonsense or is slow is among the refusals,
 * and the others do not wait for it.
 */
export async function askQuotes(
  providers: readonly ServerProvider[],
  request: SellRequest,
  call: QuoteCall,
  { quotes: desk, timeout, report }: Pick<Services, 'quotes' | 'timeout' | 'report'>,
): Promise<AskedQuotes> {
  const enough = new AbortController()
  const signal = AbortSignal.any([call.signal, timeout(longestMs), enough.signal])
  let first = true

  async function ask(provider: ServerProvider): Promise<SellQuote> {
    const quote = await desk.ask(provider, request, { ...call, signal })
    if (first) timeout(afterFirstMs).addEventListener('abort', () => enough.abort(), { once: true })
    first = false
    return quote
  }

  const asked = await Promise.allSettled(providers.map(ask))
  const quotes: SellQuote[] = []
  const refusals: { provider: ProviderId; error: OfframpError }[] = []
  for (const [at, { id }] of providers.entries()) {
    const result = asked[at]
    if (result?.status === 'fulfilled') quotes.push(result.value)
    else {
      const error = typed(result?.reason)
      refusals.push({ provider: id, error })
      // A refusal of the sale is an answer; what may go better next time is a failure, which the operator wants to see.
      if (error.retryable && !call.signal.aborted) report(error, `getQuote ${id}`)
    }
  }
  return { quotes: rankQuotes(quotes), refusals }
}

/** A provider throws errors of the kit alone; one that is broken throws anything. */
function typed(thrown: unknown): OfframpError {
  if (isOfframpError(thrown)) return thrown
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'The provider could not be asked for its price.',
    why: 'Something failed that its connection to the kit did not foresee.',
    action: 'Try again in a moment, or choose another provider.',
    cause: thrown,
  })
}
