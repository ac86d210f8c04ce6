import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { attemptOf } from '../../test/orders.ts'
import { createParameters, options, orderId, orderView, quote, quotes, sessions } from '../../test/views.ts'
import type { OfframpBackend } from '../backend/backend.ts'
import { isOfframpError, OfframpError } from '../errors/offrampError.ts'
import { httpBackend } from './client.ts'
import { pathOf, routes } from './routes.ts'
import { apiVersion, apiVersionHeader } from './version.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

interface Asked {
  url: string
  init: RequestInit
}

/** A backend over a fetch that answers what it is told and remembers what it was asked. */
function fake(
  answer: () => Response | Promise<Response>,
  more: { baseUrl?: string; headers?: () => Record<string, string> } = {},
) {
  const asked: Asked[] = []
  const backend = httpBackend({
    baseUrl: '/api/offramp',
    ...more,
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init })
      return answer()
    },
  })
  return { backend, asked }
}
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers })
const errorOf = async (attempt: Promise<unknown>): Promise<OfframpError> => {
  const error: unknown = await attempt.then(
    () => 'resolved',
    (reason) => reason,
  )
  if (!isOfframpError(error)) throw new Error(`not ours: ${String(error)}`)
  return error
}
const attempt = attemptOf()
const { attemptId } = attempt

const calls: [string, unknown, (backend: OfframpBackend) => Promise<unknown>, string, unknown?][] = [
  [
    'GET',
    options,
    (b) => b.getOptions({ provider: 'coinbase', country: 'US', subdivision: 'N Y' }),
    '/options?provider=coinbase&country=US&subdivision=N+Y',
  ],
  [
    'POST',
    quote,
    (b) => b.getQuote({ ...orderView.request, provider: 'coinbase' }),
    '/quotes',
    { ...orderView.request, provider: 'coinbase' },
  ],
  ['POST', quotes, (b) => b.getQuotes!(orderView.request), '/quotes/all', orderView.request],
  ['POST', orderView, (b) => b.createOrder(createParameters), '/orders', createParameters],
  ['POST', sessions[0], (b) => b.createSession({ orderId }), `/orders/${orderId}/session`, {}],
  [
    'POST',
    sessions[2],
    (b) => b.continueSession!({ orderId, values: { iban: 'x' } }),
    `/orders/${orderId}/session/values`,
    { values: { iban: 'x' } },
  ],
  ['GET', orderView, (b) => b.getOrder({ orderId }), `/orders/${orderId}`],
  ['GET', orderView, (b) => b.getOrder({ orderId, returned: true }), `/orders/${orderId}?returned=1`],
  ['GET', { items: [orderView], next: null }, (b) => b.listOrders!({}), '/orders'],
  ['GET', { items: [], next: null }, (b) => b.listOrders!({ cursor: 'a&b' }), '/orders?cursor=a%26b'],
  ['POST', orderView, (b) => b.cancelOrder!({ orderId }), `/orders/${orderId}/cancel`, {}],
  [
    'POST',
    { status: 'reserved' },
    (b) => b.deposits!.reserve({ orderId, attempt }),
    `/orders/${orderId}/deposits`,
    { attempt },
  ],
  [
    'POST',
    orderView,
    (b) => b.deposits!.report({ orderId, attemptId, phase: 'hash', txHash: '0x1' }),
    `/orders/${orderId}/deposits/${attemptId}`,
    { phase: 'hash', txHash: '0x1' },
  ],
  [
    'POST',
    { status: 'none_yet', scannedTo: 5 },
    (b) => b.deposits!.find!({ orderId, attemptId }),
    `/orders/${orderId}/deposits/${attemptId}/find`,
    {},
  ],
]

describe('asks', () => {
  test.each(calls)('%s %#', async (method, answer, call, path, body) => {
    const { backend, asked } = fake(() => json(answer))
    expect(await call(backend)).toEqual(answer)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.url).toBe(`/api/offramp${path}`)
    expect(asked[0]?.init.method).toBe(method)
    expect(asked[0]?.init.cache).toBe('no-store')
    expect(body === undefined ? asked[0]?.init.body : JSON.parse(String(asked[0]?.init.body))).toEqual(body)
    const headers = new Headers(asked[0]?.init.headers)
    expect(headers.get(apiVersionHeader)).toBe(apiVersion)
    expect(headers.get('content-type')).toBe(body === undefined ? null : 'application/json')
  })

  test('every route that is for users', () => {
    const paths = new Set(calls.map(([method, , , path]) => `${method} ${path.split('?')[0]}`))
    // A stream is no call; see the tests of watchOrder.
    const wanted = Object.entries(routes).filter(
      ([name, { access }]) => access !== 'provider' && name !== 'watchOrder',
    )
    const filled = wanted.map(
      ([name, route]) => `${route.method} ${pathOf(name as 'getOrder', { orderId, attemptId })}`,
    )
    expect([...paths].sort()).toEqual([...new Set(filled)].sort())
  })

  test('with the app’s headers, and never without the version', async () => {
    const { backend, asked } = fake(() => json(orderView), {
      baseUrl: 'https://api.example/offramp//',
      headers: () => ({ authorization: 'Bearer x', [apiVersionHeader]: '99' }),
    })
    await backend.getOrder({ orderId })
    expect(asked[0]?.url).toBe(`https://api.example/offramp/orders/${orderId}`)
    expect(asked[0]?.init.headers).toMatchObject({
      authorization: 'Bearer x',
      [apiVersionHeader]: apiVersion,
    })
  })

  test('for one path segment, whatever stands in the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        const path = pathOf('getOrder', { orderId: id })
        expect(path.split('/')).toHaveLength(3)
        expect(path).not.toMatch(/[?#]/)
      }),
    )
    expect(pathOf('getOrder', { orderId: '../admin?x#y' })).toBe('/orders/..%2Fadmin%3Fx%23y')
  })
})

describe('fails', () => {
  test('with the server’s own error, field by field', async () => {
    const sent = new OfframpError({
      code: 'rate_limited',
      message: 'Too many.',
      why: 'Why.',
      action: 'Wait.',
      retryAfterMs: 1_500,
      details: { limit: '10' },
      moneyMoved: 'maybe',
    })
    const { backend } = fake(() => json({ error: sent, later: 1 }, sent.status))
    const error = await errorOf(backend.getOrder({ orderId }))
    expect(error.toJSON()).toEqual(sent.toJSON())
  })

  test('with what is known, when the code is of a later version', async () => {
    const told = {
      code: 'solar_flare',
      message: 'M.',
      why: 'W.',
      action: 'A.',
      retryable: false,
      moneyMoved: 'maybe',
    }
    for (const code of ['solar_flare', 'constructor', '__proto__', 'toString']) {
      const { backend } = fake(() => json({ error: { ...told, code } }, 400))
      expect((await errorOf(backend.getOrder({ orderId }))).toJSON()).toEqual({
        ...told,
        code: 'backend_unreadable',
      })
    }
  })

  test.each<[string, () => Response, string]>([
    ['a page of a proxy', () => new Response('<html>', { status: 502 }), 'backend_unreachable'],
    ['a page of nobody', () => new Response('<html>', { status: 404 }), 'backend_unreadable'],
    ['an error of another shape', () => json({ error: 'no' }, 400), 'backend_unreadable'],
    [
      'an error that calls itself fine',
      () => json({ error: { code: 'not_found', message: 'm', retryable: false, moneyMoved: 'no' } }),
      'backend_unreadable',
    ],
    ['html with 200', () => new Response('<html>'), 'backend_unreadable'],
    ['nothing', () => new Response(''), 'backend_unreadable'],
    ['half', () => new Response(JSON.stringify(orderView).slice(0, -9)), 'backend_unreadable'],
    ['null', () => json(null), 'backend_unreadable'],
    [
      'an amount that is a number',
      () => json({ ...orderView, request: { ...orderView.request, amount: 25 } }),
      'backend_unreadable',
    ],
    ['a later version', () => json(orderView, 200, { [apiVersionHeader]: '2' }), 'version_mismatch'],
    ['an error of a later version', () => json({}, 426, { [apiVersionHeader]: '2' }), 'version_mismatch'],
  ])('on %s', async (_, answer, code) => {
    const error = await errorOf(fake(answer).backend.getOrder({ orderId }))
    expect(error.code).toBe(code)
    expect(error.moneyMoved).toBe('no')
    expect(error.action).toBeTruthy()
  })

  test('never on the version that it speaks', async () => {
    const { backend } = fake(() => json(orderView, 200, { [apiVersionHeader]: apiVersion }))
    expect(await backend.getOrder({ orderId })).toEqual(orderView)
  })

  test('when there is no connection, or it breaks off in the middle', async () => {
    const none = fake(() => Promise.reject(new TypeError('fetch failed')))
    expect(await errorOf(none.backend.createOrder(createParameters))).toMatchObject({
      code: 'backend_unreachable',
      retryable: true,
    })
    const half = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"orderId":'))
        controller.error(new TypeError('terminated'))
      },
    })
    expect(await errorOf(fake(() => new Response(half)).backend.getOrder({ orderId }))).toMatchObject({
      code: 'backend_unreachable',
    })
  })

  test('when the app’s headers cannot be made, without asking', async () => {
    const { backend, asked } = fake(() => json(orderView), {
      headers: () => {
        throw new Error('signed out')
      },
    })
    expect(await errorOf(backend.getOrder({ orderId }))).toMatchObject({ code: 'backend_unreachable' })
    expect(asked).toHaveLength(0)
  })

  test('with the reason of the signal when it was aborted, before or during the answer', async () => {
    const before = new AbortController()
    before.abort(new Error('gone'))
    const refusing = httpBackend({
      baseUrl: '',
      fetch: async (_, init) => Promise.reject(init?.signal?.reason),
    })
    await expect(refusing.getOrder({ orderId }, { signal: before.signal })).rejects.toThrow('gone')

    const during = new AbortController()
    const body = new ReadableStream({
      pull(controller) {
        during.abort(new Error('left'))
        controller.error(during.signal.reason)
      },
    })
    await expect(
      fake(() => new Response(body)).backend.getOrder({ orderId }, { signal: during.signal }),
    ).rejects.toThrow('left')
  })
})
