import type { ClockPort } from '@offrampkit/deposit'

/** A clock that follows the server's: its last answer plus the time since, so that a wrong wall clock changes nothing. */
export interface ServerClock extends ClockPort {
  /** Tells what the server's clock said in an answer that arrived just now. */
  sync(serverNow: number): void
}

/**
 * Before the first answer it shows the device's own time. Of wall and monotonic time the larger step counts: some
 * browsers stop the latter while the computer sleeps, and no deadline may seem further away than it is.
 *
 * @param wall - milliseconds since 1970
 * @param steady - milliseconds since any fixed moment; never jumps
 */
export function createServerClock(
  wall: () => number = Date.now,
  steady: () => number = () => performance.now(),
): ServerClock {
  let base = { server: wall(), wall: wall(), steady: steady() }
  return {
    now: () => Math.round(base.server + Math.max(steady() - base.steady, wall() - base.wall, 0)),
    after(ms, callback) {
      const timer = setTimeout(callback, Math.max(ms, 0))
      return () => clearTimeout(timer)
    },
    sync(server) {
      base = { server, wall: wall(), steady: steady() }
    },
  }
}
