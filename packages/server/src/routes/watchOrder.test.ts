import { checkBackend, httpBackend, type OrderView } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { depositAddress } from '../../test/fakeProvider.ts'
import { alice, bob, firstWords, harness, network, origin, passSeconds } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'

/** An open stream, read piece by piece. */
async function open(h: ReturnType<typeof harness>, orderId: string, headers = {}) {
  const response = await h.send('watchOrder', { path: { orderId }, headers })
  expect(response.status).toBe(200)
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const read = async () => {
    const { done, value } = await reader.read()
    return done ? 'the end' : new TextDecoder().decode(value)
  }
  return { response, read, leave: () => reader.cancel() }
}
const said = (version: number) => `id: ${version}\ndata: {"version":${version}}\n\n`
const nothingNew = ':\n\n'

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

  it.each([false, true])(
    'and who reads the order then does not wait for the provider (asked again: %s)',
    async (confirmByRead) => {
      const h = harness()
      const { orderId } = await h.ready()
      h.pass(60_000)
      h.fake.confirmByRead = confirmByRead
      const stream = await open(h, orderId)
      expect(await stream.read()).toBe(said(3))
      const news = { ...row(orderId), state: 'received' as const }
      h.fake.rows.set(orderId, [news])
      expect((await h.webhook({ orderId, ...news })).status).toBe(200)
      expect(await stream.read()).toBe(said(4))
      // From here on it never answers.
      h.fake.silent = true
      const seen = await h.ok<OrderView>('getOrder', { path: { orderId } })
      expect(seen).toMatchObject({ version: 4, stale: false, status: { kind: 'received' } })
      await stream.leave()
    },
  )

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
    const streams = await Promise.all(Array.from({ length: 10 }, () => open(h, orderId)))
    expect([h.handler.openStreams(), h.timers.size]).toEqual([10, 1])
    for (const stream of streams) await stream.leave()
    expect([h.handler.openStreams(), h.timers.size]).toEqual([0, 0])
  })

  it('ends after its lifetime: who signed out in between gets no other', async () => {
    const h = harness({ streamLifetimeMs: 5_000 })
    const { orderId } = await h.create()
    const stream = await open(h, orderId)
    await stream.read()
    passSeconds(h, 5)
    expect(await stream.read()).toBe(nothingNew)
    expect(await stream.read()).toBe('the end')
    expect(await h.code('watchOrder', { path: { orderId }, as: null })).toBe('unauthenticated')
  })

  it('goes on where the one before ended: says at once what came in between, and otherwise nothing', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const again = async (version: string) => {
      const stream = await open(h, orderId, { 'last-event-id': version })
      const first = await stream.read()
      await stream.leave()
      return first
    }
    expect(await again('1')).toBe(nothingNew)
    await h.ok('createSession', { path: { orderId } })
    expect(await again('1')).toBe(said(2))
    expect(await again('2')).toBe(nothingNew)
    // What is no version of ours was not heard from us.
    for (const odd of ['', '-1', '1.5', '0x2', 'x', '9'.repeat(400), '2, 2'])
      expect(await again(odd)).toBe(said(2))
  })

  it('ends within a minute after its user has signed out, or is another', async () => {
    const users = [alice, null, bob]
    for (const who of users) {
      let user: typeof alice | null = alice
      const h = harness({ authenticate: () => user })
      const { orderId } = await h.create()
      const stream = await open(h, orderId)
      await stream.read()
      user = who
      for (let beats = 0; beats < 4; beats++) {
        passSeconds(h, 15)
        expect(await stream.read()).toBe(nothingNew)
      }
      await expect.poll(h.handler.openStreams).toBe(who === alice ? 1 : 0)
      await stream.leave()
    }
  })

  it('has a place among sixteen of its user, and tells when to try again', async () => {
    const h = harness({ streamLimits: { total: 17 } })
    const orders = await Promise.all(Array.from({ length: 17 }, () => h.create()))
    for (const { orderId } of orders.slice(1)) await open(h, orderId)
    const { orderId } = orders[0] as OrderView
    const refused = await h.send('watchOrder', { path: { orderId } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited', retryAfterMs: 60_000 } })
    expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after')
    // Not its user's: absent, whether there is room or not.
    expect(await h.code('watchOrder', { path: { orderId }, as: bob })).toBe('not_found')
    const bobs = await Promise.all([h.create({ as: bob }), h.create({ as: bob })])
    for (const [at, { orderId }] of bobs.entries())
      expect((await h.send('watchOrder', { path: { orderId }, as: bob })).status).toBe(at === 0 ? 200 : 429)
    expect(h.handler.openStreams()).toBe(17)
  })

  it('is over at once when the server is about to stop, and no other opens there', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const stream = await open(h, orderId)
    await stream.read()
    h.handler.closeStreams()
    expect(await stream.read()).toBe('retry: 1000\n\n')
    expect(await stream.read()).toBe('the end')
    const refused = await h.send('watchOrder', { path: { orderId } })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    expect(await h.code('getOrder', { path: { orderId } })).toBe('ok 200')
    expect([h.handler.openStreams(), h.timers.size]).toEqual([0, 0])
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
  expect(h.handler.openStreams()).toBe(1)
  stop()
  await expect.poll(() => h.timers.size).toBe(0)
})
