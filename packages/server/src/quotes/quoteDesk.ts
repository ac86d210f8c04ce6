import { isOfframpError, OfframpError } from '@offrampkit/core'
import type { SellQuote } from '@offrampkit/core/api'
import type { ProviderId, SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { requestsStandApart } from '../requestsStandApart.ts'
import { untilAborted } from '../untilAborted.ts'
import { createFlights, type Flight, type FlightsParts } from './flights.ts'
import { createKeptQuotes, questionOf, type Said } from './keptQuotes.ts'

/** Who asks, and for how long. */
export interface QuoteCall {
  userId: string
  signal: AbortSignal
}

/** Where all quotes are asked for. */
export interface QuoteDesk {
  /**
   * A provider's price. Many who ask the same are told the same, a few seconds old at most; whoever asks something else waits for a
   * turn within what the provider takes.
   *
   * @throws OfframpError `rate_limited` with the time to come back, `provider_unavailable`, or why there is no price
   */
  ask(provider: ServerProvider, request: SellRequest, call: QuoteCall): Promise<SellQuote>
}

/** Whoever has an older price on hand waits so long for a new one. */
const patienceMs = 700

export function createQuoteDesk(parts: Omit<FlightsParts, 'kept'>): QuoteDesk {
  const { now, sleep } = parts
  const kept = createKeptQuotes(parts.shared)
  const flightsOfOne = () => createFlights({ ...parts, kept })
  // Where none may wait for another's question, each is as if alone on an instance: they meet in what instances share.
  const flights = requestsStandApart() ? null : flightsOfOne()

  return {
    async ask(provider, request, call) {
      refuseUnserved(provider, request)
      const known = await kept.read(provider, request, now())
      if (known && !known.stale) return priceOf(known.said)
      const flight = (flights ?? flightsOfOne()).join(
        questionOf(provider.id, request),
        provider,
        request,
        call,
      )
      const answer = untilAborted(flight.said, call.signal, () => gaveUp(flight)).finally(flight.leave)
      const fresh = answer.then((said) => ownPrice(said, flight.begunBy === call.userId))
      if (!known || !('quote' in known.said)) return await fresh
      // The question goes on, so that who asks next is told the new price.
      flight.keep()
      const older = { ...known.said.quote, stale: true }
      const inTime = fresh.catch((error) => {
        if (isOfframpError(error) && error.retryable) return older
        throw error
      })
      return await Promise.race([inTime, sleep(patienceMs).then(() => older)])
    },
  }
}

/** What no flow of the provider would make an order of is not worth a question. */
function refuseUnserved(provider: ServerProvider, request: SellRequest): void {
  let refusal: unknown
  for (const { id } of provider.flows)
    try {
      provider.checkRequest(id, request)
      return
    } catch (error) {
      refusal ??= error
    }
  throw refusal
}

function priceOf(said: Said): SellQuote {
  if ('refusal' in said) throw said.refusal
  return said.quote
}

/** An id of the provider's is told only to whose question brought it. */
function ownPrice(said: Said, own: boolean): SellQuote {
  const quote = priceOf(said)
  return own || quote.quoteId === null ? quote : { ...quote, quoteId: null }
}

function gaveUp(flight: Flight): OfframpError {
  const waitMs = flight.expectedMs()
  return new OfframpError({
    code: waitMs === null ? 'provider_unavailable' : 'rate_limited',
    message: 'The provider did not tell its price in time.',
    why: 'The other prices were not held up for it.',
    action: 'Ask again in a moment.',
    ...(waitMs === null ? {} : { retryAfterMs: Math.ceil(waitMs) }),
  })
}

/** The budgets of providers that name none: as much as the strictest that does. */
const usualQuotesPerSecond = 8

/** What the app allows, else what the provider says, else what is usual. */
export function quoteRate(
  provider: ServerProvider,
  configured: Readonly<Record<ProviderId, number>> | undefined,
): number {
  return configured?.[provider.id] ?? provider.limits?.quotesPerSecond ?? usualQuotesPerSecond
}
