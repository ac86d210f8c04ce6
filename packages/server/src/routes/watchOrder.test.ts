import { checkBackend, httpBackend, type OrderView } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { depositAddress } from '../../test/fakeProvider.ts'
import { bob, firstWords, harness, network, origin } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'

/** An open stream, read piece by piece. */
async function open(h: ReturnType<typeof harness>, orderId: string) {
  const response = await h.send('watchOrder', { path: { orderId } })
  expect(response.status).toBe(200)
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const read = async () => {
    const { done, value } = await reader.read()
    return done ? 'the end' : new TextDecoder().decode(value)
  }
  return { response, read, leave: () => reader.cancel() }
}
const said = (version: number) => `data: {"version":${version}}\n\n`
const row = (orderId: string) => ({
  rowId: `row-${orderId}`,
  state: 'waiting',
  fields: { network, asset: 'USDC', amount: '25', to: depositAddress },
})

describe('an order’s stream', () => {
  it('says that a webhook changed it, at once and nothing more', async () => {
    const h = harness()
    const { orderId } = await h.create()
    await h.ok('createSession', { path: { orderId } })
    const stream = await open(h, orderId)
    expect(await stream.read()).toBe(said(2))
    const next = stream.read()
    expect((await h.webhook({ orderId, ...row(orderId) })).status).toBe(200)
    expect(await next).toBe(said(3))
    expect(await h.ok<OrderView>('getOrder', { path: { orderId } })).toMatchObject({
      version: 3,
      status: { kind: 'awaiting_deposit' },
    })
    await stream.leave()
  })

  it('is of one order, and each listener has one of its own', async () => {
    const h = harness()
    const [one, other] = [await h.create(), await h.create()]
    const streams = [await open(h, one.orderId), await open(h, one.orderId), await open(h, other.orderId)]
    for (const stream of streams) expect(await stream.read()).toBe(said(1))
    await h.ok('createSession', { path: { orderId: one.orderId } })
    await h.ok('createSession', { path: { orderId: other.orderId } })
    await h.webhook({ orderId: one.orderId, ...row(one.orderId) })
    // Whoever had not read is told the newest alone.
    expect(await streams[0]?.read()).toBe(said(2))
    expect(await streams[2]?.read()).toBe(said(2))
    for (const stream of streams) await stream.leave()
  })

  it('leaves no timer behind once its reader is gone', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const streams = await Promise.all(Array.from({ length: 50 }, () => open(h, orderId)))
    expect(h.timers.size).toBe(100)
    for (const stream of streams) await stream.leave()
    expect(h.timers.size).toBe(0)
  })

  it('ends after its lifetime: who signed out in between gets no other', async () => {
    const h = harness({ streamLifetimeMs: 5_000 })
    const { orderId } = await h.create()
    const stream = await open(h, orderId)
    await stream.read()
    for (const timer of [...h.timers]) if (timer.ms === 5_000) timer.run()
    expect(await stream.read()).toBe('the end')
    expect(await h.code('watchOrder', { path: { orderId }, as: null })).toBe('unauthenticated')
  })

  it('hears what is written while it opens', async () => {
    const store = memoryStore()
    let meanwhile: (() => Promise<unknown>) | null = null
    const h = harness({
      store: {
        ...store,
        async order(orderId) {
          const found = await store.order(orderId)
          const run = meanwhile
          meanwhile = null
          await run?.()
          return found
        },
      },
    })
    const { orderId } = await h.create()
    meanwhile = async () => {
      // The first read is the owner's check: the change comes during the second one.
      meanwhile = () => h.ok('createSession', { path: { orderId } })
    }
    const stream = await open(h, orderId)
    expect(await stream.read()).toBe(said(2))
    await stream.leave()
  })

  it('cannot be held back, kept, or read by another page', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const { response, leave } = await open(h, orderId)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': origin,
      'offrampkit-version': '1',
      vary: 'Origin, Cookie, Authorization',
    })
    await leave()
    for (const [headers, code] of [
      [{ origin: 'https://evil.example' }, 'forbidden'],
      [{ origin: null, 'sec-fetch-site': 'cross-site' }, 'forbidden'],
      [{ 'offrampkit-version': '2' }, 'version_mismatch'],
    ] as const)
      expect(await h.code('watchOrder', { path: { orderId }, headers })).toBe(code)
    expect(await h.code('watchOrder', { path: { orderId }, as: bob })).toBe('not_found')
    expect((await h.send('watchOrder', { path: { orderId }, method: 'HEAD' })).status).toBe(405)
    expect(h.timers.size).toBe(0)
  })

  it('tells nothing of the order', async () => {
    const h = harness()
    const { orderId } = await h.ready()
    expect(await firstWords(await h.send('watchOrder', { path: { orderId } }))).toBe(said(3))
  })
})

it('a backend over HTTP hears of a change through it', async () => {
  const h = harness()
  const { orderId } = await h.create()
  const backend = checkBackend(
    httpBackend({
      baseUrl: 'https://app.example/api/offramp',
      fetch: (input, init) => h.handler(new Request(input as string, init)),
      headers: () => ({ origin, 'x-user': 'alice' }),
    }),
  )
  const heard: (number | undefined)[] = []
  const stop = await new Promise<() => void>((resolve) => {
    const stops = backend.subscribe?.({ orderId }, (version) => {
      heard.push(version)
      if (heard.length === 1) void h.ok('createSession', { path: { orderId } })
      else resolve(stops ?? (() => undefined))
    })
  })
  expect(heard).toEqual([1, 2])
  expect(h.timers.size).toBe(2)
  stop()
  await expect.poll(() => h.timers.size).toBe(0)
})
