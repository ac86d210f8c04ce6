import { createId } from '@offrampkit/core/order'
import type { NewsListener } from '../news/newsListener.ts'
import { lapsing } from './lapsing.ts'
import { intervalOf, type SharedState } from './shared.ts'
import { steadyNow } from './steadyClock.ts'

/** A bucket is kept for a while after its last token: that one may be used late, and then what follows is later. */
const bucketMs = 60_000

/**
 * The shared state of one process: the default of `createOfframpHandler`. Handlers that are given the same one share it.
 *
 * @param options.now - ms since 1970. Default: a clock that never goes back
 * @example createOfframpHandler({ …, shared: memoryShared() })
 */
export function memoryShared({ now = steadyNow }: { now?: () => number } = {}): SharedState {
  const buckets = lapsing<{ next: number; pausedUntil: number }>(now)
  const values = lapsing<{ value: string; freshUntil: number }>(now)
  const counts = lapsing<number>(now)
  const places = lapsing<Map<string, number>>(now)
  const listeners = new Set<NewsListener>()

  return {
    async take(bucket, { perSecond, tokens = 1, withinMs, lateMs = 0 }) {
      const { next, pausedUntil } = buckets.get(bucket)?.value ?? { next: 0, pausedUntil: 0 }
      const at = Math.max(now(), next + lateMs, pausedUntil)
      const waitMs = at - now()
      if (waitMs > withinMs) return { taken: false, waitMs }
      const after = at + intervalOf(perSecond) * tokens
      buckets.set(bucket, { next: after, pausedUntil }, Math.max(after, pausedUntil) + bucketMs)
      return { taken: true, waitMs }
    },
    async pause(bucket, ms) {
      const { next, pausedUntil } = buckets.get(bucket)?.value ?? { next: 0, pausedUntil: 0 }
      const until = Math.max(pausedUntil, now() + ms)
      buckets.set(bucket, { next, pausedUntil: until }, Math.max(until, next) + bucketMs)
    },
    async read(key) {
      const kept = values.get(key)?.value
      return kept ? { value: kept.value, stale: kept.freshUntil <= now() } : null
    },
    async keep(key, value, { freshMs, staleMs }) {
      values.set(key, { value, freshUntil: now() + freshMs }, now() + staleMs)
    },
    async hold(name, ms, most = 1) {
      const held = places.get(name)?.value ?? new Map<string, number>()
      for (const [id, until] of held) if (until <= now()) held.delete(id)
      if (held.size >= most) return null
      const id = createId((length) => crypto.getRandomValues(new Uint8Array(length)))
      const take = () => {
        held.set(id, now() + ms)
        places.set(name, held, Math.max(...held.values()))
      }
      take()
      return {
        async renew() {
          if ((held.get(id) ?? 0) <= now() || places.get(name)?.value !== held) return false
          take()
          return true
        },
        async release() {
          held.delete(id)
          if (held.size === 0 && places.get(name)?.value === held) places.delete(name)
        },
      }
    },
    async count(name, ms) {
      const known = counts.get(name)
      const counted = (known?.value ?? 0) + 1
      counts.set(name, counted, known?.until ?? now() + ms)
      return counted
    },
    async publish(change) {
      for (const { onChange } of listeners) onChange(change)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
    },
  }
}
