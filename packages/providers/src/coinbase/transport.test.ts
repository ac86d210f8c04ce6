import { OfframpError } from '@offrampkit/core'
import { describe, expect, test } from 'vitest'
import { grpcStatus, unauthorized, v2Error } from './fixtures/errors.ts'
import { belowLimit } from './fixtures/quotes.ts'
import { answering, order, page, providerOver, row } from './fixtures/sale.ts'
import { createTransport } from './transport.ts'

const read = (fetch: typeof globalThis.fetch, options = {}) =>
  providerOver(fetch, options).readOrder(order, {})
async function failure(work: Promise<unknown>): Promise<OfframpError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(OfframpError)
  return error as OfframpError
}

describe('their error bodies', () => {
  test.each([
    ['google.rpc.Status', 400, grpcStatus.body, 'provider_rejected'],
    ['v2', 429, v2Error.body, 'rate_limited'],
    ['v2 under another status', 400, v2Error.body, 'rate_limited'],
    [
      'v2 service_unavailable',
      400,
      '{"errorType":"service_unavailable","errorMessage":"x"}',
      'provider_unavailable',
    ],
    ['a limit', 400, belowLimit.body, 'amount_out_of_limits'],
    ['a 401 with text', 401, unauthorized.body, 'provider_rejected'],
    ['a 401 without anything', 401, '', 'provider_rejected'],
    ['a 403', 403, '{"errorType":"forbidden","errorMessage":"x"}', 'provider_rejected'],
    [
      '{error: {…}}',
      400,
      '{"error":{"code":"ERROR_CODE_INVALID_REQUEST","message":"x"}}',
      'provider_rejected',
    ],
    ['{error: text}', 400, '{"error":"no"}', 'provider_rejected'],
    ['HTML', 502, '<html>bad gateway</html>', 'provider_unavailable'],
    ['nothing', 500, '', 'provider_unavailable'],
    ['a timeout of theirs', 408, '', 'provider_unavailable'],
    ['a redirect', 302, null, 'provider_unavailable'],
    ['HTML under 200', 200, '<html>gateway</html>', 'provider_unreadable'],
    ['nothing under 200', 200, '', 'provider_unreadable'],
    ['a cut body', 200, page([row()]).slice(0, -9), 'provider_unreadable'],
    ['another shape', 200, '{"transactions":"none"}', 'provider_unreadable'],
    ['an error under 200', 200, grpcStatus.body, 'provider_rejected'],
    ['a rate limit under 200', 200, v2Error.body, 'rate_limited'],
    ['bytes that are not text', 200, new Uint8Array([0x7b, 0xff, 0xfe]), 'provider_unreadable'],
  ])('%s', async (_, status, body, code) => {
    const error = await failure(read(answering(body, { status })))
    expect(error.code).toBe(code)
    expect(error.moneyMoved).toBe('no')
    expect(error.action).toBeTruthy()
  })

  test('nothing of theirs is passed on', async () => {
    const secret = 'user@example.com 0xfeedface'
    for (const status of [400, 401, 409, 429, 500]) {
      const error = await failure(
        read(answering(JSON.stringify({ message: secret, code: secret }), { status })),
      )
      expect(`${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`).not.toContain('feedface')
    }
    const cut = await failure(
      providerOver(answering('{"token":"very-secret-tok')).createSession(order, {
        clientIp: '203.0.113.9',
        returnUrl: 'https://app.example/return',
      }),
    )
    expect(`${cut.stack} ${String(cut.cause)}`).not.toContain('very-secret')
  })

  test('a limit names the method, a 401 tells the operator what to check', async () => {
    expect((await failure(read(answering(belowLimit.body, { status: 400 })))).details).toEqual({
      method: 'FIAT_WALLET',
    })
    expect((await failure(read(answering('', { status: 401 })))).action).toMatch(/key id and secret.*clock/s)
  })

  test.each([
    ['2', 2000],
    ['Sat, 21 Nov 2026 12:00:05 GMT', 5000],
    ['Sat, 21 Nov 2020 12:00:05 GMT', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('Retry-After %s', async (header, ms) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header }
    const error = await failure(read(answering(v2Error.body, { status: 429, headers })))
    expect(error.retryAfterMs).toBe(ms)
    expect(error.retryable).toBe(true)
  })
})

describe('the way there', () => {
  test('asks the fixed host, signed without the query, and follows no redirect', async () => {
    const asked: { url: string; init: RequestInit }[] = []
    const fetch = async (url: unknown, init?: RequestInit) => {
      asked.push({ url: String(url), init: init ?? {} })
      return new Response(page([]))
    }
    await read(fetch)
    const [{ url, init } = { url: '', init: {} as RequestInit }] = asked
    expect(url).toBe(
      `https://api.developer.coinbase.com/onramp/v1/sell/user/${order.orderId}/transactions?page_size=20`,
    )
    expect(init.redirect).toBe('manual')
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? ''
    const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    expect(claims.uris).toEqual([`GET ${new URL(url).host}${new URL(url).pathname}`])
  })

  test.each(['../transactions', 'a/b', 'a%2fb', 'me@x', '', 'a?b', 'a#b', `${'a'.repeat(50)}`, 'a b', '..'])(
    'a reference like %j never becomes a path',
    async (orderId) => {
      let asked = 0
      const provider = providerOver(async () => {
        asked += 1
        return new Response(page([]))
      })
      await failure(provider.readOrder({ ...order, orderId }, {}))
      expect(asked).toBe(0)
    },
  )

  test.each([
    '/onramp/v1/../v1/x',
    '/onramp/v1/',
    '/onramp/v2/x',
    '/onramp/v1/a//b',
    '/onramp/v1/%2e%2e',
    '//evil/x',
  ])('nor does the path %s', async (path) => {
    const transport = createTransport({
      baseUrl: 'https://api.developer.coinbase.com',
      fetch: answering('{}'),
      sign: async () => 'token',
      now: () => 0,
      timeoutMs: 1000,
      maxBytes: 1000,
    })
    expect((await failure(transport({ method: 'GET', path }, {}))).code).toBe('invalid_request')
  })

  test.each([
    'http://api.example',
    'https://api.example/base',
    'https://a:b@api.example',
    'ftp://x',
    'nowhere',
  ])('a base URL like %s is refused at the start', (baseUrl) => {
    expect(() => providerOver(answering('{}'), { baseUrl })).toThrow(/base URL/)
  })

  test('a body without end is not read to its end', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
    })
    const error = await failure(read(answering(endless), { maxResponseBytes: 10_000 }))
    expect(error.code).toBe('provider_unreadable')
    expect(pulled).toBeLessThan(20)
  })

  test('a body that breaks off, a caller who leaves, and an answer that never comes are all unavailable', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('socket hang up')),
    })
    expect((await failure(read(answering(broken)))).code).toBe('provider_unavailable')

    const never: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        if (init?.signal?.aborted) reject(init.signal.reason)
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    expect((await failure(read(never, { timeoutMs: 1 }))).code).toBe('provider_unavailable')
    const signal = AbortSignal.abort(new Error('the caller left'))
    const gone = await failure(providerOver(never).readOrder(order, { signal }))
    expect(gone).toMatchObject({ code: 'provider_unavailable', cause: { message: 'the caller left' } })
  })
})
