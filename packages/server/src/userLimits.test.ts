import type { OrderView } from '@offrampkit/core/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '../test/engines/redis.ts'
import { alice, bob, harness, newId, wish } from '../test/harness.ts'
import { memoryShared } from './shared/memory.ts'
import { redisShared } from './shared/redis/redisShared.ts'
import type { SharedState } from './shared/shared.ts'

let redis: Awaited<ReturnType<typeof startRedis>>
beforeAll(async () => {
  redis = await startRedis()
}, 60_000)
afterAll(() => redis.stop())

const time = Date.UTC(2026, 10, 21)
const places: [string, (now: () => number) => SharedState][] = [
  ['memory', (now) => memoryShared({ now })],
  ['Redis', (now) => redisShared({ url: redis.url, prefix: newId(), now })],
]

describe.each(places)('over %s, one user', (_, open) => {
  /** Two instances over one store. */
  function instances(options: Parameters<typeof harness>[0]) {
    let passed = 0
    const now = () => time + passed
    const shared = open(now)
    const one = harness({ ...options, shared, now })
    const two = harness({ ...options, shared, now, store: one.store }, one.fake)
    return {
      one,
      two,
      shared,
      pass: (ms: number) => {
        passed += ms
      },
    }
  }
  const body = (as = alice) => ({
    requestId: newId(),
    provider: 'fake',
    request: wish,
    sender: as.addresses[0],
  })

  it('has so many orders made in ten minutes, on all instances together; the next when it is time', async () => {
    const { one, two, shared, pass } = instances({ userLimits: { orders: 4 } })
    const first = body()
    for (const each of [one, two, one, two]) await each.ok('createOrder', { body: body() })
    const refused = await one.send('createOrder', { body: first })
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited', moneyMoved: 'no' } })
    const seconds = Number(refused.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(100)
    expect(seconds).toBeLessThan(160)
    await two.ok('createOrder', { as: bob, body: body(bob) })
    pass(seconds * 1_000)
    await two.ok('createOrder', { body: first })
    // The same call again makes none.
    await one.ok('createOrder', { body: first })
    expect(await one.code('createOrder', { body: body() })).toBe('rate_limited')
    await shared.close()
  })

  it('has so many steps asked of providers', async () => {
    const { one, two, shared } = instances({ userLimits: { sessions: 3 } })
    const mine = await one.create()
    const path = { orderId: mine.orderId }
    for (const each of [one, two, one]) await each.ok('createSession', { path })
    expect(await two.code('createSession', { path })).toBe('rate_limited')
    expect(one.fake.calls.sessions).toBe(3)
    const theirs = await one.create({ as: bob })
    await two.ok('createSession', { as: bob, path: { orderId: theirs.orderId } })
    await shared.close()
  })

  it('who reads without end is told what is known, and the others are asked for', async () => {
    const { one, two, shared } = instances({ userReadsPerSecond: { fake: 4 } })
    const orders: OrderView[] = []
    for (let at = 0; at < 20; at++) orders.push(await one.create())
    const theirs = await one.create({ as: bob })
    for (const [at, { orderId }] of orders.entries())
      await (at % 2 ? one : two).ok('createSession', { path: { orderId } }).catch(() => undefined)
    await one.ok('createSession', { as: bob, path: { orderId: theirs.orderId } })
    const read = (at: number) =>
      (at % 2 ? one : two).ok<{ stale: boolean }>('getOrder', {
        path: { orderId: orders[at]?.orderId ?? '' },
      })
    const seen = await Promise.all(orders.map((_order, at) => read(at)))
    expect(seen.filter(({ stale }) => !stale)).toHaveLength(6)
    expect(one.fake.calls.reads).toBe(6)
    expect(await two.ok('getOrder', { as: bob, path: { orderId: theirs.orderId } })).toMatchObject({
      stale: false,
    })
    expect(one.errors).toEqual([])
    await shared.close()
  })
})

it('an app may set no limit, and none that is nonsense', () => {
  const none = { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY }
  expect(() => harness({ userLimits: none })).not.toThrow()
  for (const orders of [0, -1, 1.5, Number.NaN])
    expect(() => harness({ userLimits: { orders } })).toThrow(/userLimits\.orders/)
})
