import type { OptionsParameters, SellOptions } from '@offrampkit/core/api'
import type { ServerProvider } from '@offrampkit/core/provider'

/** Asks a provider what it buys. */
export type OptionsReader = (provider: ServerProvider, parameters: OptionsParameters) => Promise<SellOptions>

/** How long an answer is good for: countries and limits change rarely. */
const freshMs = 60_000
const most = 500

/**
 * One question upstream for many askers: the route needs no user, so anybody could otherwise spend the provider's quota.
 * Failures are not kept.
 *
 * @param steady - a clock that never goes back
 */
export function createOptionsReader(steady: () => number): OptionsReader {
  const kept = new Map<string, { at: number; answer: Promise<SellOptions> }>()
  return (provider, parameters) => {
    const key = JSON.stringify([provider.id, parameters.country ?? '', parameters.subdivision ?? ''])
    const known = kept.get(key)
    if (known && steady() - known.at < freshMs) return known.answer
    const answer = provider.getOptions(parameters, {})
    kept.delete(key)
    kept.set(key, { at: steady(), answer })
    answer.catch(() => kept.get(key)?.answer === answer && kept.delete(key))
    const oldest = kept.keys().next().value
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return answer
  }
}
