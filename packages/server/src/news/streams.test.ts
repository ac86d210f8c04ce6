import type { OfframpError } from '@offrampkit/core'
import { describe, expect, it } from 'vitest'
import { handTimers } from '../../test/handTimers.ts'
import { createNewsHub } from './hub.ts'
import { createStreams, type StreamAsk, type StreamsParts } from './streams.ts'

function bench(parts: Partial<StreamsParts> = {}) {
  const timers = handTimers()
  const news = createNewsHub()
  const streams = createStreams({
    ...{ news, after: timers.after, random: () => 0, lifetimeMs: 600_000, perUser: 3, total: 100 },
    ...parts,
  })
  const open = async (orderId: string, userId = 'alice', ask: Partial<StreamAsk> = {}) => {
    const opened = streams.open({
      ...{ orderId, userId, known: null, version: async () => 1, mayListen: async () => true },
      ...{ signal: new AbortController().signal, ...ask },
    })
    const reader = (await opened).getReader()
    const read = async () => {
      const { done, value } = await reader.read()
      return done ? 'the end' : new TextDecoder().decode(value)
    }
    return { reader, read }
  }
  return { timers, news, streams, open, left: () => [streams.size, news.size, timers.waits().length] }
}

const refused = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: OfframpError) => ({ code: error.code, retryAfterMs: error.retryAfterMs }),
  )
const noPlace = { code: 'rate_limited', retryAfterMs: 60_000 }

describe('a user’s places', () => {
  it('are so many, of another order and nobody else’s', async () => {
    const { open, streams } = bench()
    for (const orderId of ['a', 'b', 'c']) await open(orderId)
    expect(await refused(open('d'))).toEqual(noPlace)
    await open('d', 'bob')
    expect(streams.size).toBe(4)
  })

  it('go from the oldest stream of an order to its newest: the oldest one is told when to come back', async () => {
    const { open, streams } = bench()
    const others = [await open('b'), await open('a'), await open('a')]
    const newest = await open('a')
    expect(streams.size).toBe(3)
    await others[1]?.read()
    expect(await others[1]?.read()).toBe('retry: 60000\n\n')
    expect(await others[1]?.read()).toBe('the end')
    for (const alive of [others[0], others[2], newest])
      expect(await alive?.read()).toBe('id: 1\ndata: {"version":1}\n\n')
  })

  it('are none where none are wished for', async () => {
    const { open } = bench({ perUser: 0 })
    expect(await refused(open('a'))).toEqual(noPlace)
  })
})

it('an instance takes so many altogether', async () => {
  const { open, left } = bench({ total: 2 })
  await open('a', 'alice')
  const bobs = await open('b', 'bob')
  expect(await refused(open('c', 'carol'))).toEqual(noPlace)
  await bobs.reader.cancel()
  await open('c', 'carol')
  expect(left()).toEqual([2, 2, 1])
})

describe('a place is free again', () => {
  type Ended = (b: ReturnType<typeof bench>) => Promise<unknown>
  const aborting = (b: ReturnType<typeof bench>, before: boolean) => {
    const client = new AbortController()
    if (before) client.abort()
    return b.open('a', 'alice', { signal: client.signal }).then(() => client.abort())
  }
  it.each<[string, Ended]>([
    ['whose reader has gone', async (b) => (await b.open('a')).reader.cancel()],
    ['whose request was aborted', (b) => aborting(b, false)],
    ['whose request was aborted before', (b) => aborting(b, true)],
    ['whose time is over', async (b) => b.open('a').then(() => b.timers.pass(600))],
    ['whose reader reads nothing', async (b) => b.open('a').then(() => b.timers.pass(60))],
    [
      'whose user has signed out',
      (b) => b.open('a', 'alice', { mayListen: async () => false }).then(reads(b)),
    ],
    ['whose order could not be read', (b) => refused(b.open('a', 'alice', { version: failing }))],
  ])('%s', async (_, end) => {
    const b = bench()
    for (let round = 0; round < 3; round++) await end(b)
    await expect.poll(b.left).toEqual([0, 0, 0])
  })

  it('also when it was pushed out, and of many that end in any order', async () => {
    const b = bench({ perUser: 5, total: 1_000 })
    const open: Awaited<ReturnType<typeof b.open>>[] = []
    for (let at = 0; at < 400; at++) open.push(await b.open(`order ${at % 7}`, `user ${at % 7}`))
    expect(b.left()).toEqual([35, 35, 1])
    for (const { reader } of [...open.slice(380), ...open.slice(0, 380).reverse()]) await reader.cancel()
    expect(b.left()).toEqual([0, 0, 0])
  })

  const failing = () => Promise.reject(new Error('The database is away.'))
  const reads = (b: ReturnType<typeof bench>) => async (stream: Awaited<ReturnType<typeof b.open>>) => {
    for (let beats = 0; beats < 4; beats++) {
      b.timers.pass(15)
      await stream.read()
    }
  }
})

it('hears what is written while it opens', async () => {
  const { open, news } = bench()
  const { read } = await open('a', 'alice', {
    async version() {
      news.publish({ orderId: 'a', version: 7 })
      return 6
    },
  })
  expect(await read()).toBe('id: 7\ndata: {"version":7}\n\n')
})

describe('a server that stops', () => {
  it('sends all away, each with a time of its own, and takes nobody any more', async () => {
    const { open, streams, left } = bench({ total: 2_000 })
    const opened: Awaited<ReturnType<typeof open>>[] = []
    for (let at = 0; at < 1_500; at++) opened.push(await open('a', `user ${at}`))
    for (const { read } of opened) await read()
    streams.close()
    expect(left()).toEqual([0, 0, 0])
    const waits = await Promise.all(opened.map(async ({ read }) => Number((await read()).slice(7))))
    expect([Math.min(...waits), Math.max(...waits)]).toEqual([1_000, 3_998])
    expect(new Set(waits).size).toBe(1_500)
    expect(await refused(open('a'))).toEqual({ code: 'rate_limited', retryAfterMs: 1_000 })
  })

  it('also those that are just being opened', async () => {
    const { open, streams, left } = bench()
    const opening = open('a', 'alice', {
      async version() {
        streams.close()
        return 1
      },
    })
    expect(await (await opening).read()).toBe('the end')
    expect(left()).toEqual([0, 0, 0])
  })
})

it('streams that opened together end over a quarter of their lifetime', async () => {
  let drawn = 0
  const { open, streams, timers } = bench({
    perUser: 1_000,
    total: 1_000,
    random: () => (drawn++ % 100) / 100,
  })
  const readers = await Promise.all(Array.from({ length: 300 }, (_, at) => open('a', `user ${at}`)))
  for (const { reader } of readers)
    void (async () => {
      for (;;) if ((await reader.read()).done) return
    })()
  const ends: number[] = []
  for (let second = 1, before = streams.size; second <= 600; second++) {
    timers.pass()
    ends.push(before - streams.size)
    before = streams.size
    await Promise.resolve()
  }
  expect(streams.size).toBe(0)
  expect(ends.slice(0, 449).every((count) => count === 0)).toBe(true)
  expect(Math.max(...ends)).toBeLessThanOrEqual(6)
})
