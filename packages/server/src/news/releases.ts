import type { Hold } from '../shared/shared.ts'

/** Lets go of places that users held at all instances. */
export interface Releases {
  add(userId: string, held: Hold): void
  /** Lets go of all of this user's now, ahead of those of others. Takes as long as one call, however many others wait. */
  of(userId: string): Promise<unknown>
}

interface ReleasesParts {
  /** Where requests stand apart, none may wait for what another one has begun, nor leave anything to it. */
  atOnce: boolean
}

/** One user after the other: thousands of streams that end at once are not thousands of calls at once. */
export function createReleases({ atOnce }: ReleasesParts): Releases {
  const waiting = new Map<string, Hold[]>()
  /** Calls under way. */
  const leaving = new Map<string, Promise<unknown>>()
  let working = false

  function of(userId: string): Promise<unknown> {
    const holds = waiting.get(userId) ?? []
    waiting.delete(userId)
    const before = leaving.get(userId)
    if (holds.length === 0) return before ?? Promise.resolve()
    const gone = Promise.all([before, ...holds.map(letGo)]).finally(() => {
      if (leaving.get(userId) === gone) leaving.delete(userId)
    })
    leaving.set(userId, gone)
    return gone
  }

  async function work(): Promise<void> {
    if (working) return
    working = true
    // Who comes meanwhile is at the end of the map, and found as well.
    for (const userId of waiting.keys()) await of(userId)
    working = false
  }

  return {
    of,
    add(userId, held) {
      if (atOnce) {
        void letGo(held)
        return
      }
      waiting.set(userId, [...(waiting.get(userId) ?? []), held])
      void work()
    },
  }
}

/** What cannot be let go of lapses. */
const letGo = async (held: Hold): Promise<void> => await held.release().catch(() => undefined)
