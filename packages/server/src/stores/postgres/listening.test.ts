import { expect, it, vi } from 'vitest'
import { listenForNews } from './news.ts'
import type { PgClient } from './pgShapes.ts'

type Heard = (given?: { payload?: string }) => void

/** A connection that answers as it is told, and what was said to it. */
function fakeClient(answer: (text: string) => Promise<unknown>) {
  const ears = new Map<string, Heard>()
  const release = vi.fn()
  const client = {
    query: ({ text }: { text: string }) => answer(text),
    on: (event: string, ear: Heard) => ears.set(event, ear),
    removeListener: () => undefined,
    release,
  } as unknown as PgClient
  return { client, release, say: (event: string, given?: { payload?: string }) => ears.get(event)?.(given) }
}

function bench(connect: () => Promise<PgClient>) {
  const timers: { ms: number; run: () => void }[] = []
  const listener = { onChange: vi.fn(), onGap: vi.fn() }
  const after = (ms: number, run: () => void) => {
    const timer = { ms, run }
    timers.push(timer)
    return () => {
      if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1)
    }
  }
  const stop = listenForNews(
    { pool: { connect, end: async () => undefined }, channel: 'news', after },
    listener,
  )
  /** Lets the one timer come due. */
  const pass = async () => {
    await vi.waitFor(() => expect(timers).toHaveLength(1))
    const [timer] = timers.splice(0)
    timer?.run()
    return timer?.ms
  }
  return { stop, timers, listener, pass }
}

const never = () => new Promise<never>(() => undefined)

it('waits longer and longer for a database that is away, and begins anew once it was there', async () => {
  let away = true
  const { client, say } = fakeClient(async () => undefined)
  const b = bench(async () => {
    if (away) throw new Error('Away.')
    return client
  })
  const waits: unknown[] = []
  for (let round = 0; round < 9; round++) waits.push(await b.pass())
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000])
  away = false
  await b.pass()
  await vi.waitFor(() => expect(b.listener.onGap).toHaveBeenCalledTimes(1))
  away = true
  say('error')
  say('end')
  expect(await b.pass()).toBe(100)
  b.stop()
})

it('gives up a connection that answers no more', async () => {
  const silent = fakeClient((text) => (text === 'SELECT 1' ? never() : Promise.resolve()))
  const b = bench(async () => silent.client)
  expect(await b.pass()).toBe(20_000)
  expect(silent.release).not.toHaveBeenCalled()
  expect(await b.pass()).toBe(20_000)
  expect(silent.release).toHaveBeenCalledExactlyOnceWith(true)
  expect(b.timers.map(({ ms }) => ms)).toEqual([100])
  b.stop()
})

it('gives up one that never even began to listen', async () => {
  const silent = fakeClient(never)
  const b = bench(async () => silent.client)
  expect(await b.pass()).toBe(20_000)
  expect(silent.release).toHaveBeenCalledExactlyOnceWith(true)
  expect(b.timers.map(({ ms }) => ms)).toEqual([100])
  expect(b.listener.onGap).not.toHaveBeenCalled()
  b.stop()
  expect(b.timers).toEqual([])
})

it('keeps one that answers', async () => {
  const alive = fakeClient(async () => undefined)
  const b = bench(async () => alive.client)
  for (let beats = 0; beats < 3; beats++) expect(await b.pass()).toBe(20_000)
  expect(b.listener.onGap).toHaveBeenCalledTimes(1)
  expect(alive.release).not.toHaveBeenCalled()
  b.stop()
  expect(alive.release).toHaveBeenCalledExactlyOnceWith(true)
})

it('hands on only what names an order and a version', async () => {
  const one = fakeClient(async () => undefined)
  const b = bench(async () => one.client)
  await vi.waitFor(() => expect(b.listener.onGap).toHaveBeenCalled())
  const orderId = 'AAAAAAAAAAAAAAAAAAAAAA'
  const odd = [
    '',
    orderId,
    `${orderId} `,
    `${orderId} x`,
    `${orderId} -1`,
    `${orderId} 1.5`,
    `${orderId} 1e999`,
    'x 1',
  ]
  for (const payload of [...odd, `${orderId} 7`]) one.say('notification', { payload })
  one.say('notification', {})
  expect(b.listener.onChange.mock.calls).toEqual([[{ orderId, version: 7 }]])
  b.stop()
})

it('lets go of a connection that comes when nobody listens any more', async () => {
  const late = fakeClient(async () => undefined)
  let arrive: (client: PgClient) => void = () => undefined
  const b = bench(() => new Promise((resolve) => (arrive = resolve)))
  b.stop()
  arrive(late.client)
  await vi.waitFor(() => expect(late.release).toHaveBeenCalledExactlyOnceWith(true))
  expect(b.timers).toEqual([])
  expect(b.listener.onGap).not.toHaveBeenCalled()
})
