import { type RouteName, routes } from '@offrampkit/core/api'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstWords, harness, newId, origin, wish } from '../../test/harness.ts'

const names = Object.keys(routes) as RouteName[]
/** More of everything that is made up: `FUZZ_TIMES=10`. */
const fuzzTimes = (runs: number) => Math.round(runs * Number(process.env.FUZZ_TIMES ?? 1))

/** A request that some page, form, image or script of another site can cause, or that nobody's browser sends. */
const forged = fc.record({
  name: fc.constantFrom(...names.filter((name) => routes[name].access === 'user')),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
  origin: fc.constantFrom(
    null,
    'null',
    'https://evil.example',
    `${origin}.evil.example`,
    'http://app.example',
    '',
    '*',
  ),
  site: fc.constantFrom(null, 'cross-site', 'same-site', 'same-origin', 'none', 'trusted'),
  type: fc.constantFrom(
    null,
    'text/plain',
    'text/plain;application/json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/json',
  ),
  version: fc.constantFrom(null, '1'),
  override: fc.constantFrom(null, 'x-http-method-override', 'x-method-override', 'x-original-url'),
})

it('what comes from elsewhere changes nothing, and is told nothing', { timeout: 600_000 }, async () => {
  const h = harness()
  const order = await h.ready()
  const attempt = h.attemptFor(order)
  const path = { orderId: order.orderId, attemptId: attempt.attemptId, provider: 'fake' }
  const body = JSON.stringify({
    ...{ requestId: newId(), provider: 'fake', request: wish, sender: order.sender },
    ...{ attempt, values: { iban: 'x' }, phase: 'hash' },
  })
  const asked = { ...h.fake.calls }
  await fc.assert(
    fc.asyncProperty(forged, async ({ name, method, origin: from, site, type, version, override }) => {
      const response = await h.send(name, {
        path,
        method,
        query: '?returned=1&declared=1',
        ...(method === 'GET' || method === 'HEAD' ? {} : { raw: body }),
        headers: {
          origin: from,
          'content-type': type,
          'offrampkit-version': version,
          ...(site === null ? {} : { 'sec-fetch-site': site }),
          ...(override === null ? {} : { [override]: 'POST' }),
        },
      })
      const text = await firstWords(response)
      // Reads without an origin are those of the address bar and of old browsers, whose pages cannot see the answer.
      const plainRead = method === 'GET' && from === null
      if (plainRead && site !== 'cross-site' && site !== 'same-site' && site !== 'trusted') return
      if (method === 'OPTIONS') expect(response.headers.get('access-control-allow-origin')).toBeNull()
      else expect([403, 404, 405]).toContain(response.status)
      expect(text).not.toContain(order.orderId)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('cache-control')).toContain('no-store')
    }),
    { numRuns: fuzzTimes(1_500) },
  )
  const after = await h.store.order(order.orderId)
  expect(after?.order.attempts).toEqual([])
  // Only the hints that a plain read may leave were left.
  expect((await h.store.eventsAfter(order.orderId, 0, 100)).map(({ event }) => event.type)).toEqual(
    expect.not.arrayContaining(['attempt', 'cancelled']),
  )
  expect({ ...h.fake.calls, reads: asked.reads }).toEqual(asked)
  expect(await h.store.ordersOf('alice', { after: null, limit: 9 })).toHaveLength(1)
})

it('no path part leads anywhere but to an order, whatever is in it', async () => {
  const h = harness()
  const { orderId } = await h.ready()
  const asked = { ...h.fake.calls }
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '..',
      '../..',
      '%2e%2e',
      '%2F',
      '%00',
      '@',
      ':orderId',
      '*',
      '__proto__',
      `${orderId}/..`,
      `${orderId}%20`,
    ),
    fc.constant(orderId).map((id) => `${id.slice(0, 21)}${id.endsWith('A') ? 'B' : 'b'}`),
    fc.constant(`${orderId}${orderId}`),
  )
  await fc.assert(
    fc.asyncProperty(
      part,
      fc.constantFrom('', '/session', '/events', '/cancel', '/deposits', '/deposits/x/find'),
      async (id, rest) => {
        fc.pre(id !== orderId && !/[\ud800-\udfff]/.test(id))
        const url = `https://app.example/api/offramp/orders/${encodeURIComponent(id)}${rest}`
        const post = rest !== '' && rest !== '/events'
        const response = await h.handler(
          new Request(url, {
            method: post ? 'POST' : 'GET',
            headers: {
              origin,
              'x-user': 'alice',
              'offrampkit-version': '1',
              'content-type': 'application/json',
            },
            ...(post ? { body: rest === '/deposits' ? JSON.stringify({ attempt: {} }) : '{}' } : {}),
          }),
        )
        // `orders/` with nothing behind it is the list.
        if (id === '' || id === '.' || id === '..') return
        expect([400, 404, 405], `${response.status} for ${JSON.stringify(id)}`).toContain(response.status)
      },
    ),
    { numRuns: fuzzTimes(300) },
  )
  expect(h.fake.calls).toEqual(asked)
})
