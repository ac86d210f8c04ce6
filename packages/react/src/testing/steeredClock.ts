import { act } from '@testing-library/react'
import { createStoryClock } from './storyPorts.ts'
import { storyNow } from './storyWorld.ts'

/** A clock that stands still until it is told to go on. */
export function steeredClock() {
  let now = storyNow
  let timers: { at: number; callback: () => void }[] = []
  return {
    ...createStoryClock(),
    now: () => now,
    after(ms: number, callback: () => void) {
      const timer = { at: now + ms, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    pass(ms: number) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      act(() => {
        for (const { callback } of due) callback()
      })
    },
  }
}
