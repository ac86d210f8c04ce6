/** Runs work of the same name one after another. */
export type Lane = <value>(name: string, work: () => Promise<value>) => Promise<value>

/**
 * Queues within this process. It saves lost compare-and-sets and claims, nothing more: other processes have their own lanes, and
 * what must hold across them is guaranteed by the store.
 */
export function createLane(): Lane {
  /** Each settles, and never rejects. */
  const tails = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const before = tails.get(name) ?? Promise.resolve()
    const mine = before.then(work)
    const tail = mine.catch(() => undefined)
    tails.set(name, tail)
    try {
      return await mine
    } finally {
      if (tails.get(name) === tail) tails.delete(name)
    }
  }
}
