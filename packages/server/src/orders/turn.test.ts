import type { OfframpSession, OrderView } from '@offrampkit/core/api'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../../test/engines/postgres.ts'
import { emptyPlace } from '../../test/engines/postgresPlace.ts'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { harness } from '../../test/harness.ts'
import { gate, makingProvider, unanswered } from '../../test/makingProvider.ts'
import type { OfframpHandlerOptions } from '../options.ts'
import { postgresStore } from '../stores/postgres/store.ts'
import type { Store } from '../stores/store.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.stop())

type After = NonNullable<OfframpHandlerOptions['after']>
const after: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
/** For whoever is to be told soon that it takes too long. */
const impatient: After = (ms, run) => after(Math.min(ms, 20), run)

/** On a machine that does much else at the same time. */
const patiently = { timeout: 20_000 }

/** Two instances over one PostgreSQL, each with a connection of its own, and a provider that makes a row whenever it is asked. */
async function twoInstances(
  changes: Partial<OfframpHandlerOptions> = {},
  wrap: (store: Store) => Store = (store) => store,
  afterOfSecond = after,
) {
  const place = emptyPlace(postgres)
  const open = () => postgresStore({ ...place, migrate: true, notify: false })
  const stores = [open(), open()] as const
  const making = makingProvider()
  const options = { providers: [making.create], after }
  const first = harness({ ...options, store: wrap(stores[0]), ...changes }, making.fake)
  const second = harness({ ...options, after: afterOfSecond, store: stores[1] }, making.fake)
  const { orderId } = await first.create()
  const path = { orderId }
  const step = (h: typeof first) => h.ok<OfframpSession>('createSession', { path })
  return {
    ...{ making, stores, first, second, orderId, path, step },
    read: () => second.ok<OrderView>('getOrder', { path }),
    /** As if whoever holds the turn had held it for a minute. */
    lapse: () => place.query(`UPDATE ${place.schema}.claims SET lapses_at = clock_timestamp()`),
    async [Symbol.asyncDispose]() {
      await Promise.all(stores.map((store) => store.close()))
    },
  }
}

describe('two instances that take a step of one order at once', () => {
  it('make one row: the second waits, and finds what the first one made', async () => {
    await using world = await twoInstances()
    const { making, first, second, orderId, step } = world
    const { open, opened } = gate()
    making.beforeAnswer = () => opened
    const answers = Promise.all([step(first), step(second), step(first), step(second)])
    await vi.waitFor(() => expect(making.rowsOf(orderId)).toHaveLength(1), patiently)
    open()
    expect(await answers).toEqual(Array.from({ length: 4 }, () => ({ kind: 'deposit', orderId })))
    expect(making.rowsOf(orderId)).toEqual(['made-1'])
    expect((await world.read()).status.kind).toBe('awaiting_deposit')
  })

  it('tell whoever has waited for long when to come back, and make nothing meanwhile', async () => {
    await using world = await twoInstances({}, undefined, impatient)
    const { making, first, second, orderId, path, step } = world
    const { open, opened } = gate()
    making.beforeMaking = () => opened
    const slow = step(first)
    await vi.waitFor(() => expect(making.asked).toBe(1), patiently)
    // Its clock is a day ahead: the store's counts.
    second.pass(20 * 3_600_000)
    const response = await second.send('createSession', { path })
    const { error } = (await response.json()) as { error: { code: string; retryAfterMs: number } }
    expect([response.status, error.code]).toEqual([409, 'order_busy'])
    expect(error.retryAfterMs).toBeGreaterThan(50_000)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(50)
    open()
    await slow
    expect(await step(second)).toEqual({ kind: 'deposit', orderId })
    expect(making.rowsOf(orderId)).toHaveLength(1)
  })

  it('make no second one after an answer was lost: what is there is looked for first', async () => {
    await using world = await twoInstances()
    const { making, first, second, orderId, path, step } = world
    making.beforeAnswer = async () => {
      throw unanswered()
    }
    expect(await first.code('createSession', { path })).toBe('provider_unavailable')
    making.fake.down = unanswered()
    expect(await second.code('createSession', { path })).toBe('provider_unavailable')
    expect(making.asked).toBe(1)
    making.fake.down = null
    expect(await step(second)).toEqual({ kind: 'deposit', orderId })
    expect(making.rowsOf(orderId)).toEqual(['made-1'])
  })

  it('make no second one when the first was killed after it asked', async () => {
    await using world = await twoInstances()
    const { making, first, second, orderId, step, lapse } = world
    const { open, opened } = gate()
    making.beforeAnswer = () => opened
    const killed = step(first)
    await vi.waitFor(() => expect(making.rowsOf(orderId)).toHaveLength(1), patiently)
    await lapse()
    expect(await step(second)).toEqual({ kind: 'deposit', orderId })
    expect(making.asked).toBe(1)
    // What comes back from the dead is news like any other.
    open()
    await killed
    expect((await world.read()).status.kind).toBe('awaiting_deposit')
    expect(making.rowsOf(orderId)).toHaveLength(1)
  })

  it('ask for nothing when they were frozen between the turn and the question', async () => {
    let time = 0
    await using world = await twoInstances({ now: () => Date.UTC(2026, 10, 21) + time }, (store) => ({
      ...store,
      async claim(name, holder, ms) {
        const outcome = await store.claim(name, holder, ms)
        if (outcome.status === 'claimed' && ms > 0 && name.startsWith('step:')) time += 31_000
        return outcome
      },
    }))
    const { making, first, second, orderId, path, step } = world
    expect(await first.code('createSession', { path })).toBe('order_busy')
    expect(making.asked).toBe(0)
    expect(await step(second)).toEqual({ kind: 'deposit', orderId })
  })

  it('make no second one while the database is restarted under them', async () => {
    await using world = await twoInstances({}, undefined, impatient)
    const { making, first, second, orderId, path, step, lapse } = world
    making.beforeAnswer = async () => {
      await postgres.halt('QUIT')
    }
    expect(await first.code('createSession', { path })).toBe('store_failed')
    await postgres.resume()
    making.beforeAnswer = async () => undefined
    // The claim outlived the database; nobody could let go of it.
    expect(await second.code('createSession', { path })).toBe('order_busy')
    await lapse()
    expect(await step(second)).toEqual({ kind: 'deposit', orderId })
    expect(making.rowsOf(orderId)).toEqual(['made-1'])
  })

  it('need not look, nor wait, after a refusal', async () => {
    await using world = await twoInstances()
    const { making, first, second, orderId, path, step } = world
    const readsOf = () => making.fake.calls.reads
    making.beforeMaking = async () => {
      throw Object.assign(unanswered(), { code: 'provider_rejected' })
    }
    expect(await first.code('createSession', { path })).toBe('provider_rejected')
    making.beforeMaking = async () => undefined
    const before = readsOf()
    expect(await step(second)).toEqual({ kind: 'deposit', orderId })
    expect(readsOf()).toBe(before)
  })
})

describe('while a step is under way on one instance', () => {
  it('an order that is given up on another one is taken back at the provider once the row is there', async () => {
    await using world = await twoInstances()
    const { making, first, second, orderId, path } = world
    const { open, opened } = gate()
    making.beforeMaking = () => opened
    const opening = first.code('createSession', { path })
    await vi.waitFor(() => expect(making.asked).toBe(1), patiently)
    const cancelling = second.code('cancelOrder', { path })
    // From the first moment on, for whoever reads it.
    await vi.waitFor(async () => expect((await world.read()).status.kind).toBe('cancelled'), patiently)
    expect(making.fake.calls.cancels).toBe(0)
    open()
    expect(await opening).toBe('order_ended')
    expect(await cancelling).toBe('ok 200')
    expect(making.fake.rows.get(orderId)).toMatchObject([{ rowId: 'made-1', state: 'cancelled' }])
  })

  it('a deposit that another device reserves keeps its page closed', async () => {
    const fake = fakeProvider()
    let meanwhile = async () => undefined as unknown
    const create: ServerProviderFactory = (context) => {
      const provider = fake.create(context)
      const createSession: typeof provider.createSession = async (order, call) => {
        await meanwhile()
        return await provider.createSession(order, call)
      }
      return { ...provider, createSession }
    }
    const h = harness({ providers: [create] }, fake)
    const order = await h.ready()
    const path = { orderId: order.orderId }
    meanwhile = () => h.ok('reserveDeposit', { path, body: { attempt: h.attemptFor(order) } })
    expect(await h.ok('createSession', { path })).toEqual({ kind: 'follow', ...path })
    expect(fake.calls.sessions).toBe(2)
  })
})
