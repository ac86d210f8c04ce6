import { OfframpError } from '@offrampkit/core'
import type { OptionsParameters, SellOptions } from '@offrampkit/core/api'
import type { ServerProvider } from '@offrampkit/core/provider'
import { requestsStandApart } from '../requestsStandApart.ts'
import type { SharedState } from '../shared/shared.ts'
import type { Sleep } from '../upstream/again.ts'

/** Asks a provider what it buys. */
export type OptionsReader = (provider: ServerProvider, parameters: OptionsParameters) => Promise<SellOptions>

interface OptionsReaderParts {
  shared: Pick<SharedState, 'take'>
  /** A clock that never goes back. */
  steady: () => number
  sleep: Sleep
  timeout: (ms: number) => AbortSignal
}

interface Kept {
  at: number
  answer: SellOptions
}

/** How long an answer is good for: countries and limits change rarely. */
const freshMs = 60_000
/** So old an answer may be where there is no turn for a new one. */
const oldestMs = 3_600_000
/** More than turns allow in a minute, so that a fresh answer never makes room for another. */
const most = 500
/** Each provider is asked no more often, by all instances together, and nobody waits longer for it. */
const pace = { perSecond: 2, withinMs: 900 }
const patienceMs = 10_000

/**
 * The route needs no user, so anybody could otherwise spend the provider's quota. One question for many askers; of places that the
 * provider lists, where it lists any; and no more than its pace allows: then an older answer, or none yet. Failures are not kept.
 *
 * @throws OfframpError `rate_limited` with the time to come back, and what the provider throws
 */
export function createOptionsReader({ shared, steady, sleep, timeout }: OptionsReaderParts): OptionsReader {
  const kept = new Map<string, Kept>()
  const flights = new Map<string, Promise<SellOptions>>()
  const listed = new Map<string, SellOptions['countries']>()

  async function ask(provider: ServerProvider, key: string, place: OptionsParameters): Promise<SellOptions> {
    const { taken, waitMs } = await shared.take(`options:${provider.id}`, pace)
    if (!taken) {
      const older = kept.get(key)
      if (older && steady() - older.at < oldestMs) return older.answer
      throw busy(waitMs)
    }
    if (waitMs > 0) await sleep(waitMs)
    const answer = await provider.getOptions(place, { signal: timeout(patienceMs) })
    listed.set(provider.id, answer.countries)
    kept.delete(key)
    kept.set(key, { at: steady(), answer })
    const oldest = kept.keys().next().value
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return answer
  }

  async function read(provider: ServerProvider, place: OptionsParameters): Promise<SellOptions> {
    const key = JSON.stringify([provider.id, place.country ?? '', place.subdivision ?? ''])
    const known = kept.get(key)
    if (known && steady() - known.at < freshMs) return known.answer
    const flight = flights.get(key) ?? ask(provider, key, place).finally(() => flights.delete(key))
    // Where none may wait for another's question, each puts their own.
    if (!requestsStandApart()) flights.set(key, flight)
    return await flight
  }

  return async (provider, parameters) => {
    const place = listedPlace(parameters, listed.get(provider.id))
    const answer = await read(provider, place)
    // It may have been listed since.
    const now = listedPlace(parameters, listed.get(provider.id))
    return Object.keys(now).length > Object.keys(place).length ? await read(provider, now) : answer
  }
}

/** As much of the place as the provider lists: there is nothing to be had elsewhere. All of it where nothing is listed. */
function listedPlace(
  { provider, country, subdivision }: OptionsParameters,
  countries: SellOptions['countries'] = [],
): OptionsParameters {
  if (country === undefined) return { provider }
  const within = subdivision === undefined ? {} : { subdivision }
  if (countries.length === 0) return { provider, country, ...within }
  const found = countries.find(({ id }) => id === country)
  if (!found) return { provider }
  return { provider, country, ...(found.subdivisions.includes(subdivision ?? '') ? within : {}) }
}

function busy(waitMs: number): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message: 'Many people are asking what this provider buys just now.',
    why: 'The provider answers only so many questions of one app in a second.',
    action: 'Ask again in a moment.',
    retryAfterMs: Math.max(1_000, Math.ceil(waitMs)),
  })
}
