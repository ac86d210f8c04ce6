import { type RouteName, routes } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { alice, bob, type Call, firstWords, harness, newId, origin, wish } from '../../test/harness.ts'
import type { OfframpHandlerOptions } from '../options.ts'

const names = Object.keys(routes) as RouteName[]
const posted = names.filter((name) => routes[name].method === 'POST')

const body = () => ({ requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] })

describe('who may call', () => {
  const matrix: [string, Call['headers'], string][] = [
    ['a listed origin', {}, 'ok 200'],
    ['a listed origin from another site', { 'sec-fetch-site': 'cross-site' }, 'ok 200'],
    ['another origin', { origin: 'https://evil.example' }, 'forbidden'],
    [
      'another origin that says same-origin',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      'forbidden',
    ],
    ['a listed host over http', { origin: 'http://app.example' }, 'forbidden'],
    ['a subdomain', { origin: 'https://x.app.example' }, 'forbidden'],
    ['a longer name', { origin: `${origin}.evil.example` }, 'forbidden'],
    ['another port', { origin: `${origin}:8443` }, 'forbidden'],
    ['the null origin', { origin: 'null' }, 'forbidden'],
    ['no origin', { origin: null }, 'forbidden'],
    ['no origin, same-origin', { origin: null, 'sec-fetch-site': 'same-origin' }, 'forbidden'],
    ['no origin, cross-site', { origin: null, 'sec-fetch-site': 'cross-site' }, 'forbidden'],
    ['a typed address', { 'sec-fetch-site': 'none' }, 'forbidden'],
    ['a listed origin, of a site that no browser names', { 'sec-fetch-site': 'trusted' }, 'forbidden'],
    ['two origins', { origin: `${origin}, https://evil.example` }, 'forbidden'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'unsupported_media_type'],
    ['plain text', { 'content-type': 'text/plain' }, 'unsupported_media_type'],
    ['JSON in disguise', { 'content-type': 'text/plain; a=application/json' }, 'unsupported_media_type'],
    ['no content type', { 'content-type': null }, 'unsupported_media_type'],
    ['JSON with a charset', { 'content-type': 'application/json; charset=utf-8' }, 'ok 200'],
    ['no version', { 'offrampkit-version': null }, 'version_mismatch'],
    ['another version', { 'offrampkit-version': '0' }, 'version_mismatch'],
  ]
  it.each(matrix)('a change from %s', async (_, headers, expected) => {
    const h = harness()
    expect(await h.code('createOrder', { body: body(), headers: headers ?? {} })).toBe(expected)
    const { items } = await h.ok<{ items: unknown[] }>('listOrders')
    expect(items).toHaveLength(expected === 'ok 200' ? 1 : 0)
  })

  it.each([
    ['no origin', { origin: null }, 200],
    ['the same origin', { origin: null, 'sec-fetch-site': 'same-origin' }, 200],
    ['the address bar', { origin: null, 'sec-fetch-site': 'none' }, 200],
    ['a page of another site', { origin: null, 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour on the same site', { origin: null, 'sec-fetch-site': 'same-site' }, 403],
    ['a listed neighbour', { 'sec-fetch-site': 'same-site' }, 200],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['no version', { 'offrampkit-version': null }, 200],
    ['another version', { 'offrampkit-version': '2' }, 426],
  ] as const)('a read from %s', async (_, headers, status) => {
    expect((await harness().send('listOrders', { headers })).status).toBe(status)
  })

  it('changes nothing by GET', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const path = { orderId, attemptId: newId(), provider: 'fake' }
    const asked = { ...h.fake.calls }
    for (const name of posted) {
      // This path is a list by GET.
      if (name === 'createOrder') continue
      const response = await h.send(name, { method: 'GET', path })
      expect([name, response.status, response.headers.get('allow')]).toEqual([name, 405, 'POST'])
    }
    for (const method of ['GET', 'HEAD'])
      for (const name of names) await firstWords(await h.send(name, { method, path }))
    expect(h.fake.calls).toEqual({ ...asked, reads: expect.any(Number) })
    const wrong = await h.send('listOrders', { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, GET'])
    expect((await h.ok<{ version: number }>('getOrder', { path: { orderId } })).version).toBe(1)
  })

  it('and by the hints of its owner no more than what they say', async () => {
    const h = harness()
    const { orderId } = await h.ready()
    const before = await h.store.order(orderId)
    const told = (await h.store.eventsAfter(orderId, 0, 100)).length
    const asked = { ...h.fake.calls }
    const hints = { path: { orderId }, query: '?returned=1&declared=1' }
    for (const call of [
      { ...hints, as: bob },
      { ...hints, as: null },
      { ...hints, headers: { origin: 'https://evil.example' } },
    ])
      await h.send('getOrder', call)
    expect(await h.store.order(orderId)).toEqual(before)
    for (let time = 0; time < 3; time++) await h.ok('getOrder', hints)
    const events = (await h.store.eventsAfter(orderId, 0, 100)).slice(told)
    expect(events.map(({ event }) => event.type).sort()).toEqual(['declared', 'returned'])
    const after = await h.store.order(orderId)
    expect(after?.order.attempts).toEqual([])
    expect({ ...h.fake.calls, reads: asked.reads }).toEqual(asked)
  })

  it('answers a preflight for a listed origin, and gives others nothing', async () => {
    const h = harness()
    const ask = (from: string) => h.send('createOrder', { method: 'OPTIONS', headers: { origin: from } })
    const listed = await ask(origin)
    expect(listed.status).toBe(204)
    expect(listed.headers.get('access-control-allow-origin')).toBe(origin)
    expect(listed.headers.get('access-control-allow-headers')).toContain('offrampkit-version')
    expect(listed.headers.get('access-control-allow-credentials')).toBeNull()
    for (const from of ['https://evil.example', 'null'])
      expect((await ask(from)).headers.get('access-control-allow-origin')).toBeNull()
    const withCookies = harness({ allowCredentials: true })
    const answered = await withCookies.send('listOrders')
    expect(answered.headers.get('access-control-allow-credentials')).toBe('true')
  })

  it('lets nothing be kept by a cache, whatever it answers', async () => {
    const h = harness()
    const responses = [
      await h.send('listOrders'),
      await h.send('createOrder', { body: body() }),
      await h.send('getOptions', { query: '?provider=fake' }),
      await h.send('getOrder', { path: { orderId: 'x' } }),
      await h.send('createOrder', { headers: { origin: 'https://evil.example' } }),
      await h.send('createOrder', { method: 'PUT' }),
      await h.send('createOrder', { method: 'OPTIONS' }),
      await h.handler(new Request('https://app.example/elsewhere')),
    ]
    for (const response of responses) {
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('vary')).toBe('Origin, Cookie, Authorization')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
    expect(responses.at(-1)?.status).toBe(404)
  })

  it('reads no more than 64 kB, declared or not', async () => {
    const h = harness()
    expect(await h.code('createOrder', { raw: 'x'.repeat(65_537) })).toBe('payload_too_large')
    expect(await h.code('createOrder', { headers: { 'content-length': '99999999' } })).toBe(
      'payload_too_large',
    )
    expect(await h.code('createOrder', { headers: { 'content-length': 'many' } })).toBe('payload_too_large')
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(1024))
      },
    })
    expect(await h.code('createOrder', { raw: endless })).toBe('payload_too_large')
    expect(pulled).toBeLessThan(80)
  })

  it('reads no address that is longer than 4 kB', async () => {
    const query = `?provider=fake&country=${'U'.repeat(4_096)}`
    expect(await harness().code('getOptions', { query })).toBe('invalid_request')
  })

  it('says so when a body breaks off', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    expect(await harness().code('createOrder', { raw: broken })).toBe('invalid_request')
  })
})

describe('the user’s IP', () => {
  const session = async (options: Partial<OfframpHandlerOptions>, host = 'app.example') => {
    const h = harness(options)
    const { orderId } = await h.create()
    const response = await h.handler(
      new Request(`https://${host}/api/offramp/orders/${orderId}/session`, {
        method: 'POST',
        headers: { origin, 'x-user': 'alice', 'content-type': 'application/json', 'offrampkit-version': '1' },
        body: '{}',
      }),
    )
    const answered = (await response.json()) as { error?: { code: string } }
    return answered.error?.code ?? h.fake.seen[0]?.clientIp
  }

  it('is asked for, and nothing is made up', async () => {
    expect(await session({ clientIp: () => null })).toBe('client_ip_unknown')
    expect(await session({ clientIp: () => 'unknown' })).toBe('client_ip_unknown')
    // A private address is that of a proxy nobody told us about: the provider would get its, not the user's.
    expect(await session({ clientIp: () => '10.1.2.3' })).toBe('client_ip_unknown')
    expect(await session({ clientIp: () => '2001:db8::7' })).toBe('2001:db8::7')
  })

  it('is not needed for a price', async () => {
    const { ok } = harness({ clientIp: () => null })
    expect(await ok('getQuote', { body: wish })).toMatchObject({ provider: 'fake' })
    expect(await ok('getQuotes', { body: wish })).toMatchObject({ quotes: [{ provider: 'fake' }] })
  })

  it('has a stand-in on localhost alone, and never in production', async () => {
    const stand = { clientIp: () => '127.0.0.1', developmentClientIp: '8.8.8.8' }
    expect(await session(stand, 'localhost:3000')).toBe('8.8.8.8')
    expect(await session(stand)).toBe('client_ip_unknown')
    expect(await session({ ...stand, clientIp: () => '203.0.113.7' }, 'localhost')).toBe('203.0.113.7')
    expect(() => harness({ ...stand, production: true })).toThrow(/production/)
    expect(() => harness({ developmentClientIp: '10.0.0.1' })).toThrow(/public IP/)
  })
})
