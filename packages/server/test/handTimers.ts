/** Timers that come due when a test lets them. */
export function handTimers() {
  const timers: { ms: number; run: () => void }[] = []
  return {
    after(ms: number, run: () => void) {
      const timer = { ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    /** What is waited for. */
    waits: () => timers.map(({ ms }) => ms),
    /** Lets those that wait now come due, so often. */
    pass(times = 1) {
      for (let i = 0; i < times; i++) for (const { run } of timers.splice(0)) run()
    },
  }
}
