import { describe, expect, test } from 'vitest'
import { createTransport, numberText } from './transport.ts'

interface Sent {
  url: string
  init: RequestInit
}

function over(answer: (url: string, init: RequestInit) => Response | Promise<Response>, maxBytes = 1_000) {
  const sent: Sent[] = []
  const ask = createTransport({
    baseUrl: 'https://api.example/v4/',
    apiKey: 'key-1',
    merchant: 'shop',
    fetch: async (input, init) => {
      sent.push({ url: String(input), init: init ?? {} })
      return await answer(String(input), init ?? {})
    },
    now: () => 0,
    timeoutMs: 5_000,
    maxBytes,
  })
  return { ask, sent }
}

const get = { method: 'GET', path: '/rate' } as const
const unreadable = { code: 'provider_unreadable' }
const unavailable = { code: 'provider_unavailable', retryable: true }

describe('requests', () => {
  test('carry both headers, and what is undefined is left out', async () => {
    const { ask, sent } = over(() => new Response('{"a":1.50}'))
    expect(await ask({ ...get, query: { a: 'x y', b: undefined } })).toEqual({ a: '1.50' })
    expect(sent[0]?.url).toBe('https://api.example/v4/rate?a=x+y')
    expect(sent[0]?.init).toMatchObject({
      redirect: 'manual',
      headers: { 'x-api-key': 'key-1', 'x-api-user': 'shop' },
    })
  })

  test('carry numbers as the digits that they are', async () => {
    const { ask, sent } = over(() => new Response('{}'))
    const body = { a: numberText('0.100000000000000001'), b: undefined, c: 'x"', d: false, e: null }
    await ask({ method: 'POST', path: '/ramp', body })
    expect(sent[0]?.init.body).toBe('{"a":0.100000000000000001,"c":"x\\"","d":false,"e":null}')
  })

  test.each(['/../user', '/rate?x=1', '//evil.example', '/Rate', 'rate', ''])(
    'go to no path like %j',
    async (path) => {
      const { ask, sent } = over(() => new Response('{}'))
      await expect(ask({ method: 'GET', path })).rejects.toMatchObject({ code: 'invalid_request' })
      expect(sent).toEqual([])
    },
  )

  test('end with the signal of the caller', async () => {
    const { ask } = over(
      (_, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    )
    const caller = new AbortController()
    const asked = ask(get, { signal: caller.signal })
    caller.abort(new Error('the caller left'))
    await expect(asked).rejects.toMatchObject({ ...unavailable, cause: { message: 'the caller left' } })
  })
})

describe('answers', () => {
  test('that are too long are not read to their end', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(400).fill(0x20))
      },
    })
    await expect(over(() => new Response(endless)).ask(get)).rejects.toMatchObject(unreadable)
    expect(pulled).toBeLessThan(10)
  })

  test.each<[string, BodyInit | null]>([
    ['bytes that are no text', Uint8Array.of(0x22, 0xff, 0x22)],
    ['text that ends in the middle of a letter', Uint8Array.of(0x22, 0xc3)],
    ['HTML', '<html>'],
    ['nothing', null],
    ['an empty body', ''],
  ])('of %s are unreadable', async (_, body) => {
    await expect(over(() => new Response(body)).ask(get)).rejects.toMatchObject(unreadable)
  })

  test('that break off, or never come, are an outage', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    })
    await expect(over(() => new Response(broken)).ask(get)).rejects.toMatchObject(unavailable)
    const offline = over(() => {
      throw new TypeError('fetch failed')
    })
    await expect(offline.ask(get)).rejects.toMatchObject(unavailable)
  })

  test.each([
    ['5', 5_000],
    ['Thu, 01 Jan 1970 00:00:09 GMT', 9_000],
    ['soon', undefined],
    [null, undefined],
  ])('that say Retry-After %s', async (header, retryAfterMs) => {
    const headers = header === null ? {} : { 'retry-after': header }
    for (const status of [429, 503]) {
      const { ask } = over(() => new Response('{}', { status, headers }))
      await expect(ask(get)).rejects.toMatchObject({ retryAfterMs })
    }
  })
})
