import { checkBackend, httpBackend, type OrderView } from '@offrampkit/core/api'
import { describe, expect, it, vi } from 'vitest'
import { sessionToken } from '../test/fakeProvider.ts'
import { alice, bob, harness, newId, origin, wish } from '../test/harness.ts'

describe('a sale over the handler', () => {
  it('speaks to the typed client of core', async () => {
    const h = harness()
    const backend = checkBackend(
      httpBackend({
        baseUrl: 'https://app.example/api/offramp',
        fetch: (input, init) => h.handler(new Request(input as string, init)),
        headers: () => ({ origin, 'x-user': 'alice' }),
      }),
    )
    const options = await backend.getOptions({ provider: 'fake', country: 'US' })
    expect(options.countries[0]?.id).toBe('US')
    const quote = await backend.getQuote({ ...wish })
    expect(quote.receive).toEqual({ amount: '25', currency: 'USD' })
    const order = await backend.createOrder({
      requestId: newId(),
      provider: 'fake',
      request: wish,
      sender: alice.addresses[0]!,
    })
    expect(order.status).toEqual({ kind: 'created' })
    const session = await backend.createSession({ orderId: order.orderId })
    expect(session).toMatchObject({ kind: 'open', url: expect.stringContaining(sessionToken) })
    const seen = await backend.getOrder({ orderId: order.orderId, returned: true })
    expect(seen.status).toEqual({ kind: 'opened' })
    expect(seen.facts.steps).toHaveProperty('returned')
    const page = await backend.listOrders?.({})
    expect(page?.items.map((item) => item.orderId)).toEqual([order.orderId])
  })

  it('has an id of 16 bytes of getRandomValues', async () => {
    const random = vi.spyOn(crypto, 'getRandomValues')
    try {
      const { orderId } = await harness().create({ requestId: 'AAECAwQFBgcICQoLDA0ODw' })
      const made = random.mock.results.map(({ value }) => Buffer.from(value).toString('base64url'))
      expect(made).toContain(orderId)
      expect(Buffer.from(orderId, 'base64url')).toHaveLength(16)
    } finally {
      random.mockRestore()
    }
  })

  it('tells the provider the IP of the connection and a return URL from the configuration', async () => {
    const h = harness()
    const { orderId } = await h.create()
    await h.ok('createSession', { path: { orderId }, headers: { 'x-forwarded-for': '1.1.1.1' } })
    expect(h.fake.seen).toEqual([
      { clientIp: '203.0.113.7', returnUrl: `https://app.example/cash-out?tab=1&offramp_order=${orderId}` },
    ])
  })

  it('keeps users apart: not yours and absent are the same bytes', async () => {
    const h = harness()
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    const absent = newId()
    const asks = [
      ['getOrder', {}],
      ['watchOrder', {}],
      ['createSession', {}],
      ['continueSession', { values: {} }],
      ['cancelOrder', {}],
      ['reserveDeposit', { attempt }],
      ['reportDeposit', { phase: 'prompting' }],
      ['findDeposit', {}],
    ] as const
    for (const [name, body] of asks) {
      const ask = async (orderId: string) => {
        const response = await h.send(name, {
          as: bob,
          path: { orderId, attemptId: attempt.attemptId },
          body,
        })
        return [response.status, [...response.headers], await response.text()]
      }
      const foreign = await ask(order.orderId)
      expect(foreign[0]).toBe(404)
      expect(await ask(absent)).toEqual(foreign)
      expect(await ask('../../secrets')).toEqual(foreign)
    }
    const bobs = await h.ok<{ items: OrderView[] }>('listOrders', { as: bob })
    expect(bobs.items).toEqual([])
  })

  it('asks for a user before anything else is read', async () => {
    const h = harness()
    expect(await h.code('createOrder', { as: null, raw: 'not json' })).toBe('unauthenticated')
    expect(await h.code('listOrders', { as: null })).toBe('unauthenticated')
    expect(await h.code('getOptions', { as: null, query: '?provider=fake' })).toBe('ok 200')
  })

  it('asks a provider for its options once a minute, whoever asks', async () => {
    const h = harness()
    for (let i = 0; i < 5; i++) await h.ok('getOptions', { query: '?provider=fake&country=US' })
    expect(h.fake.calls.options).toBe(1)
    h.pass(61_000)
    await h.ok('getOptions', { query: '?provider=fake&country=US' })
    expect(h.fake.calls.options).toBe(2)
  })

  it('pages through orders, newest first', async () => {
    const h = harness()
    const made: string[] = []
    for (let i = 0; i < 45; i++) {
      made.unshift((await h.create()).orderId)
      if (i % 3 === 0) h.pass(1)
    }
    const found: string[] = []
    let query = ''
    for (let page = 0; page < 5 && query !== '?'; page++) {
      const { items, next } = await h.ok<{ items: OrderView[]; next: string | null }>('listOrders', { query })
      found.push(...items.map((item) => item.orderId))
      query = next === null ? '?' : `?cursor=${next}`
    }
    expect(found).toHaveLength(45)
    expect([...found].sort()).toEqual([...made].sort())
    expect(await h.code('listOrders', { query: '?cursor=1.x' })).toBe('invalid_request')
  })
})

it('says of a path that was cut what is wrong, and of an order nothing', async () => {
  const h = harness()
  const ask = async (path: string) => {
    const response = await h.handler(
      new Request(`https://app.example${path}`, { headers: { 'x-user': 'alice' } }),
    )
    return { status: response.status, body: await response.text() }
  }
  const cut = await ask('/orders')
  expect(cut.status).toBe(404)
  expect(cut.body).toContain('`basePath`')
  expect(cut.body).not.toContain('signed in')
  const absent = await ask(`/api/offramp/orders/${newId()}`)
  expect(absent.body).not.toContain('basePath')
  const { orderId } = await h.create({ as: bob })
  expect(await ask(`/api/offramp/orders/${orderId}`)).toEqual(absent)
})
