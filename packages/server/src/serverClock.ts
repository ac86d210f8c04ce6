import { OfframpError } from '@offrampkit/core'

/** The clock of this server. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number
  /** The machine's own clock, whatever providers say: for what is thrown away by its age. */
  wall(): number
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
/** A clock that is behind by more is not believed to be: rather is the answer's date wrong. A day, and the time zones of its day. */
const mostAheadMs = 26 * 3_600_000
/** More hosts than an app has providers. */
const mostHosts = 32

/**
 * Never earlier than what a provider's answer said (`Date`, RFC 9110 6.6.1) and what has passed since. Providers decide when an
 * order is over: a machine whose clock is behind would go on offering a deposit address that nobody watches any more. A clock that
 * is ahead is believed: it ends orders too early, which sends nothing.
 *
 * Believed are good answers alone (what answers in place of a provider that is down may live in another year), and none that is
 * ahead of the machine by much more than a day. Each host speaks for itself, by its newest answer. Where two agree, the machine
 * among them, one that is alone with its time is not heard; where no two do, the latest counts, because it ends orders and sends
 * nothing.
 */
export function createServerClock({ wall = Date.now, steady, onWrong }: ServerClockParts): ServerClock {
  const told = new Map<string, { date: number; at: number }>()
  let wrong = false

  function hear(host: string, date: number): void {
    const aheadMs = wall() - date
    if (-aheadMs <= mostAheadMs) {
      // The newest answer counts: an older one may have come late.
      told.delete(host)
      told.set(host, { date, at: steady() })
      const [oldest] = told.keys()
      if (told.size > mostHosts && oldest !== undefined) told.delete(oldest)
    }
    const was = wrong
    wrong = Math.abs(aheadMs) > toleranceMs
    if (wrong && !was) onWrong(wrongClock(aheadMs))
  }

  return {
    now() {
      const machine = wall()
      if (told.size === 0) return machine
      const times = [machine]
      // One that was believable, and is so no more since the machine was set, is as if it had not spoken.
      for (const { date, at } of told.values()) {
        const time = date + (steady() - at)
        if (time - machine <= mostAheadMs) times.push(time)
      }
      const agreed = times.filter((time, at) =>
        times.some((other, otherAt) => otherAt !== at && Math.abs(other - time) <= toleranceMs),
      )
      return Math.max(machine, ...(agreed.length > 0 ? agreed : times))
    },
    wall,
    listensTo: (base) => async (input, init) => {
      const response = await base(input, init)
      const date = Date.parse(response.headers.get('date') ?? '')
      // What a cache kept says when it was new.
      if (response.ok && Number.isFinite(date) && !response.headers.has('age')) hear(hostOf(input), date)
      return response
    },
  }
}

const hostOf = (input: string | URL | Request): string =>
  new URL(input instanceof Request ? input.url : input).host

function wrongClock(aheadMs: number): OfframpError {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000)
  const believed = -aheadMs <= mostAheadMs
  return new OfframpError({
    code: 'invalid_config',
    message: `The clock of this machine is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} a provider's.`,
    why:
      aheadMs > 0
        ? 'Orders end too early here, and what this machine writes looks as if it came from the future.'
        : believed
          ? 'What the provider said is taken for the time instead, so that no deposit is offered too late.'
          : 'That is too much to be believed: the machine’s own time counts.',
    action: 'Operator: set the clock by NTP.',
  })
}
