import type { ClockPort } from '../ports/clock.ts'

/** {@link ClockPort} that knows the server's time. */
export interface ServerClock extends ClockPort {
  /**
   * Feed every answer's `serverNow`, and what {@link ClockPort.now} said when it was asked for. The whole wait is added, so
   * that an answer that lay in the socket while the computer slept makes the clock fast, never slow: a deadline must not
   * seem further away than it is. Without `askedAt` a late answer makes it slow by its delay.
   */
  sync(serverNow: number, askedAt?: number): void
}

/**
 * The server's clock as far as it is known: its last word plus the time since. A wrong computer clock does no harm.
 * Of monotonic and wall time the larger step counts, because some browsers stop the former while the computer sleeps,
 * and a deadline must never seem further away than it is.
 *
 * @example
 * ```ts
 * const clock = createServerClock()
 * const askedAt = clock.now()
 * const order = await backend.getOrder({ orderId })
 * clock.sync(order.serverNow, askedAt)
 * ```
 */
export function createServerClock(
  parts: { performance?: Pick<Performance, 'now'>; date?: () => number } = {},
): ServerClock {
  const { performance = globalThis.performance, date = Date.now } = parts
  let base = { server: date(), wall: date(), steady: performance.now() }
  const now = () => base.server + Math.max(performance.now() - base.steady, date() - base.wall, 0)
  return {
    now,
    sync(serverNow, askedAt) {
      if (!(Number.isFinite(serverNow) && serverNow > 0)) return
      const waited = askedAt === undefined ? 0 : Math.max(now() - askedAt, 0)
      base = { server: serverNow + waited, wall: date(), steady: performance.now() }
    },
    after(ms, callback) {
      // Longer than this a timer fires at once.
      const timer = setTimeout(callback, Math.min(Math.max(ms, 0), 2_147_483_647))
      return () => clearTimeout(timer)
    },
  }
}
