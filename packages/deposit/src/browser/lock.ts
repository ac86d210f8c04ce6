import type { LockPort } from '../ports/lock.ts'

/**
 * Web Locks: one holder per name in this browser profile, let go when the tab ends, however it ends.
 * Where they are missing (old web views), every tab is let in and the ledger's compare-and-set alone guards.
 * Source: https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export function webLock(locks: LockManager | undefined = globalThis.navigator?.locks): LockPort {
  const own = new Set<string>()
  return {
    async tryAcquire(name) {
      if (own.has(name)) return null
      own.add(name)
      const release = locks ? await request(locks, name) : () => undefined
      if (!release) own.delete(name)
      return release && once(() => (own.delete(name), release()))
    },
  }
}

function request(locks: LockManager, name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null)
        return new Promise<void>((release) => resolve(release))
      })
      .catch(reject)
  })
}

/** A second release must not let go of what somebody else took meanwhile. */
function once(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
}
