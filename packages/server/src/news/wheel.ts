/** What waits in a {@link Wheel}. */
export interface Turning {
  /** The second in which it is due: the wheel's own. */
  second: number
  /** Must not throw. */
  due(): void
}

/** One timer for thousands of things that wait. It runs only while something waits. */
export interface Wheel {
  /** Due once, within so many seconds, and at most one second earlier. Whatever waited already is due then instead. */
  put(item: Turning, seconds: number): void
  drop(item: Turning): void
}

/**
 * Two timers for each of 10,000 streams would be 20,000 timers with a closure each; here a second is one set.
 *
 * @param after - calls back once after so many ms; the result stops it
 */
export function createWheel(after: (ms: number, callback: () => void) => () => void): Wheel {
  const seconds = new Map<number, Set<Turning>>()
  let now = 0
  let stop: (() => void) | null = null

  function turn(): void {
    now += 1
    stop = after(1_000, turn)
    for (const item of seconds.get(now) ?? []) {
      drop(item)
      item.due()
    }
  }

  function drop(item: Turning): void {
    const among = seconds.get(item.second)
    if (!among?.delete(item) || among.size > 0) return
    seconds.delete(item.second)
    if (seconds.size > 0) return
    stop?.()
    stop = null
  }

  return {
    put(item, wait) {
      drop(item)
      item.second = now + Math.max(1, Math.floor(wait))
      const among = seconds.get(item.second) ?? new Set()
      seconds.set(item.second, among.add(item))
      stop ??= after(1_000, turn)
    },
    drop,
  }
}
