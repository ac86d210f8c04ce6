import { isOfframpError, OfframpError } from '@offrampkit/core'
import type { RandomBytes } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { blame } from '../log/marks.ts'
import { untilAborted } from '../untilAborted.ts'
import { jittered, mayGoBetter, type Sleep } from './again.ts'
import type { Breaker } from './breaker.ts'
import type { Breakers } from './breakers.ts'

interface GuardParts {
  breakers: Breakers
  /** A clock that never goes back. */
  now: () => number
  sleep: Sleep
  random: RandomBytes
}

/** A provider that asks for longer is asked again after this: a header may be wrong. */
const longestRestMs = 60_000

/**
 * The same provider behind its breakers. Reads are asked once more after a moment when nobody answered, and rest
 * for as long as a 429 says; what makes something at the
 * provider is never repeated, because a lost answer does not say that nothing was made. Quotes have a desk of their own.
 */
export function guardProvider(provider: ServerProvider, parts: GuardParts): ServerProvider {
  const { sleep, random, now } = parts
  const orders = parts.breakers(provider.id, 'orders')
  const options = parts.breakers(provider.id, 'options')
  const resting = new Map<Breaker, { until: number; error: OfframpError }>()

  // Not left before it has settled: what it made is to be written down.
  const once = <value>(call: () => Promise<value>) => orders.run(call)

  async function twice<value>(
    breaker: Breaker,
    signal: AbortSignal | undefined,
    call: () => Promise<value>,
  ): Promise<value> {
    const rest = resting.get(breaker)
    if (rest && now() < rest.until) throw rest.error
    try {
      return await breaker.run(() => heeding(signal, call))
    } catch (error) {
      if (isOfframpError(error) && error.code === 'rate_limited')
        resting.set(breaker, { until: now() + Math.min(error.retryAfterMs ?? 1_000, longestRestMs), error })
      if (!mayGoBetter(error) || signal?.aborted) throw error
      await sleep(jittered(random))
      return await breaker.run(() => heeding(signal, call))
    }
  }

  const { continueSession, cancelOrder, confirmDeposit } = provider
  return blaming({
    ...provider,
    getOptions: (parameters, call) =>
      twice(options, call.signal, () => provider.getOptions(parameters, call)),
    readOrder: (order, call) => twice(orders, call.signal, () => provider.readOrder(order, call)),
    createSession: (order, call) => once(() => provider.createSession(order, call)),
    ...(continueSession && {
      continueSession: (order, values, call) =>
        once(() => continueSession.call(provider, order, values, call)),
    }),
    ...(cancelOrder && {
      cancelOrder: (order, call) => once(() => cancelOrder.call(provider, order, call)),
    }),
    ...(confirmDeposit && {
      confirmDeposit: (order, txHash, call) => once(() => confirmDeposit.call(provider, order, txHash, call)),
    }),
  })
}

/** The same provider; whose error it was can be told by the log. */
function blaming(provider: ServerProvider): ServerProvider {
  const calls = Object.entries(provider).map(([name, call]) => {
    if (typeof call !== 'function' || name === 'checkRequest') return [name, call]
    const blamed = async (...given: unknown[]) => {
      try {
        return await call.apply(provider, given)
      } catch (error) {
        blame(error, provider.id)
        throw error
      }
    }
    return [name, blamed]
  })
  return Object.fromEntries(calls)
}

/** Ends with its signal, whether the provider heeds it or not. Out of time counts as no answer; who went away does not. */
export async function heeding<value>(
  signal: AbortSignal | undefined,
  call: () => Promise<value>,
): Promise<value> {
  // What throws before it returns a promise is caught as well.
  const work = (async () => await call())()
  if (!signal) return await work
  return await untilAborted(work, signal, () =>
    isTimeout(signal) ? late() : new DOMException('Nobody waits for it any more.', 'AbortError'),
  )
}

const isTimeout = ({ reason }: AbortSignal): boolean =>
  reason instanceof Error && reason.name === 'TimeoutError'

function late(): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'The provider did not answer in time.',
    why: 'What it did with the question is not known.',
    action: 'Try again in a moment.',
  })
}
