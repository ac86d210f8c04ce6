/** A source of milliseconds since 1970. */
export interface Clock {
  now(): number
}

/**
 * The sandbox's own time: the handed-in clock plus what `advance` added.
 *
 * Provider-side deadlines run on `now()`. What other programs check against their own clock (a JWT's
 * lifetime, a webhook signature's timestamp) uses `wall()`, which steering never moves: otherwise jumping
 * 31 minutes ahead to see an order expire would also make every later request look forged.
 */
export interface SteeredClock extends Clock {
  wall(): number
  advance(ms: number): void
  reset(): void
}

/**
 * Wraps a clock so that it can be moved forward.
 *
 * @example
 * const clock = steerClock({ now: Date.now })
 * clock.advance(31 * 60_000)
 */
export function steerClock(base: Clock): SteeredClock {
  let offset = 0
  return {
    wall: () => base.now(),
    now: () => base.now() + offset,
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0) {
        throw new RangeError('The sandbox clock only moves forward, by whole milliseconds.')
      }
      offset += ms
    },
    reset() {
      offset = 0
    },
  }
}
