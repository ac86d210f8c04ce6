import assert from 'node:assert/strict'
import { intervalOf, type SharedState } from '../shared/shared.ts'
import type { TestFunctions } from './storeConformance.ts'

/** Shared state for one test, with nothing in it. */
export interface SharedUnderTest {
  shared: SharedState
  /** What another instance has: another connection to the same. Leave it out where there can be none (memory). */
  again?: () => Promise<SharedState>
  /** After the test. All are closed by then. */
  dispose?: () => Promise<void> | void
}

type Check = (under: {
  shared: SharedState
  other: SharedState
  /** Moves the clock. */
  pass: (ms: number) => void
}) => Promise<void>

const pace = { perSecond: 8, withinMs: 5_000 }
const step = intervalOf(8)
const change = { orderId: 'AAAAAAAAAAAAAAAAAAAAAA', version: 7 }

/** Resolves once this version is heard of. What was told before may still be on its way. */
const hears = (shared: SharedState, version: number) =>
  new Promise<unknown>((resolve) =>
    shared.listen({ onChange: (one) => one.version === version && resolve(one), onGap: () => undefined }),
  )

const checks: Readonly<Record<string, Check>> = {
  'takes at once, then one after another': async ({ shared, other }) => {
    assert.deepEqual(await shared.take('a', pace), { taken: true, waitMs: 0 })
    assert.deepEqual(await other.take('a', pace), { taken: true, waitMs: step })
    assert.deepEqual(await shared.take('a', pace), { taken: true, waitMs: 2 * step })
    assert.deepEqual(await shared.take('b', pace), { taken: true, waitMs: 0 })
  },
  'gives no more than the rate in any second, however it is asked': async ({ shared, other, pass }) => {
    const used: number[] = []
    let time = 0
    for (let turn = 0; turn < 60; turn++) {
      for (const one of [shared, other]) {
        const { taken, waitMs } = await one.take('a', { ...pace, withinMs: 500 })
        if (taken) used.push(time + waitMs)
      }
      const ms = (turn * 37) % 211
      pass(ms)
      time += ms
    }
    const sorted = used.toSorted((a, b) => a - b)
    for (const [at, from] of sorted.entries())
      assert.ok((sorted[at + 8] ?? Number.POSITIVE_INFINITY) - from > 1_000)
    assert.ok(used.length >= Math.floor(time / step))
  },
  'takes nothing that is too far away': async ({ shared, pass }) => {
    for (let i = 0; i < 4; i++) await shared.take('a', pace)
    const near = { ...pace, withinMs: step }
    assert.deepEqual(await shared.take('a', near), { taken: false, waitMs: 4 * step })
    assert.deepEqual(await shared.take('a', near), { taken: false, waitMs: 4 * step })
    pass(3 * step)
    assert.deepEqual(await shared.take('a', near), { taken: true, waitMs: step })
  },
  'takes several at once, and moves with what was used late': async ({ shared, pass }) => {
    await shared.take('a', { ...pace, tokens: 3 })
    assert.deepEqual(await shared.take('a', pace), { taken: true, waitMs: 3 * step })
    assert.deepEqual(await shared.take('a', { ...pace, lateMs: 40 }), { taken: true, waitMs: 4 * step + 40 })
    // Told without taking anything.
    await shared.take('a', { ...pace, tokens: 0, lateMs: 30 })
    assert.deepEqual(await shared.take('a', pace), { taken: true, waitMs: 5 * step + 70 })
    await shared.take('b', pace)
    pass(1_000)
    assert.deepEqual(await shared.take('b', { ...pace, lateMs: 1_000 }), { taken: true, waitMs: step })
  },
  'pauses, and a shorter pause does not end a longer one': async ({ shared, other, pass }) => {
    await shared.pause('a', 20_000)
    await other.pause('a', 1_000)
    assert.deepEqual(await other.take('a', pace), { taken: false, waitMs: 20_000 })
    assert.deepEqual(await other.take('b', pace), { taken: true, waitMs: 0 })
    pass(19_000)
    assert.deepEqual(await shared.take('a', pace), { taken: true, waitMs: 1_000 })
    pass(30_000)
    assert.deepEqual(await other.take('a', pace), { taken: true, waitMs: 0 })
  },
  'keeps a value fresh, then stale, then not at all': async ({ shared, other, pass }) => {
    assert.equal(await shared.read('k'), null)
    await shared.keep('k', 'a "value" of ünïcode', { freshMs: 4_000, staleMs: 20_000 })
    assert.deepEqual(await other.read('k'), { value: 'a "value" of ünïcode', stale: false })
    pass(4_000)
    assert.deepEqual(await other.read('k'), { value: 'a "value" of ünïcode', stale: true })
    await other.keep('k', 'newer', { freshMs: 4_000, staleMs: 20_000 })
    assert.deepEqual(await shared.read('k'), { value: 'newer', stale: false })
    pass(20_000)
    assert.equal(await shared.read('k'), null)
  },
  'lets one hold a name, until it is released or its time is over': async ({ shared, other, pass }) => {
    const held = await shared.hold('h', 1_000)
    assert.ok(held)
    assert.equal(await other.hold('h', 1_000), null)
    assert.ok(await other.hold('another', 1_000))
    await held.release()
    const second = await other.hold('h', 1_000)
    assert.ok(second)
    await held.release()
    assert.equal(await held.renew(), false)
    assert.equal(await shared.hold('h', 1_000), null)
    pass(1_000)
    assert.ok(await shared.hold('h', 1_000))
    assert.equal(await second.renew(), false)
  },
  'holds go on when they are renewed, and there are as many as were asked for': async (under) => {
    const { shared, other, pass } = under
    const first = await shared.hold('h', 1_000, 2)
    const second = await other.hold('h', 1_000, 2)
    assert.ok(first && second)
    assert.equal(await shared.hold('h', 1_000, 2), null)
    pass(900)
    assert.equal(await first.renew(), true)
    pass(900)
    assert.ok(await other.hold('h', 1_000, 2))
    assert.equal(await shared.hold('h', 1_000, 2), null)
    assert.equal(await second.renew(), false)
  },
  'one of fifty that want to hold does': async ({ shared, other }) => {
    const held = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 2 ? shared : other).hold('h', 1_000)),
    )
    assert.equal(held.filter((one) => one !== null).length, 1)
  },
  'counts, and starts anew': async ({ shared, other, pass }) => {
    assert.equal(await shared.count('c', 1_000), 1)
    pass(900)
    assert.equal(await other.count('c', 1_000), 2)
    pass(100)
    assert.equal(await other.count('c', 1_000), 1)
    assert.equal(await shared.count('d', 1_000), 1)
  },
  'tells what was written to whoever listens, and stops': async ({ shared, other }) => {
    const heard: unknown[] = []
    const stop = other.listen({ onChange: (one) => heard.push(one), onGap: () => undefined })
    const told = hears(other, 7)
    await shared.publish(change)
    assert.deepEqual(await told, change)
    assert.deepEqual(heard, [change])
    stop()
    const both = Promise.all([hears(shared, 8), hears(other, 8)])
    await other.publish({ ...change, version: 8 })
    assert.deepEqual(await both, [
      { ...change, version: 8 },
      { ...change, version: 8 },
    ])
    assert.deepEqual(heard, [change])
  },
}

/**
 * What every {@link SharedState} must do, as tests.
 *
 * @param name - of the implementation, for the report
 * @param open - makes an empty one for each test, over the clock that it is handed
 * @param functions - your test runner's
 * @example
 * ```ts
 * describeSharedConformance('my cache', async (now) => ({ shared: myShared({ now }) }), { describe, it })
 * ```
 */
export function describeSharedConformance(
  name: string,
  open: (now: () => number) => Promise<SharedUnderTest>,
  { describe, it }: TestFunctions,
): void {
  describe(`${name} as shared state`, () => {
    for (const [demand, check] of Object.entries(checks))
      it(demand, async () => {
        let time = Date.UTC(2026, 10, 21)
        const { shared, again, dispose } = await open(() => time)
        const other = again ? await again() : shared
        try {
          const pass = (ms: number) => {
            time += ms
          }
          await check({ shared, other, pass })
        } finally {
          await shared.close()
          if (other !== shared) await other.close()
          await dispose?.()
        }
      })
  })
}
