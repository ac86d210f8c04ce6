/** A clock that stands until nothing can happen any more at that moment, and then jumps to the next timer. */
export interface SimulatedTime {
  now: () => number
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
  sleep: (ms: number) => Promise<void>
  timeout: (ms: number) => AbortSignal
  /** Lets time pass until the work has settled. Fails when nothing would ever happen again, or after `withinMs`. */
  run: <value>(work: Promise<value>, withinMs?: number) => Promise<value>
}

/** For work that waits for nothing but this clock: what it does between two timers is done before time goes on. */
export function simulatedTime(): SimulatedTime {
  let time = Date.UTC(2026, 10, 21)
  let timers: { at: number; callback: () => void }[] = []

  const after = (ms: number, callback: () => void) => {
    const timer = { at: time + ms, callback }
    timers.push(timer)
    return () => {
      timers = timers.filter((one) => one !== timer)
    }
  }

  return {
    now: () => time,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    timeout(ms) {
      const controller = new AbortController()
      after(ms, () => controller.abort(new DOMException('Too late.', 'TimeoutError')))
      return controller.signal
    },
    async run(work, withinMs = 600_000) {
      const end = time + withinMs
      let settled = false
      const done = work.finally(() => {
        settled = true
      })
      done.catch(() => undefined)
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        if (settled) return await done
        const next = timers.reduce<(typeof timers)[number] | null>(
          (first, one) => (first && first.at <= one.at ? first : one),
          null,
        )
        if (!next || next.at > end) throw new Error(next ? 'It takes too long.' : 'Nothing happens any more.')
        timers = timers.filter((one) => one !== next)
        time = Math.max(time, next.at)
        next.callback()
      }
    },
  }
}
