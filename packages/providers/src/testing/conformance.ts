import { type AssetRegistry, isOfframpError } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { merge, noFacts, type Order, type OrderEvent, statusOf } from '@offrampkit/core/order'
import type { ServerProvider } from '@offrampkit/core/provider'
import { mutate, seeded } from './mutate.ts'

/** What the suite needs of a test runner: vitest's own functions fit. */
export interface TestRunner {
  describe(name: string, body: () => void): void
  test(name: string, body: () => void | Promise<void>, timeout?: number): void
  /** Fails with the message when the condition does not hold. */
  ok(condition: boolean, message: string): void
}

/** A provider under test. Nothing here reaches a network. */
export interface ProviderUnderTest {
  /** The provider over this fetch, at the time `now` and over `registry`. */
  create(fetch: typeof globalThis.fetch): ServerProvider
  registry: AssetRegistry
  /** An order without facts, of one of the provider's flows, made a little before `now`. */
  order: Order
  now: number
  /** An answer to `readOrder` after which `order` can be paid. JSON text. */
  payable: string
  /** `payable` with a status that the provider does not have. */
  unknownStatus: string
  /** Answers to other calls, with the call. */
  answers: readonly { name: string; body: string; call(provider: ServerProvider): Promise<unknown> }[]
  /** Words of the provider's own API that must not leave its folder: status and field names. */
  ownWords: readonly string[]
  /** Mutations for each answer. Default 300. */
  mutations?: number
}

/** Statuses that no answer other than an intact one may lead to. */
const advanced = new Set(['paid', 'credited', 'processing', 'received', 'failed', 'cancelled'])

const answerWith =
  (body: string, status = 200): typeof globalThis.fetch =>
  async () =>
    new Response(body, { status })

/**
 * What every provider must hold. Run it on your own, in your own tests.
 *
 * @example
 * ```ts
 * describeProviderConformance(
 *   { describe, test, ok: (condition, message) => expect(condition, message).toBe(true) },
 *   { create, registry, order, now, payable, unknownStatus, answers, ownWords },
 * )
 * ```
 */
export function describeProviderConformance(runner: TestRunner, under: ProviderUnderTest): void {
  const { describe, test, ok } = runner
  const { order, registry, now } = under
  const read = (body: string, status?: number) => under.create(answerWith(body, status)).readOrder(order, {})
  // The user has come back: some providers' rows count only then.
  const came = merge(noFacts, { type: 'returned', at: now, source: 'browser' })
  const after = (events: readonly OrderEvent[]): Order => ({ ...order, facts: events.reduce(merge, came) })

  describe('provider conformance', () => {
    test('its flows are named after it and have rules', () => {
      const provider = under.create(answerWith('{}'))
      ok(provider.flows.length > 0, 'it has a flow')
      for (const flow of provider.flows) {
        ok(flow.provider === provider.id, `${flow.id} belongs to ${provider.id}`)
        ok(flow.id.startsWith(`${provider.id}/`), `${flow.id} is named after ${provider.id}`)
        const rules = provider.rules[flow.id]
        ok(rules !== undefined, `${flow.id} has rules`)
        ok(rules?.frozen.includes('to') === true, `${flow.id} freezes the address`)
      }
    })

    test('a payable row binds, once', async () => {
      const events = await read(under.payable)
      const binding = bindDeposit(after(events), registry, now)
      ok(binding.state === 'ready', `the binding is ${binding.state}`)
      const again = bindDeposit(after([...events, ...(await read(under.payable))]), registry, now)
      ok(again.state === 'ready', 'hearing it twice changes nothing')
    })

    test('an unknown status neither advances nor binds', async () => {
      const heard = after(await read(under.unknownStatus))
      ok(!advanced.has(statusOf(heard, now).kind), `the status is ${statusOf(heard, now).kind}`)
      ok(bindDeposit(heard, registry, now).state !== 'ready', 'it is not paid')
    })

    test('none of its own words leave it', async () => {
      const told = JSON.stringify(await read(under.payable))
      for (const word of under.ownWords) ok(!told.includes(word), `${word} is kept inside`)
    })

    test('mutated rows throw only typed errors, and lead nowhere else', async () => {
      const intact = bindDeposit(after(await read(under.payable)), registry, now)
      const to = intact.state === 'ready' ? intact.instruction.to : null
      for (const [seed, body] of mutations(under.payable)) {
        const events = await settle(() => read(body), ok, seed)
        const heard = after(events ?? [])
        const { kind } = statusOf(heard, now)
        ok(!advanced.has(kind), `seed ${seed}: the status is ${kind}`)
        const binding = bindDeposit(heard, registry, now)
        if (binding.state === 'ready')
          ok(binding.instruction.to === to, `seed ${seed}: another address was bound`)
      }
    }, 60_000)

    for (const { name, body, call } of under.answers)
      test(`mutated answers throw only typed errors: ${name}`, async () => {
        for (const [seed, mutated] of mutations(body))
          await settle(() => call(under.create(answerWith(mutated))), ok, seed)
      }, 60_000)

    test('every error status is a typed error, and no network is one too', async () => {
      for (const status of [400, 401, 403, 409, 418, 429, 500, 502, 503])
        for (const body of ['', '<html>', 'null', under.payable]) {
          const events = await settle(() => read(body, status), ok, status)
          ok(events === null, `${status} is an error`)
        }
      const offline = under.create(async () => {
        throw new TypeError('fetch failed')
      })
      ok((await settle(() => offline.readOrder(order, {}), ok, 0)) === null, 'no network is an error')
    })

    function* mutations(body: string): Generator<[number, string]> {
      for (let seed = 1; seed <= (under.mutations ?? 300); seed += 1) yield [seed, mutate(body, seeded(seed))]
    }
  })
}

/** The value, or `null` for a typed error; anything else that is thrown fails the test. */
async function settle<value>(
  work: () => Promise<value>,
  ok: TestRunner['ok'],
  seed: number,
): Promise<value | null> {
  try {
    return await work()
  } catch (error) {
    ok(isOfframpError(error), `seed ${seed}: ${String(error)} is not an OfframpError`)
    return null
  }
}
