import type { OfframpError } from '@offrampkit/core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startRedis, type TestRedis } from '../../test/engines/redis.ts'
import { handTimers } from '../../test/handTimers.ts'
import { harness } from '../../test/harness.ts'
import { memoryShared } from '../shared/memory.ts'
import { redisShared } from '../shared/redis/redisShared.ts'
import type { SharedState } from '../shared/shared.ts'
import { createNewsHub } from './hub.ts'
import { createStreams } from './streams.ts'

let redis: TestRedis
beforeAll(async () => {
  redis = await startRedis()
})
const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})
afterAll(() => redis?.stop())

const most = 3
let prefixes = 0

/** Instances over one Redis, whose time a test moves. */
async function someInstances() {
  let time = Date.UTC(2026, 10, 21)
  const prefix = `cap${prefixes++}`
  const instances = await Promise.all(
    [0, 1, 2].map(async () => {
      const shared = redisShared({ url: redis.url, prefix, now: () => time })
      endings.push(() => shared.close())
      await shared.ready()
      return instanceOver(shared)
    }),
  )
  const [one, other, third] = instances as [Instance, Instance, Instance]
  /** In steps of heartbeats, which find their readers. */
  const pass = async (seconds: number, living: readonly Instance[] = instances) => {
    for (let left = seconds; left > 0; left -= 15) {
      time += 15_000
      for (const instance of living) await instance.beat()
    }
  }
  return { one, other, third, pass }
}

type Instance = ReturnType<typeof instanceOver>

function instanceOver(shared: SharedState) {
  const timers = handTimers()
  const streams = createStreams({
    ...{ news: createNewsHub(), after: timers.after, random: () => 0 },
    ...{ lifetimeMs: 600_000, perUser: most, total: 100 },
    hold: (userId, ms) => shared.hold(`user:streams:${userId}`, ms, most),
  })
  const readers = new Set<ReadableStreamDefaultReader<Uint8Array>>()
  /** `null` while all places are taken; otherwise what closes it and what it has said since. */
  const open = async (orderId: string, userId = 'alice') => {
    try {
      const stream = await streams.open({
        ...{ orderId, userId, known: null, version: async () => 1, mayListen: async () => true },
        signal: new AbortController().signal,
      })
      const reader = stream.getReader()
      const said: string[] = []
      readers.add(reader)
      void (async () => {
        for (;;) {
          const { done, value } = await reader.read()
          if (done) return said.push('the end')
          said.push(new TextDecoder().decode(value))
        }
      })()
      return { close: () => reader.cancel(), said }
    } catch (error) {
      if ((error as OfframpError).code !== 'rate_limited') throw error
      return null
    }
  }
  /** Fifteen seconds, and then what was said to the shared state has been answered. */
  const beat = async () => {
    timers.pass(15)
    // The same connection answers one call after the other.
    for (let turns = 0; turns < 3; turns++) await shared.read('nothing')
  }
  return { open, beat, streams, shared }
}

it('a user has so many streams at all instances, and another one as many', async () => {
  const { one, other } = await someInstances()
  const first = await one.open('a')
  for (const [instance, orderId] of [
    [one, 'b'],
    [other, 'c'],
  ] as const)
    expect(await instance.open(orderId)).not.toBeNull()
  expect([await one.open('d'), await other.open('d')]).toEqual([null, null])
  for (const orderId of ['a', 'b', 'c']) expect(await other.open(orderId, 'bob')).not.toBeNull()
  expect(await one.open('d', 'bob')).toBeNull()
  expect([one.streams.size, other.streams.size]).toEqual([2, 4])

  await first?.close()
  await expect.poll(() => other.open('d')).not.toBeNull()
  expect(await one.open('e')).toBeNull()
})

it('of a hundred that are opened at once at both, so many are', async () => {
  const { one, other } = await someInstances()
  const opened = await Promise.all(
    Array.from({ length: 100 }, (_, at) => (at % 2 ? one : other).open(`order ${at}`)),
  )
  expect(opened.filter((stream) => stream !== null)).toHaveLength(most)
})

it('when all are taken, the oldest of the same order at this instance makes room', async () => {
  const { one, other } = await someInstances()
  await other.open('b')
  const oldest = await one.open('a')
  await one.open('a')
  expect(await one.open('a')).not.toBeNull()
  await expect.poll(() => oldest?.said.at(-1)).toBe('the end')
  expect(oldest?.said.at(-2)).toBe('retry: 60000\n\n')
  expect(await one.open('c')).toBeNull()
  expect([one.streams.size, other.streams.size]).toEqual([2, 1])
})

it('those of an instance that was killed are free after two minutes, and those of one that lives are not', async () => {
  const { one, other, third, pass } = await someInstances()
  await one.open('a')
  await one.open('b')
  await other.open('c')
  // From here on nothing of the first one renews anything.
  await pass(105, [other])
  expect(await third.open('d')).toBeNull()
  await pass(30, [other])
  expect(await third.open('d')).not.toBeNull()
  expect(await third.open('e')).not.toBeNull()
  expect(await third.open('f')).toBeNull()
  await pass(300, [other, third])
  expect(await third.open('f')).toBeNull()
})

it('a server that stops lets go of all of them', async () => {
  const { one, other } = await someInstances()
  for (const orderId of ['a', 'b', 'c']) await one.open(orderId)
  one.streams.close()
  await expect.poll(() => other.open('d')).not.toBeNull()
})

it('without Redis each instance counts for itself; once it is back and those have ended, all count together', async () => {
  const { one, other, pass } = await someInstances()
  for (const orderId of ['a', 'b', 'c']) expect(await one.open(orderId)).not.toBeNull()
  expect(await other.open('d')).toBeNull()
  await redis.halt()
  const extra: Awaited<ReturnType<Instance['open']>>[] = []
  for (const orderId of ['d', 'e', 'f']) extra.push(await other.open(orderId))
  expect(extra).not.toContain(null)
  expect(await other.open('g')).toBeNull()
  await pass(120)
  expect([one.streams.size, other.streams.size]).toEqual([3, 3])

  await redis.resume()
  // What was opened meanwhile is counted together again with its next stream, and no stream lives for longer than this.
  await pass(600)
  expect([one.streams.size, other.streams.size]).toEqual([0, 0])
  const reached = async () => {
    await pass(15)
    await Promise.all([one.shared.count('by the first', 60_000), other.shared.count('by the second', 60_000)])
    return await redis.say('DBSIZE')
  }
  await expect.poll(reached).toBe(2)
  expect(await one.open('a')).not.toBeNull()
  expect([await other.open('b'), await other.open('c')]).not.toContain(null)
  expect([await one.open('d'), await other.open('d')]).toEqual([null, null])
})

it('a stream whose place was lost, as what is shared forgot everything, takes another or ends', async () => {
  const shared = memoryShared()
  let forgotten = false
  const instance = instanceOver({
    ...shared,
    async hold(name, ms, places) {
      const held = await shared.hold(forgotten ? `${name} anew` : name, ms, places)
      return held && { ...held, renew: async () => !forgotten && (await held.renew()) }
    },
  })
  const opened = [await instance.open('a'), await instance.open('b'), await instance.open('c')]
  forgotten = true
  // Somebody else was faster.
  await shared.hold('user:streams:alice anew', 600_000, most)
  for (let beats = 0; beats < 5; beats++) await instance.beat()
  expect(instance.streams.size).toBe(2)
  expect(opened.filter((one) => one?.said.includes('retry: 60000\n\n'))).toHaveLength(1)
})

it('a user at the cap is told at once, though what is shared is slow to let go of the places of fifty others', async () => {
  const shared = memoryShared()
  let slow = false
  const instance = instanceOver({
    ...shared,
    async hold(name, ms, places) {
      const held = await shared.hold(name, ms, places)
      return held && { ...held, release: () => (slow ? new Promise(() => {}) : held.release()) }
    },
  })
  for (const orderId of ['a', 'b', 'c']) await instanceOver(shared).open(orderId)
  const others = await Promise.all(Array.from({ length: 50 }, (_, at) => instance.open('x', `user ${at}`)))
  slow = true
  for (const other of others) await other?.close()
  expect(await instance.open('d')).toBeNull()
  expect(await instance.open('d', 'another')).not.toBeNull()
})

it('handlers that are given the same shared state count together', async () => {
  const shared = memoryShared()
  const options = { shared, streamLimits: { perUser: 1 } }
  const [one, other] = [harness(options), harness(options)]
  const [mine, theirs] = [await one.ready(), await other.ready()]
  const watch = (h: typeof one, orderId: string) => h.send('watchOrder', { path: { orderId } })
  const first = await watch(one, mine.orderId)
  expect(first.status).toBe(200)
  const second = await watch(other, theirs.orderId)
  expect(second.status).toBe(429)
  expect(second.headers.get('retry-after')).toBe('60')
  await first.body?.cancel()
  await expect.poll(async () => (await watch(other, theirs.orderId)).status).toBe(200)
})
