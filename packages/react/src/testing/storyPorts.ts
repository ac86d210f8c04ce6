import type { DepositPorts, LedgerRow } from '@offrampkit/deposit'
import type { OfframpStorage } from '../config/storage.ts'
import { createServerClock } from '../runtime/clock.ts'
import { storyNow } from './storyWorld.ts'

/** Ports that keep everything in the page's memory, so that no story leaves anything to the next. */
export function createStoryPorts(): Pick<DepositPorts, 'ledger' | 'lock' | 'marks' | 'news'> {
  const rows = new Map<string, LedgerRow>()
  const held = new Set<string>()
  const marks = new Set<string>()
  return {
    ledger: {
      read: async (orderId) => rows.get(orderId) ?? null,
      async compareAndSet(expected, next) {
        if ((rows.get(next.orderId)?.rev ?? null) !== expected) return false
        rows.set(next.orderId, structuredClone(next))
        return true
      },
    },
    lock: {
      async tryAcquire(name) {
        if (held.has(name)) return null
        held.add(name)
        return () => void held.delete(name)
      },
    },
    marks: { set: (key) => void marks.add(key), has: (key) => marks.has(key) },
    news: { publish: () => undefined, subscribe: () => () => undefined },
  }
}

/** Storage in memory. */
export function createStoryStorage(entries: Readonly<Record<string, string>> = {}): OfframpStorage & {
  entries: Map<string, string>
} {
  const map = new Map(Object.entries(entries))
  return {
    entries: map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  }
}

/** The server's clock, standing still at noon. */
export function createStoryClock() {
  const clock = createServerClock()
  return { ...clock, now: () => storyNow + 4 * 60_000 + 12_000, sync: () => undefined }
}
