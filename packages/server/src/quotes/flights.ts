import { isOfframpError, type OfframpError } from '@offrampkit/core'
import type { ProviderId, RandomBytes, SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { type Hold, intervalOf, type SharedState } from '../shared/shared.ts'
import { jittered, mayGoBetter, type Sleep } from '../upstream/again.ts'
import type { Breakers } from '../upstream/breakers.ts'
import { heeding } from '../upstream/guardProvider.ts'
import { checkedQuote } from './checkedQuote.ts'
import type { KeptQuotes, Said } from './keptQuotes.ts'
import { createTurns, type Place, type Turns } from './turns.ts'

/** One question on its way, with all who wait for it. */
export interface Flight {
  said: Promise<Said>
  /** Whose question it is. */
  begunBy: string
  /** This caller waits no more. When nobody does, the question is dropped. */
  leave(): void
  /** It goes on though nobody waits. */
  keep(): void
  /** How long until its turn, roughly; `null` when it is being asked. */
  expectedMs(): number | null
}

/** Questions on their way: each is asked once, however many wait for it, on however many instances. */
export interface Flights {
  join(question: string, provider: ServerProvider, request: SellRequest, call: { userId: string }): Flight
}

export interface FlightsParts {
  shared: SharedState
  kept: KeptQuotes
  breakers: Breakers
  /** Quotes that a provider may be asked for in a second. */
  rateOf: (provider: ServerProvider) => number
  /** Milliseconds since 1970. */
  now: () => number
  /** A clock that never goes back. */
  steady: () => number
  sleep: Sleep
  timeout: (ms: number) => AbortSignal
  random: RandomBytes
}

/** Nobody waits longer than this for a turn. */
export const mostWaitMs = 5_000
/** A provider that takes longer for one answer has none. */
export const answerMs = 8_000
/** For so long another instance is waited for that asks the same. */
const othersMs = 6_000
/** How often one looks whether it is done. */
const lookMs = 100
/** The provider says that it is too much, and not for how long. */
const usualPauseMs = 1_000

interface Asking {
  said: Promise<Said>
  begunBy: string
  users: Set<string>
  place: Place<unknown> | null
  waiting: number
  kept: boolean
  over: AbortController
}

export function createFlights(parts: FlightsParts): Flights {
  const { shared, kept, breakers, now, sleep, timeout, random } = parts
  const flights = new Map<string, Asking>()
  const turns = new Map<ProviderId, Turns>()

  function turnsOf(provider: ServerProvider): Turns {
    const known = turns.get(provider.id)
    if (known) return known
    const bucket = `quotes:${provider.id}`
    const perSecond = parts.rateOf(provider)
    const made = createTurns({
      take: (lateMs, tokens = 1) => shared.take(bucket, { perSecond, tokens, lateMs, withinMs: mostWaitMs }),
      pause: (ms) => shared.pause(bucket, ms),
      intervalMs: intervalOf(perSecond),
      ...{ mostWaitMs, now: parts.steady, sleep },
    })
    turns.set(provider.id, made)
    return made
  }

  /** Waits for the turn, then asks; once more where that is safe and may help. */
  async function askInTurn(asking: Asking, provider: ServerProvider, request: SellRequest) {
    const queue = turnsOf(provider)
    const breaker = breakers(provider.id, 'prices')
    for (let tries = 1; ; tries++) {
      asking.over.signal.throwIfAborted()
      breaker.check()
      const [first = '', ...others] = asking.users
      let begun = false
      const place = queue.enter(first, () => {
        begun = true
        asking.place = null
        const signal = AbortSignal.any([asking.over.signal, timeout(answerMs)])
        return breaker.run(() => heeding(signal, () => provider.getQuote(request, { signal })))
      })
      asking.place = place
      for (const user of others) place.join(user)
      try {
        return checkedQuote(provider, await place.done, request, now())
      } catch (error) {
        if (!begun) throw error
        const tooMany = isOfframpError(error) && error.code === 'rate_limited'
        if (tooMany) await queue.pause(error.retryAfterMs ?? usualPauseMs)
        if (tries > 1 || asking.over.signal.aborted) throw error
        if (mayGoBetter(error)) await sleep(jittered(random))
        else if (!tooMany) throw error
      }
    }
  }

  /** The right to ask, or what another instance was told meanwhile. */
  async function holdOrHear(
    { over }: Asking,
    question: string,
    provider: ServerProvider,
    request: SellRequest,
  ) {
    for (let waited = 0; ; waited += lookMs) {
      over.signal.throwIfAborted()
      const hold = await shared.hold(`quote:${question}`, mostWaitMs + 2 * answerMs)
      const known = await kept.read(provider, request, now())
      if (known && !known.stale) {
        await hold?.release()
        return known.said
      }
      if (hold || waited >= othersMs) return hold
      await sleep(lookMs)
    }
  }

  async function fly(asking: Asking, question: string, provider: ServerProvider, request: SellRequest) {
    let hold: Hold | null = null
    try {
      const held = await holdOrHear(asking, question, provider, request)
      if (held && !('renew' in held)) return held
      hold = held
      const said: Said = await askInTurn(asking, provider, request).then(
        (quote) => ({ quote }),
        (error) => refusalOf(error),
      )
      await kept.keep(provider.id, request, said, now())
      return said
    } finally {
      if (flights.get(question) === asking) flights.delete(question)
      await hold?.release()
    }
  }

  function begin(...[question, provider, request, { userId }]: Parameters<Flights['join']>): Asking {
    const asking: Asking = {
      begunBy: userId,
      users: new Set(),
      place: null,
      waiting: 0,
      kept: false,
      over: new AbortController(),
      said: Promise.resolve(null as never),
    }
    flights.set(question, asking)
    asking.said = fly(asking, question, provider, request)
    // Told to whoever waits; when nobody does any more it is of no interest.
    asking.said.catch(() => undefined)
    return asking
  }

  return {
    join(question, provider, request, call) {
      const asking = flights.get(question) ?? begin(question, provider, request, call)
      asking.waiting += 1
      if (!asking.users.has(call.userId)) asking.place?.join(call.userId)
      asking.users.add(call.userId)
      let here = true
      return {
        said: asking.said,
        begunBy: asking.begunBy,
        keep() {
          asking.kept = true
        },
        expectedMs: () => (asking.place ? turnsOf(provider).expectedMs() : null),
        leave() {
          if (here) asking.waiting -= 1
          here = false
          if (asking.waiting > 0 || asking.kept) return
          asking.place?.leave()
          asking.over.abort()
          if (flights.get(question) === asking) flights.delete(question)
        },
      }
    },
  }
}

/** A refusal is an answer, for everybody who asks the same; a failure is not, and may go better at once. */
function refusalOf(error: unknown): { refusal: OfframpError } {
  if (isOfframpError(error) && !error.retryable) return { refusal: error }
  throw error
}
