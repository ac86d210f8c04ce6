import type { LedgerPort, LedgerRow } from '../ports/ledger.ts'
import type { LockPort } from '../ports/lock.ts'
import type { MarksPort } from '../ports/marks.ts'

/** A ledger in memory. Several made over one map are tabs of one browser. Rows are copied on the way in and out. */
export function memoryLedger(rows: Map<string, LedgerRow> = new Map()): LedgerPort {
  return {
    async read(orderId) {
      return structuredClone(rows.get(orderId) ?? null)
    },
    async rows() {
      return structuredClone([...rows.values()])
    },
    async compareAndSet(expected, next) {
      if ((rows.get(next.orderId)?.rev ?? null) !== expected) return false
      rows.set(next.orderId, structuredClone(next))
      return true
    },
  }
}

/** A lock in memory. Several made over one map are tabs of one browser; `owner` lets a test end a tab. */
export function memoryLock(held: Map<string, unknown> = new Map(), owner: unknown = {}): LockPort {
  return {
    async tryAcquire(name) {
      if (held.has(name)) return null
      held.set(name, owner)
      let mine = true
      return () => {
        if (mine) held.delete(name)
        mine = false
      }
    },
  }
}

/** Notes in memory. */
export function memoryMarks(notes: Set<string> = new Set()): MarksPort {
  return { set: (key) => void notes.add(key), has: (key) => notes.has(key) }
}
