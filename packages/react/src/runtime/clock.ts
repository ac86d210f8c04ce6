import type { ClockPort } from '@offrampkit/deposit'

/** A clock that follows the server's: its last answer plus the time since, so that a wrong wall clock changes nothing. */
export interface ServerClock extends ClockPort {
  /**
   * Tells what the server's clock said in an answer, and what {@link ServerClock.now} said when it was asked for. The whole
   * wait is added: an answer that lay there while the computer slept must not move a deadline further away.
   */
  sync(serverNow: number, askedAt: number): void
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
  const now = () => Math.round(base.server + Math.max(steady() - base.steady, wall() - base.wall, 0))
  return {
    now,
    after(ms, callback) {
      const timer = setTimeout(callback, Math.max(ms, 0))
      return () => clearTimeout(timer)
    },
    sync(server, askedAt) {
      base = { server: server + Math.max(now() - askedAt, 0), wall: wall(), steady: steady() }
    },
  }
}
