import { OfframpError } from '@offrampkit/core'
import type { OrderView, SellQuote, SellQuotes } from '@offrampkit/core/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRedis, type TestRedis } from '../../test/engines/redis.ts'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { harness, wish } from '../../test/harness.ts'
import { mostInASecond } from '../../test/quoteBench.ts'
import { memoryShared } from '../shared/memory.ts'
import { redisShared } from '../shared/redis/redisShared.ts'
import type { SharedState } from '../shared/shared.ts'

describe('quotes over the API', () => {
  it('say with 429 and Retry-After when to come back', async () => {
    const h = harness()
    h.fake.down = new OfframpError({ code: 'rate_limited', message: 'Slowly.', retryAfterMs: 30_000 })
    const response = await h.send('getQuote', { body: { ...wish, provider: 'fake' } })
    const { error } = (await response.json()) as { error: { code: string; message: string } }
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '31'])
    expect(error.code).toBe('rate_limited')
    expect(error.message).toContain('asked for a pause')
  })

  it('hold up nothing else: orders are made, opened and read while no quote can be had', async () => {
    const all = memoryShared()
    const take: SharedState['take'] = (bucket, pace) =>
      bucket.startsWith('quotes:') ? new Promise<never>(() => undefined) : all.take(bucket, pace)
    const shared = { ...all, take }
    const h = harness({ shared })
    const gone = new AbortController()
    const waiting = Array.from({ length: 100 }, (_, at) =>
      h.handler(
        new Request('https://app.example/api/offramp/quotes', {
          method: 'POST',
          headers: {
            ...{ origin: 'https://app.example', 'offrampkit-version': '1', 'x-user': 'alice' },
            'content-type': 'application/json',
          },
          body: JSON.stringify({ ...wish, amount: `${at + 1}`, provider: 'fake' }),
          signal: gone.signal,
        }),
      ),
    )
    const { orderId, status } = await h.ready()
    h.pass(2_000)
    const order = await h.ok<OrderView & { stale: boolean }>('getOrder', { path: { orderId } })
    expect(order).toMatchObject({ status, stale: false })
    gone.abort()
    const codes = await Promise.all(
      waiting.map(async (one) => ((await (await one).json()) as { error: { code: string } }).error.code),
    )
    expect(new Set(codes)).toEqual(new Set(['rate_limited']))
  })

  it('come from the others when one provider is down', async () => {
    const broken = fakeProvider('broken')
    broken.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    let asked = 0
    const h = harness({
      readsPerSecond: {},
      providers: [
        (context) => {
          const made = broken.create(context)
          return {
            ...made,
            getQuote: (...given) => {
              asked += 1
              return made.getQuote(...given)
            },
          }
        },
        fakeProvider('well').create,
      ],
    })
    for (let at = 1; at <= 6; at++) {
      const { quotes, unavailable } = await h.ok<SellQuotes>('getQuotes', {
        body: { ...wish, amount: `${at}` },
      })
      expect(quotes.map(({ provider }) => provider)).toEqual(['well'])
      expect(unavailable.map(({ reason }) => reason.code)).toEqual(['provider_unavailable'])
      h.pass(50)
    }
    // Five failures, and then it is left alone.
    expect(asked).toBe(5)
    broken.down = null
    h.pass(2_000)
    expect((await h.ok<SellQuotes>('getQuotes', { body: wish })).unavailable).toEqual([])
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('are not asked for at no rate: %s', (rate) => {
    expect(() => harness({ quotesPerSecond: { fake: rate } })).toThrow(/is not a rate/)
  })

  it('are as many as the app allows', async () => {
    const buckets: unknown[] = []
    const memory = memoryShared()
    const h = harness({
      quotesPerSecond: { fake: 3 },
      shared: {
        ...memory,
        take(bucket, pace) {
          buckets.push([bucket, pace.perSecond])
          return memory.take(bucket, pace)
        },
      },
    })
    await h.ok('getQuote', { body: { ...wish, provider: 'fake' } })
    expect(buckets).toEqual([['quotes:fake', 3]])
  })
})

const realTime = {
  now: Date.now,
  after(ms: number, callback: () => void) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

describe('two instances over one Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  it('ask for each price once, and keep one budget together', async () => {
    const asked: { at: number; amount: string }[] = []
    const instance = async () => {
      const shared = redisShared({ url: redis.url, prefix: 'two' })
      await shared.ready()
      const fake = fakeProvider()
      const create: typeof fake.create = (context) => {
        const made = fake.create(context)
        return {
          ...made,
          getQuote(request, call) {
            asked.push({ at: performance.now(), amount: request.amount })
            return made.getQuote(request, call)
          },
        }
      }
      return { shared, ...harness({ shared, providers: [create], ...realTime }) }
    }
    const instances = await Promise.all([instance(), instance()])
    const amounts = Array.from({ length: 12 }, (_, at) => `${100 + at}`)
    const quotes = await Promise.all(
      instances.flatMap((h) =>
        amounts.flatMap((amount) =>
          [amount, amount].map((one) =>
            h.ok<SellQuote>('getQuote', { body: { ...wish, amount: one, provider: 'fake' } }),
          ),
        ),
      ),
    )
    expect(quotes.map(({ sell }) => sell.amount)).toEqual(
      [...amounts, ...amounts].flatMap((one) => [one, one]),
    )
    expect(asked.map(({ amount }) => amount).sort()).toEqual(amounts)
    expect(mostInASecond(asked.map(({ at }) => at))).toBeLessThanOrEqual(8)
    for (const { shared } of instances) await shared.close()
  })

  it('sell on while Redis is gone', async () => {
    const errors: string[] = []
    const shared = redisShared({ url: redis.url, onError: ({ code }) => errors.push(code) })
    await shared.ready()
    const h = harness({ shared, ...realTime })
    await redis.halt()
    const { orderId } = await h.ready()
    expect((await h.ok<OrderView>('getOrder', { path: { orderId } })).status.kind).toBe('awaiting_deposit')
    expect(await h.ok('getQuote', { body: { ...wish, provider: 'fake' } })).toMatchObject({
      provider: 'fake',
    })
    expect(errors).toEqual(['store_failed'])
    await redis.resume()
    await shared.close()
  })

  it('tell each other what changed', async () => {
    const [one, two] = [redisShared({ url: redis.url }), redisShared({ url: redis.url })]
    await Promise.all([one.ready(), two.ready()])
    const first = harness({ shared: one })
    const second = harness({ shared: two, store: first.store })
    const { orderId, version } = await first.create()
    const response = await second.send('watchOrder', { path: { orderId } })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const words = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await words()).toBe(`id: ${version}\ndata: {"version":${version}}\n\n`)
    await first.ok('createSession', { path: { orderId } })
    expect(await words()).toBe(`id: ${version + 1}\ndata: {"version":${version + 1}}\n\n`)
    await reader.cancel()
    await one.close()
    await two.close()
  })
})
