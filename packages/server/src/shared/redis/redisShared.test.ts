import { createId } from '@offrampkit/core/order'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRedis, type TestRedis } from '../../../test/engines/redis.ts'
import { startProxy } from '../../../test/faults/tcpProxy.ts'
import { describeSharedConformance } from '../../testing/sharedConformance.ts'
import { intervalOf } from '../shared.ts'
import { type RedisSharedOptions, redisShared } from './redisShared.ts'

let redis: TestRedis
let names = 0
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

async function open(options: Partial<RedisSharedOptions> = {}) {
  const shared = redisShared({ url: redis.url, prefix: `test-${names}`, ...options })
  await shared.ready()
  return shared
}

describeSharedConformance(
  'Redis',
  async (now) => {
    names += 1
    return { shared: await open({ now }), again: () => open({ now }) }
  },
  { describe, it },
)

describe('Redis by its own clock', () => {
  it('gives one token at once and the next after the interval', async () => {
    names += 1
    const shared = await open()
    const pace = { perSecond: 8, withinMs: 5_000 }
    expect(await shared.take('a', pace)).toEqual({ taken: true, waitMs: 0 })
    const { waitMs } = await shared.take('a', pace)
    expect(waitMs).toBeGreaterThan(0)
    expect(waitMs).toBeLessThanOrEqual(intervalOf(8))
    await shared.close()
  })
})

describe('while Redis is gone', () => {
  const pace = { perSecond: 8, withinMs: 5_000 }

  it('goes on alone with a part of the rate, says so once, and comes back with news that may have been missed', async () => {
    names += 1
    let time = 1_000_000
    const errors: string[] = []
    const shared = await open({ now: () => time, onError: (error) => errors.push(error.message) })
    const other = await open({ now: () => time })
    await shared.take('a', pace)
    await redis.halt()
    // What had been taken together counts for another second.
    expect(await shared.take('a', pace)).toEqual({ taken: false, waitMs: 1_000 })
    time += 1_000
    expect(await shared.take('a', pace)).toEqual({ taken: true, waitMs: 0 })
    expect(await shared.take('a', pace)).toEqual({ taken: true, waitMs: intervalOf(2) })
    await shared.keep('k', 'mine', { freshMs: 4_000, staleMs: 9_000 })
    expect(await shared.read('k')).toEqual({ value: 'mine', stale: false })
    expect(await shared.hold('h', 1_000)).not.toBeNull()
    expect(await shared.hold('h', 1_000)).toBeNull()
    expect(await shared.count('c', 1_000)).toBe(1)
    await shared.publish({ orderId: createId((n) => new Uint8Array(n)), version: 2 })
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain('No order is touched.')

    const missed = new Promise<void>((resolve) =>
      shared.listen({ onChange: () => undefined, onGap: resolve }),
    )
    const back = new Promise<void>((resolve) => other.listen({ onChange: () => undefined, onGap: resolve }))
    await redis.resume()
    await Promise.all([missed, back])
    await expect
      .poll(async () => {
        time += 1_000
        await shared.keep('k', 'shared', { freshMs: 4_000, staleMs: 9_000 })
        return await other.read('k')
      })
      .toEqual({ value: 'shared', stale: false })
    await shared.close()
    await other.close()
  })

  it('does not wait for one that accepts connections and says nothing', async () => {
    const { createServer } = await import('node:net')
    const sockets = new Set<import('node:net').Socket>()
    const silent = createServer((socket) => sockets.add(socket))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as import('node:net').AddressInfo
    const errors: string[] = []
    const shared = redisShared({
      url: `redis://127.0.0.1:${port}`,
      onError: (error) => errors.push(error.code),
    })
    const { taken } = await shared.take('a', pace)
    expect(taken).toBe(false)
    expect(await shared.read('k')).toBeNull()
    expect(errors).toEqual(['store_failed'])
    await shared.close()
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => silent.close(resolve))
  })

  it('makes its connections anew when they have died without a word', async () => {
    names += 1
    const { connect, createServer } = await import('node:net')
    const sockets = new Set<import('node:net').Socket>()
    let made = 0
    const proxy = createServer((inner) => {
      made += 1
      const outer = connect(redis.port, '127.0.0.1')
      inner.pipe(outer).pipe(inner)
      for (const socket of [inner, outer]) {
        sockets.add(socket)
        socket.on('error', () => undefined)
      }
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as import('node:net').AddressInfo
    let time = 1_000_000
    const shared = await open({ url: `redis://127.0.0.1:${port}`, now: () => time })
    expect(made).toBe(2)
    // From here on nothing passes, and nobody is told.
    for (const socket of sockets) socket.unpipe()
    for (const socket of sockets) socket.pause()
    for (let i = 0; i < 3; i++) {
      await shared.read('k')
      time += 1_000
    }
    await expect.poll(() => made).toBe(4)
    const gap = new Promise<void>((resolve) => shared.listen({ onChange: () => undefined, onGap: resolve }))
    await gap
    await expect
      .poll(async () => {
        time += 1_000
        return (await shared.take('a', pace)).taken
      })
      .toBe(true)
    const other = await open({ now: () => time })
    await expect.poll(async () => (await other.take('a', pace)).waitMs).toBeGreaterThan(0)
    await shared.close()
    await other.close()
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => proxy.close(resolve))
  })

  it('tells the others that they have missed something, where only its own way to Redis was broken', async () => {
    names += 1
    const network = await startProxy(redis.port)
    const shared = await open({ url: `redis://127.0.0.1:${network.port}` })
    const other = await open()
    const orderId = createId((n) => new Uint8Array(n))
    const heard: (number | 'gap')[] = []
    other.listen({ onChange: ({ version }) => heard.push(version), onGap: () => heard.push('gap') })
    await expect.poll(() => heard).toEqual(['gap'])
    network.weather = 'swallows'
    await shared.publish({ orderId, version: 7 })
    network.cut()
    network.weather = 'clear'
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual(['gap', 'gap'])
    await expect
      .poll(async () => {
        await shared.publish({ orderId, version: 8 })
        return heard.at(-1)
      })
      .toBe(8)
    await Promise.all([shared.close(), other.close()])
    await network.close()
  })

  it('ignores what nobody of ours would say', async () => {
    names += 1
    const shared = await open()
    const heard: number[] = []
    const told = new Promise<void>((resolve) =>
      shared.listen({
        onChange({ version }) {
          heard.push(version)
          if (version === 9) resolve()
        },
        onGap: () => undefined,
      }),
    )
    const { createClient } = await import('@redis/client')
    const stranger = createClient({ url: redis.url })
    await stranger.connect()
    const orderId = createId((n) => new Uint8Array(n))
    const channel = `test-${names}:news`
    for (const message of ['', 'null', '{}', '[1]', '{"orderId":"x","version":1}'])
      await stranger.publish(channel, message)
    await stranger.publish(channel, JSON.stringify({ orderId, version: '8' }))
    await stranger.publish(channel, JSON.stringify({ orderId, version: 9, more: 'x' }))
    await told
    expect(heard).toEqual([9])
    stranger.destroy()
    await shared.close()
  })
})
