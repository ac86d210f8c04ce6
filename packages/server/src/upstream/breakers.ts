import type { ProviderId } from '@offrampkit/core/order'
import { type Breaker, createBreaker } from './breaker.ts'

/**
 * What is asked of a provider. Apart from each other, so that a provider without prices is still asked where orders stand: quotes;
 * options, which anybody may ask for; orders and the steps towards their deposits.
 */
type CallKind = 'prices' | 'options' | 'orders'

/** One breaker for each provider and kind of call. */
export type Breakers = (provider: ProviderId, kind: CallKind) => Breaker

export function createBreakers(now: () => number): Breakers {
  const made = new Map<string, Breaker>()
  return (provider, kind) => {
    const key = `${kind}:${provider}`
    const breaker = made.get(key) ?? createBreaker(now)
    made.set(key, breaker)
    return breaker
  }
}
