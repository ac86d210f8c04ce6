import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { isId } from '@offrampkit/core/order'
import { afterEach, describe, expect, it } from 'vitest'
import { bothStores } from '../../test/bothStores.ts'
import { alice, bob, harness, hash, newId, wish } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'
import type { ServedOrderView } from './view.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

describe.each(bothStores)('orders over the %s store', (_, open) => {
  const setUp = () => {
    const { store, second, close } = open()
    closing.push(close)
    return { h: harness({ store }), other: harness({ store: second }), store }
  }

  it('makes one order of fifty calls with one requestId, on two instances', async () => {
    const { h, other } = setUp()
    const requestId = newId()
    const views = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 2 ? h : other).create({ requestId })),
    )
    expect(new Set(views.map((view) => view.orderId)).size).toBe(1)
    expect((await h.ok<{ items: unknown[] }>('listOrders')).items).toHaveLength(1)
  })

  it('gives the same requestId of two users two orders', async () => {
    const { h } = setUp()
    const requestId = newId()
    const mine = await h.create({ requestId })
    const theirs = await h.create({ requestId, as: bob })
    expect(mine.orderId).not.toBe(theirs.orderId)
  })

  it('refuses a requestId that was used for something else', async () => {
    const { h } = setUp()
    const requestId = newId()
    const body = { requestId, provider: 'fake', request: wish, sender: alice.addresses[0] }
    await h.ok('createOrder', { body })
    for (const change of [
      { amount: '26' },
      { amount: '25.0' },
      { asset: 'ETH' },
      { country: 'DE' },
      { method: 'ACH' },
    ])
      expect(await h.code('createOrder', { body: { ...body, request: { ...wish, ...change } } })).toBe(
        'conflict',
      )
    expect(
      await h.code('createOrder', { body: { ...body, sender: alice.addresses[0]?.toLowerCase() } }),
    ).toBe('ok 200')
    expect(await h.code('createOrder', { body: { ...body, flow: 'fake/hosted' } })).toBe('ok 200')
    expect(await h.code('createOrder', { body: { ...body, flow: 'fake/other' } })).toBe('conflict')
  })

  it('writes what the provider says once, however often it says it', async () => {
    const { h, store } = setUp()
    const { orderId } = await h.ready()
    const first = await h.ok<OrderView>('getOrder', { path: { orderId } })
    for (let i = 0; i < 5; i++) {
      h.pass(2_000)
      await h.ok('getOrder', { path: { orderId } })
    }
    const last = await h.ok<OrderView>('getOrder', { path: { orderId } })
    expect(last.version).toBe(first.version)
    expect(h.fake.calls.reads).toBeGreaterThan(4)
    const events = await store.eventsAfter(orderId, 0, 100)
    expect(events.map(({ event }) => event.type)).toEqual(['opened', 'row'])
  })
})

describe('making an order', () => {
  const bodyOf = (change: Record<string, unknown> = {}) => ({
    requestId: newId(),
    provider: 'fake',
    request: wish,
    sender: alice.addresses[0],
    ...change,
  })

  it('takes a sender that is proven, whatever its letter case, and no other', async () => {
    const h = harness()
    expect(isId((await h.create()).orderId)).toBe(true)
    const lower = await h.ok<OrderView>('createOrder', {
      body: bodyOf({ sender: alice.addresses[0]?.toLowerCase() }),
    })
    expect(lower.sender).toBe(alice.addresses[0])
    expect(await h.code('createOrder', { body: bodyOf({ sender: bob.addresses[0] }) })).toBe('forbidden')
    const broken = alice.addresses[0]?.replace('A', 'a')
    expect(await h.code('createOrder', { body: bodyOf({ sender: broken }) })).toBe('invalid_address')
  })

  it.each([
    ['invalid_amount', { amount: '0' }],
    ['invalid_amount', { amount: '0.0000001' }],
    ['invalid_request', { amount: '1e3' }],
    ['invalid_request', { amount: '-1' }],
    ['invalid_request', { amount: '1,5' }],
    ['invalid_request', { amount: 25 }],
    ['unknown_asset', { asset: 'usdc' }],
    ['unsupported_network', { network: 'eip155:1' }],
    ['provider_rejected', { country: 'XX' }],
  ])('refuses with %s: %j', async (code, change) => {
    expect(await harness().code('createOrder', { body: bodyOf({ request: { ...wish, ...change } }) })).toBe(
      code,
    )
  })

  it('refuses a provider, a flow and a requestId that it does not know', async () => {
    const h = harness()
    for (const change of [
      { provider: 'other' },
      { flow: 'fake/none' },
      { requestId: 'short' },
      { orderId: newId() },
    ])
      expect(await h.code('createOrder', { body: bodyOf(change) })).toBe('invalid_request')
  })
})

describe('reading an order', () => {
  const read = (h: ReturnType<typeof harness>, orderId: string) =>
    h.ok<ServedOrderView>('getOrder', { path: { orderId } })

  it('goes on while the provider is down, and says that it is not fresh', async () => {
    const h = harness()
    const { orderId, status } = await h.ready()
    h.fake.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    h.pass(2_000)
    expect(await read(h, orderId)).toMatchObject({ stale: true, status })
    expect(await read(h, orderId)).toMatchObject({ stale: true })
    h.fake.down = new TypeError('a bug in a provider')
    h.pass(2_000)
    expect(await read(h, orderId)).toMatchObject({ stale: true })
    h.fake.down = null
    h.pass(2_000)
    expect(await read(h, orderId)).toMatchObject({ stale: false, status })
    expect(h.errors.map(({ error }) => error.code)).toContain('provider_unavailable')
  })

  it('does not wait for ever for a provider that says nothing', async () => {
    const patience = new AbortController()
    const h = harness({ timeout: () => patience.signal })
    const { orderId } = await h.ready()
    h.fake.silent = true
    h.pass(2_000)
    const reading = read(h, orderId)
    patience.abort()
    expect(await reading).toMatchObject({ stale: true })
  })

  it('asks the provider once for twenty tabs', async () => {
    const h = harness()
    const { orderId } = await h.ready()
    const before = h.fake.calls.reads
    h.pass(2_000)
    await Promise.all(Array.from({ length: 20 }, () => read(h, orderId)))
    expect(h.fake.calls.reads).toBe(before + 1)
    await read(h, orderId)
    expect(h.fake.calls.reads).toBe(before + 1)
    h.pass(1_000)
    await read(h, orderId)
    expect(h.fake.calls.reads).toBe(before + 2)
  })

  it('does not ask about an order that nobody opened, nor about a paid one', async () => {
    const h = harness()
    const { orderId } = await h.create()
    await read(h, orderId)
    expect(h.fake.calls.reads).toBe(0)
    const paid = await h.ready()
    h.fake.rows.set(paid.orderId, [
      { rowId: `row-${paid.orderId}`, state: 'paid', fields: { txHash: hash('a') } },
    ])
    h.pass(2_000)
    expect((await read(h, paid.orderId)).status.kind).toBe('paid')
    const before = h.fake.calls.reads
    h.pass(60_000)
    await read(h, paid.orderId)
    expect(h.fake.calls.reads).toBe(before)
  })

  it('is not moved by a word that it does not know', async () => {
    const h = harness()
    const { orderId, status } = await h.ready()
    h.fake.rows.get(orderId)?.push({ rowId: 'odd', state: 'unknown', fields: {} })
    h.pass(2_000)
    expect((await read(h, orderId)).status).toEqual(status)
  })

  it('never counts a row for two orders', async () => {
    const h = harness()
    const first = await h.ready()
    const second = await h.ready()
    h.fake.rows.set(second.orderId, [
      ...(h.fake.rows.get(second.orderId) ?? []),
      ...(h.fake.rows.get(first.orderId) ?? []),
      { rowId: 'own', state: 'unknown', fields: {} },
    ])
    h.pass(2_000)
    const after = await read(h, second.orderId)
    expect(Object.keys(after.facts.rows).sort()).toEqual(['own', `row-${second.orderId}`].sort())
    expect(h.errors.map(({ error }) => error.code)).toContain('conflict')
  })

  it('says store_failed, and no more, while the database is down', async () => {
    const inner = memoryStore()
    let down = false
    const store = new Proxy(inner, {
      get: (target, name) =>
        down
          ? async () => Promise.reject(new Error('host=db password=hunter2'))
          : target[name as keyof Store],
    })
    const h = harness({ store })
    const { orderId } = await h.create()
    down = true
    const response = await h.send('getOrder', { path: { orderId } })
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('hunter2')
    expect(await h.code('listOrders')).toBe('store_failed')
    down = false
    expect((await read(h, orderId)).orderId).toBe(orderId)
  })

  it('makes nothing, here or at the provider, while nothing can be written', async () => {
    const inner = memoryStore()
    let readOnly = false
    const writes = new Set<PropertyKey>(['insertOrder', 'compareAndSet', 'claim', 'receiveWebhook'])
    const store = new Proxy(inner, {
      get: (target, name) =>
        readOnly && writes.has(name)
          ? async () => Promise.reject(new Error('the disk is full'))
          : target[name as keyof Store],
    })
    const h = harness({ store })
    const made = await h.create()
    const { orderId } = await h.ready()
    const before = await inner.order(orderId)
    const asked = { ...h.fake.calls }
    readOnly = true
    expect(
      await h.code('createOrder', {
        body: { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] },
      }),
    ).toBe('store_failed')
    expect(await h.code('createSession', { path: { orderId: made.orderId } })).toBe('store_failed')
    const attempt = h.attemptFor(await read(h, orderId))
    expect(await h.code('reserveDeposit', { path: { orderId }, body: { attempt } })).toBe('store_failed')
    expect((await h.webhook({ orderId, rowId: 'row', state: 'received', fields: {} })).status).toBe(503)
    readOnly = false
    expect({ ...h.fake.calls, reads: asked.reads }).toEqual(asked)
    expect((await h.ok<{ items: unknown[] }>('listOrders')).items).toHaveLength(2)
    expect(await inner.order(orderId)).toEqual(before)
    expect((await inner.order(made.orderId))?.version).toBe(1)
  })
})
