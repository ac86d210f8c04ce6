import type { LockPort } from '../ports/lock.ts'

/**
 * Web Locks: one holder per name in this browser profile, let go when the tab ends, however it ends.
 * Where they are missing (old web views), every tab is let in and the ledger's compare-and-set alone guards.
 * Source: https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export function webLock(locks: LockManager | null = globalThis.navigator?.locks ?? null): LockPort {
  const own = new Set<string>()
  /** The browser takes a moment to let a lock go; until then it would seem to be held by somebody else. */
  const ending = new Map<string, Promise<unknown>>()
  return {
    async tryAcquire(name) {
      await ending.get(name)
      if (own.has(name)) return null
      own.add(name)
      const held = locks ? await request(locks, name) : { release: () => undefined, ended: null }
      if (!held) {
        own.delete(name)
        return null
      }
      let done = false
      return () => {
        // A second release must not let go of what somebody else took meanwhile.
        if (done) return
        done = true
        own.delete(name)
        held.release()
        if (held.ended) ending.set(name, held.ended)
      }
    },
  }
}

function request(
  locks: LockManager,
  name: string,
): Promise<{ release: () => void; ended: Promise<unknown> } | null> {
  return new Promise((resolve, reject) => {
    let end = () => {}
    const ended = new Promise<void>((settle) => {
      end = settle
    })
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null)
        return new Promise<void>((release) => resolve({ release, ended }))
      })
      .catch(reject)
      .finally(() => end())
  })
}
