import { isOfframpError } from '@offrampkit/core'
import { merge, type Order, type OrderEvent } from '@offrampkit/core/order'
import type { CallContext, ProviderMarks, ServerProvider, SessionResult } from '@offrampkit/core/provider'
import type { ProviderUnderTest } from './underTest.ts'

type Fetch = typeof globalThis.fetch

/** What a rule works with. */
export interface Bench {
  under: ProviderUnderTest
  call: CallContext
  /** The order when the provider has a row of it. */
  known: Order
  /** Their word for a row that can be paid. */
  payable: string
  /** A new instance of the provider. */
  create(fetch: Fetch, marks?: ProviderMarks): ServerProvider
  /** What the provider says of a row with this word. */
  read(status: string): Promise<readonly OrderEvent[]>
  /** The order after these events. The user has come back: some providers' rows count only then. */
  heard(events: readonly OrderEvent[], of?: Order): Order
  /** Every call of the contract that the provider takes, each with the word of the row that it finds. */
  calls(provider: ServerProvider): readonly BenchCall[]
}

/** One call of the contract. */
export interface BenchCall {
  name: string
  /** The row that stands at the provider. */
  status: string | null
  run(provider: ServerProvider, signal?: AbortSignal): Promise<unknown>
}

/** A word that no provider has. */
export const unheardOf = 'A_WORD_NOBODY_KNOWS'

/** A hash that looks like any other. */
export const someHash = `0x${'a1'.repeat(32)}`

/** Thrown where a rule is broken. The message says what was expected and what was there instead. */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken'
}

/** @throws RuleBroken unless it holds */
export function must(held: boolean, expected: string): asserts held {
  if (!held) throw new RuleBroken(expected)
}

/** The value, or the typed error. @throws RuleBroken for any other error */
export async function settle<value>(work: () => Promise<value>, where: string): Promise<Settled<value>> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof RuleBroken) throw error
    must(isOfframpError(error), `${where}: an OfframpError; thrown was ${String(error).slice(0, 200)}`)
    return { error }
  }
}

export type Settled<value> = { value: value; error?: never } | { value?: never; error: unknown }

export function createBench(under: ProviderUnderTest): Bench {
  const { order, registry, now, known = order } = under
  const call: CallContext = {
    clientIp: '203.0.113.9',
    returnUrl: 'https://app.example/return',
    ...under.call,
  }
  const came = { type: 'returned', at: now, source: 'browser' } as const
  const waits = ([, state]: [string, string]) => (order.rules.states as readonly string[]).includes(state)
  const payable = Object.entries(under.statuses).find(waits)?.[0] ?? ''
  const create: Bench['create'] = (fetch, marks = freshMarks()) =>
    under.factory({
      registry,
      fetch,
      now: () => now,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      marks,
    })
  return {
    under,
    call,
    known,
    payable,
    create,
    read: async (status) => await create(under.upstream(status).fetch).readOrder(known, {}),
    heard: (events, of = known) => ({ ...of, facts: [came, ...events].reduce(merge, of.facts) }),
    calls(provider) {
      const { request, flow } = order
      const { country, subdivision } = request
      const place = { country, ...(subdivision === undefined ? {} : { subdivision }) }
      const { continueSession, cancelOrder, confirmDeposit } = provider
      const able = provider.flows.find(({ id }) => id === flow)?.capabilities
      const on = (name: string, status: string | null, run: BenchCall['run']): BenchCall => ({
        name,
        status,
        run,
      })
      const steps = continueSession ? (under.values ?? []) : []
      return [
        on('getOptions', null, (p, signal) => p.getOptions({ provider: p.id, ...place }, cut(signal))),
        on('getQuote', null, (p, signal) => p.getQuote(request, cut(signal))),
        on('createSession', null, (p, signal) => p.createSession(order, { ...call, ...cut(signal) })),
        ...steps.map((values, at) =>
          on(`continueSession ${at + 1}`, null, async (p, signal) =>
            p.continueSession?.(order, values, { ...call, ...cut(signal) }),
          ),
        ),
        on('readOrder', payable, (p, signal) => p.readOrder(known, cut(signal))),
        ...(cancelOrder && able?.cancel
          ? [on('cancelOrder', payable, async (p, signal) => p.cancelOrder?.(known, cut(signal)))]
          : []),
        ...(confirmDeposit && able?.confirm === 'api'
          ? [
              on('confirmDeposit', payable, async (p, signal) =>
                p.confirmDeposit?.(known, someHash, cut(signal)),
              ),
            ]
          : []),
      ]
    },
  }
}

const cut = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

/** A flow may have no price beforehand, and says so. */
export function ifPriceless(error: unknown): undefined {
  if (!isOfframpError(error) || error.code !== 'unsupported_operation') throw error
}

/** The events in whatever a call answered with. */
export function eventsIn(answer: unknown): readonly OrderEvent[] {
  if (Array.isArray(answer)) return answer as OrderEvent[]
  return (answer as Partial<SessionResult> | undefined)?.events ?? []
}

/** Marks that outlive a provider, as those of a host do. */
export function freshMarks(): ProviderMarks {
  const taken = new Set<string>()
  return {
    has: async (key) => taken.has(key),
    async take(key) {
      const first = !taken.has(key)
      taken.add(key)
      return first
    },
  }
}

/** A `fetch` that counts, and may do something else with the nth call. */
export function counting(
  fetch: Fetch,
  instead?: (nth: number, ...ask: Parameters<Fetch>) => Promise<Response>,
) {
  const asked: { url: string; body: string }[] = []
  const counted: Fetch = async (input, init) => {
    asked.push({ url: String(input), body: typeof init?.body === 'string' ? init.body : '' })
    return instead ? await instead(asked.length, input, init) : await fetch(input, init)
  }
  return { asked, fetch: counted }
}
