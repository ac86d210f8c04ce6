import type { SellQuote } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { createQuoteDesk, type QuoteDesk, quoteRate } from '../src/quotes/quoteDesk.ts'
import { memoryShared } from '../src/shared/memory.ts'
import type { SharedState } from '../src/shared/shared.ts'
import { createBreakers } from '../src/upstream/breakers.ts'
import { fakeProvider } from './fakeProvider.ts'
import { registry, wish } from './harness.ts'
import type { SimulatedTime } from './simulatedTime.ts'

/** A provider with a quota, behind one or more desks, and what a test asks of them. */
export interface QuoteBench {
  provider: ServerProvider
  shared: SharedState
  desks: QuoteDesk[]
  /** When each question reached the provider, and about what amount. */
  asked: { at: number; amount: string }[]
  /** What it does with a question before it answers; throws what it throws. */
  upstream: { before: (request: SellRequest) => void; takesMs: number; holdsMs: number | null }
  /** How it went for one caller. */
  ask(user: string, amount: string, desk?: number, signal?: AbortSignal): Promise<Outcome>
}

export type Outcome = { waitedMs: number; user: string } & (
  | { quote: SellQuote; error: null }
  | { quote: null; error: { code: string; retryAfterMs?: number } }
)

export interface QuoteBenchOptions {
  instances?: number
  shared?: SharedState
  quotesPerSecond?: number
}

export function quoteBench(
  time: Pick<SimulatedTime, 'now' | 'sleep' | 'timeout'>,
  options: QuoteBenchOptions = {},
): QuoteBench {
  const { now, sleep, timeout } = time
  const base = fakeProvider('sold').create({ registry, fetch, now, random: (n) => new Uint8Array(n) })
  const asked: QuoteBench['asked'] = []
  const upstream: QuoteBench['upstream'] = { before: () => undefined, takesMs: 200, holdsMs: null }
  const provider: ServerProvider = {
    ...base,
    limits: { quotesPerSecond: options.quotesPerSecond ?? 8 },
    async getQuote(request, call) {
      asked.push({ at: now(), amount: request.amount })
      upstream.before(request)
      await sleep(upstream.takesMs)
      const expiresAt = upstream.holdsMs === null ? null : now() + upstream.holdsMs
      return {
        ...(await base.getQuote(request, call)),
        ...{ quoteId: `for ${request.amount}`, quotedAt: now(), expiresAt },
      }
    },
  }
  const shared = options.shared ?? memoryShared({ now })
  const desks = Array.from({ length: options.instances ?? 1 }, () =>
    createQuoteDesk({
      ...{ shared, now, steady: now, sleep, timeout },
      breakers: createBreakers(now),
      random: (length) => new Uint8Array(length).fill(128),
      rateOf: (one) => quoteRate(one, undefined),
    }),
  )
  return {
    provider,
    shared,
    desks,
    asked,
    upstream,
    async ask(user, amount, desk = 0, signal = new AbortController().signal) {
      const from = now()
      const call = { userId: user, signal }
      try {
        const quote = await (desks[desk] as QuoteDesk).ask(provider, { ...wish, amount }, call)
        return { quote, error: null, waitedMs: now() - from, user }
      } catch (error) {
        return { quote: null, error: error as { code: string }, waitedMs: now() - from, user }
      }
    },
  }
}

/** The most that reached the provider in any second. */
export function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  let most = 0
  for (let from = 0, to = 0; to < sorted.length; to++) {
    while ((sorted[to] as number) - (sorted[from] as number) >= 1_000) from++
    most = Math.max(most, to - from + 1)
  }
  return most
}

/** What this part of them is not above. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
}
