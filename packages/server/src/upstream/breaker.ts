import { isOfframpError, OfframpError } from '@offrampkit/core'
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'

/** Stands between the host and one kind of call to a provider. */
export interface Breaker {
  /** @throws OfframpError `provider_unavailable` at once while the provider is down */
  check(): void
  /** Runs the call. That a provider does not answer counts; that it refuses does not. */
  run<value>(call: () => Promise<value>): Promise<value>
}

/** So many calls in a row must fail. */
const most = 5
/** How long it is left alone before one call is let through to see; longer each time that fails. */
const pauses = [2_000, 5_000, 10_000, 30_000] as const

/** @param now - a clock that never goes back */
export function createBreaker(now: () => number): Breaker {
  // When to look again is decided here: cockatiel would ask the clock of the wall, which may be set back by an hour.
  const policy = circuitBreaker(handleWhen(isDown), {
    breaker: new ConsecutiveBreaker(most),
    halfOpenAfter: Number.NEGATIVE_INFINITY,
  })
  let opened = 0
  let closedUntil = 0
  policy.onBreak(() => {
    closedUntil = now() + (pauses[Math.min(opened, pauses.length - 1)] as number)
    opened += 1
  })
  policy.onReset(() => {
    opened = 0
  })

  function check(): void {
    if (policy.state === CircuitState.Open && now() < closedUntil) throw down(closedUntil - now())
    // One call is looking; the others do not wait for what it finds.
    if (policy.state === CircuitState.HalfOpen) throw down(1_000)
  }

  return {
    check,
    async run(call) {
      check()
      return await policy.execute(call)
    },
  }
}

function isDown(error: unknown): boolean {
  return isOfframpError(error) && error.code === 'provider_unavailable'
}

function down(forMs: number): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'The provider does not answer at the moment.',
    why: 'It failed several times in a row and is given a little time before it is asked again. Nothing was sent.',
    action: 'Try again in a moment, or choose another provider.',
    retryAfterMs: Math.ceil(forMs),
  })
}
