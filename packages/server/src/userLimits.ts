import { OfframpError } from '@offrampkit/core'
import type { ProviderId } from '@offrampkit/core/order'
import { keccak256, stringToBytes } from 'viem/utils'
import { takeAtOnce } from './shared/atOnce.ts'
import type { SharedState } from './shared/shared.ts'

/** What one user may have made in ten minutes, over all instances. */
export interface UserLimits {
  /** New orders; the same call again is not one. Default 20. */
  orders: number
  /** Steps that a provider is asked for: sessions, and answers of forms. Default 30. */
  sessions: number
}

/** What users may ask of providers, each and together. */
export interface UserAllowances {
  /** @throws OfframpError `rate_limited` with the time to come back */
  take(what: keyof UserLimits, userId: string): Promise<void>
  /** Whether a provider is asked about an order now because a user reads it. */
  mayRead(provider: ProviderId, userId: string): Promise<boolean>
}

interface UserAllowancesParts {
  shared: SharedState
  limits: UserLimits
  /** Questions about orders that each provider is asked in a second because users read them, by its id. */
  readsPerSecond: Readonly<Record<ProviderId, number>>
}

const limitsMs = 10 * 60_000

/** With the four of the background, the ten a second that Coinbase takes of quotes: for orders no provider says a figure. */
const usualReadsPerSecond = 6
/** What was not used is kept for so long. */
const readsMs = 3_000

export function createUserAllowances(parts: UserAllowancesParts): UserAllowances {
  const { shared, limits, readsPerSecond } = parts
  return {
    async take(what, userId) {
      const allowance = { most: limits[what], inMs: limitsMs }
      const waitMs = await takeAtOnce(shared, `user:${what}:${nameOf(userId)}`, allowance)
      if (waitMs > 0) throw tooMany(waitMs)
    },
    async mayRead(provider, userId) {
      const most = Math.max(2, (readsPerSecond[provider] ?? usualReadsPerSecond) * (readsMs / 1_000))
      // First one's own half, so that who reads without end leaves the other half to the others.
      const own = { most: most / 2, inMs: readsMs }
      if ((await takeAtOnce(shared, `user:reads:${provider}:${nameOf(userId)}`, own)) > 0) return false
      return (await takeAtOnce(shared, `user:reads:${provider}`, { most, inMs: readsMs })) === 0
    },
  }
}

/** In what instances share nobody is named. */
export const nameOf = (userId: string): string => keccak256(stringToBytes(userId)).slice(2, 34)

function tooMany(waitMs: number): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message: 'You have begun more cash-outs than one user may in ten minutes.',
    why: 'Each one is asked for in the name of the app. Nothing was done, and what was begun before goes on.',
    action: 'Go on with one that you have begun, or wait.',
    retryAfterMs: waitMs,
  })
}
