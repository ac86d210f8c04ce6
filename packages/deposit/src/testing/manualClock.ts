import type { ClockPort } from '../ports/clock.ts'

/** A clock that stands still until a test moves it. */
export interface ManualClock extends ClockPort {
  /** Moves on and calls what is due, in order. */
  advance(ms: number): void
}

/** @example const clock = manualClock(Date.UTC(2026, 0, 1)) */
export function manualClock(start: number): ManualClock {
  let time = start
  let timers: { due: number; callback: () => void }[] = []
  return {
    now: () => time,
    after(ms, callback) {
      const timer = { due: time + ms, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      time += ms
      for (;;) {
        const due = timers.filter((timer) => timer.due <= time).sort((a, b) => a.due - b.due)[0]
        if (!due) return
        timers = timers.filter((other) => other !== due)
        due.callback()
      }
    },
  }
}
