import type { ProviderId } from '@offrampkit/core/order'
import type { SharedState } from '../shared/shared.ts'
import type { Breakers } from './breakers.ts'

/** Status questions that nobody waits for. They have a pace of their own, so that users' are never held up for them. */
export interface BackgroundReads {
  /** Whether it can be asked: `false` while it is known to be down. */
  isUp(provider: ProviderId): boolean
  /** Waits for a turn. `false` when none comes in time, or it is to end. */
  turn(provider: ProviderId, until: { withinMs: number; signal: AbortSignal | undefined }): Promise<boolean>
  /** The provider says that it is too much: nobody has a turn for so long, on any instance. */
  rest(provider: ProviderId, ms: number | undefined): Promise<void>
}

interface BackgroundReadsParts {
  shared: SharedState
  breakers: Breakers
  /** Questions that each provider is asked in a second, by its id, over all instances. */
  perSecond: Readonly<Record<ProviderId, number>>
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
}

/**
 * No provider publishes how many status questions it takes. Coinbase takes 10 quotes a second of one app and endpoint
 * (`packages/providers/src/coinbase/README.md`): were it the same for these, this leaves users more than half.
 */
const usualReadsPerSecond = 4
/** It says that it is too much, and not for how long. */
const usualRestMs = 5_000
/** A provider that asks for longer is asked again after this: a header may be wrong. */
const longestRestMs = 600_000

export function createBackgroundReads(parts: BackgroundReadsParts): BackgroundReads {
  const { shared, breakers, perSecond, after } = parts
  const bucketOf = (provider: ProviderId) => `reads:${provider}`
  return {
    isUp(provider) {
      try {
        breakers(provider, 'orders').check()
        return true
      } catch {
        return false
      }
    },
    async turn(provider, { withinMs, signal }) {
      if (withinMs <= 0 || signal?.aborted) return false
      const pace = { perSecond: perSecond[provider] ?? usualReadsPerSecond, withinMs }
      const { taken, waitMs } = await shared.take(bucketOf(provider), pace)
      if (taken && waitMs > 0) await pause(waitMs, signal)
      return taken && !signal?.aborted
    },
    rest: (provider, ms = usualRestMs) => shared.pause(bucketOf(provider), Math.min(ms, longestRestMs)),
  }

  function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        stop()
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const stop = after(ms, end)
      signal?.addEventListener('abort', end)
    })
  }
}
