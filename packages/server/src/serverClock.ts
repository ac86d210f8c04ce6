import { OfframpError } from '@offrampkit/core'

/** The clock of this server. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number
  /** The same fetch, whose answers tell what time it is where the deadlines are set. */
  listensTo(base: typeof fetch): typeof fetch
}

export interface ServerClockParts {
  /** The machine's clock, which may be wrong and may be set. Default `Date.now`. */
  wall?: () => number
  /** One that never goes back. */
  steady: () => number
  /** Once, until it is right again. */
  onWrong: (error: OfframpError) => void
}

/** Providers date to the second, and answers take a while. */
const toleranceMs = 60_000

/**
 * Never earlier than what a provider's answer said (`Date`, RFC 9110 6.6.1) and what has passed since. Providers decide when an
 * order is over: a machine whose clock is behind would go on offering a deposit address that nobody watches any more. A clock that
 * is ahead is believed: it ends orders too early, which sends nothing.
 */
export function createServerClock({ wall = Date.now, steady, onWrong }: ServerClockParts): ServerClock {
  let told = Number.NEGATIVE_INFINITY
  let toldAt = 0
  let wrong = false

  function hear(date: number): void {
    const aheadMs = wall() - date
    // The newest answer counts: an older one may have come late.
    told = date
    toldAt = steady()
    const was = wrong
    wrong = Math.abs(aheadMs) > toleranceMs
    if (wrong && !was) onWrong(wrongClock(aheadMs))
  }

  return {
    now: () => Math.max(wall(), told + (steady() - toldAt)),
    listensTo: (base) => async (input, init) => {
      const response = await base(input, init)
      const date = Date.parse(response.headers.get('date') ?? '')
      // What a cache kept says when it was new.
      if (Number.isFinite(date) && !response.headers.has('age')) hear(date)
      return response
    },
  }
}

function wrongClock(aheadMs: number): OfframpError {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000)
  return new OfframpError({
    code: 'invalid_config',
    message: `The clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} a provider's.`,
    why:
      aheadMs > 0
        ? 'Orders end too early here, and what this machine writes looks as if it came from the future.'
        : 'What the provider said is taken for the time instead, so that no deposit is offered too late.',
    action: 'Operator: set the clock by NTP.',
  })
}
