import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { OrderEvent } from '@offrampkit/core/order'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { bothStores } from '../../test/bothStores.ts'
import { depositAddress, webhookSecret } from '../../test/fakeProvider.ts'
import { harness, hash, network, newId } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'
import { throwawayWebhook } from '../testing/throwawayProviders.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const anyTime = { provider: 'fake', before: Number.MAX_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER }
const waiting = { network, asset: 'USDC', amount: '25', to: depositAddress }
const statusOf = async (h: ReturnType<typeof harness>, orderId: string) =>
  (await h.store.order(orderId))?.order.facts.rows ?? {}

describe.each(bothStores)('webhooks over the %s store', (_, open) => {
  it('are applied once, however often they are delivered, on any instance', async () => {
    const { store, second, close } = open()
    closing.push(close)
    const [h, other] = [harness({ store }), harness({ store: second })]
    const { orderId } = await h.create()
    const news = { orderId, rowId: 'r', state: 'waiting', fields: waiting }
    const responses = await Promise.all(
      Array.from({ length: 30 }, (_, at) => (at % 2 ? h : other).webhook(news)),
    )
    expect(responses.map((response) => response.status)).toEqual(Array(30).fill(200))
    expect((await store.order(orderId))?.version).toBe(2)
    expect(await store.eventsAfter(orderId, 0, 100)).toHaveLength(1)
    expect(await store.claimWebhook(anyTime)).toBeNull()
  })
})

describe('webhooks', () => {
  it('come to the same in any order', async () => {
    const news = [
      { rowId: 'r', state: 'waiting', fields: waiting },
      { rowId: 'r', state: 'received', fields: { txHash: hash('a') } },
      { rowId: 'r', state: 'processing', fields: {} },
      { rowId: 'r', state: 'paid', fields: { payout: '24.5', payoutCurrency: 'USD' } },
    ]
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 3, 0], { minLength: 6 }), async (order) => {
        const h = harness()
        const { orderId } = await h.create()
        for (const at of order) await h.webhook({ orderId, ...news[at] })
        const { status } = await h.ok<OrderView>('getOrder', { path: { orderId } })
        expect(status).toEqual({
          kind: 'paid',
          rowId: 'r',
          txHash: hash('a'),
          payout: { amount: '24.5', currency: 'USD' },
        })
      }),
      { numRuns: 40 },
    )
  })

  it('find the order by the provider’s id when they carry none of ours', async () => {
    const h = harness()
    const order = await h.ready()
    await h.webhook({ rowId: `row-${order.orderId}`, state: 'received', fields: { txHash: hash('a') } })
    const { status } = await h.ok<OrderView>('getOrder', { path: { orderId: order.orderId } })
    expect(status.kind).toBe('received')
  })

  it('are turned away when they are forged, and say nothing about why', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const news = { orderId, rowId: 'r', state: 'waiting', fields: waiting }
    const good = await throwawayWebhook(webhookSecret, news as never)
    const [signature] = Object.entries(good.headers).filter(([name]) => name.startsWith('x-'))
    const [name = '', hex = ''] = signature ?? []
    const forged: [string, Record<string, string | null>][] = [
      [good.body.replace('waiting', 'paid'), good.headers],
      [good.body.replace('{', '{"more":1,'), good.headers],
      [good.body, { ...good.headers, [name]: hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }],
      [good.body, { ...good.headers, [name]: '' }],
      [good.body, { 'content-type': 'application/json' }],
      ['', good.headers],
    ]
    const answers = new Set<string>()
    for (const [raw, headers] of forged) {
      const response = await h.send('receiveWebhook', { path: { provider: 'fake' }, raw, headers })
      expect(response.status).toBe(401)
      answers.add(await response.text())
    }
    expect(answers.size).toBe(1)
    expect([...answers][0]).not.toMatch(/signature|secret|reason/i)
    expect(h.errors.map(({ error }) => error.details?.reason)).toContain('bad_signature')
    expect((await h.webhook(news, 'fake', 'another secret')).status).toBe(401)
    expect(await statusOf(h, orderId)).toEqual({})
    expect(await h.store.claimWebhook(anyTime)).toBeNull()
    expect((await h.webhook(news)).status).toBe(200)
  })

  it('of a provider that is not configured, or has none, are not found', async () => {
    expect((await harness().webhook({}, 'other')).status).toBe(404)
    expect((await harness().webhook({}, '__proto__')).status).toBe(404)
  })

  it('need no origin, no user and no version: the signature is all', async () => {
    const h = harness()
    const { body, headers } = await throwawayWebhook(webhookSecret, {
      orderId: newId(),
      rowId: 'r',
      fields: {},
    })
    const url = 'https://app.example/api/offramp/webhooks/fake'
    expect((await h.handler(new Request(url, { method: 'POST', body, headers }))).status).toBe(200)
  })

  it('about an order that is not known yet are kept, and applied once it is', async () => {
    const h = harness()
    const { orderId } = await h.create()
    expect(
      (await h.webhook({ rowId: 'early', state: 'received', fields: { txHash: hash('a') } })).status,
    ).toBe(200)
    expect(await statusOf(h, orderId)).toEqual({})
    await h.webhook({ orderId, rowId: 'early', state: 'waiting', fields: waiting })
    h.pass(5_000)
    expect(await h.handler.reconcile()).toMatchObject({ webhooks: 1 })
    const { status } = await h.ok<OrderView>('getOrder', { path: { orderId } })
    expect(status.kind).toBe('received')
  })

  it('are not lost when the server dies between keeping and applying them', async () => {
    const inner = memoryStore()
    let broken = true
    const store: Store = {
      ...inner,
      compareAndSet: async (write) => {
        if (broken) throw new Error('gone')
        return await inner.compareAndSet(write)
      },
    }
    const h = harness({ store })
    const { orderId } = await h.create()
    const news = { orderId, rowId: 'r', state: 'waiting', fields: waiting }
    expect((await h.webhook(news)).status).toBe(200)
    expect(await statusOf(h, orderId)).toEqual({})
    broken = false
    // Another process, over the same data, at its start.
    const after = harness({ store })
    after.pass(5_000)
    expect(await after.handler.reconcile()).toMatchObject({ webhooks: 1 })
    expect(await statusOf(after, orderId)).toHaveProperty('r')
    expect(await after.handler.reconcile()).toMatchObject({ webhooks: 0 })
  })

  it('are worked on again when they are delivered again before that', async () => {
    const h = harness()
    const order = await h.ready()
    h.fake.confirmByRead = true
    h.fake.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    const news = { orderId: order.orderId, rowId: `row-${order.orderId}`, state: 'paid', fields: {} }
    expect((await h.webhook(news)).status).toBe(200)
    h.fake.down = null
    const before = h.fake.calls.reads
    expect((await h.webhook(news)).status).toBe(200)
    expect(h.fake.calls.reads).toBe(before + 1)
    expect((await h.webhook(news)).status).toBe(200)
    expect(h.fake.calls.reads).toBe(before + 1)
  })

  it('are the same news when they come again, although nobody noted that they were applied', async () => {
    const inner = memoryStore()
    const h = harness({ store: { ...inner, settleWebhook: async () => undefined } })
    const { orderId } = await h.create()
    const said = (method: string) => ({
      orderId,
      rowId: 'r',
      state: 'waiting',
      fields: { ...waiting, method },
    })
    for (const method of ['first', 'second', 'first', 'second']) {
      expect((await h.webhook(said(method))).status).toBe(200)
      h.pass(1_000)
    }
    const events = await inner.eventsAfter(orderId, 0, 100)
    expect(events.map(({ event }) => 'fields' in event && event.fields.method)).toEqual(['first', 'second'])
  })

  it('are not answered well when they cannot be kept', async () => {
    const inner = memoryStore()
    const store: Store = { ...inner, receiveWebhook: async () => Promise.reject(new Error('disk full')) }
    const response = await harness({ store }).webhook({ orderId: newId(), rowId: 'r' })
    expect(response.status).toBe(503)
  })

  it('are a wake-up and no more where the provider can be asked', async () => {
    const h = harness()
    const order = await h.ready()
    h.fake.confirmByRead = true
    const rowId = `row-${order.orderId}`
    await h.webhook({ orderId: order.orderId, rowId, state: 'paid', fields: {} })
    expect((await h.store.order(order.orderId))?.order.facts.rows[rowId]?.states).not.toHaveProperty('paid')
    h.fake.rows.set(order.orderId, [{ rowId, state: 'processing', fields: { txHash: hash('a') } }])
    await h.webhook({ orderId: order.orderId, rowId, state: 'paid', fields: { reason: 'again' } })
    expect((await h.store.order(order.orderId))?.order.facts.rows[rowId]?.states).toHaveProperty('processing')
  })

  it('of one provider say nothing about an order of another', async () => {
    const h = harness()
    const { orderId } = await h.create()
    const stored = await h.store.order(orderId)
    const foreign = {
      ...stored!,
      order: { ...stored!.order, orderId: newId(), provider: 'other' },
      requestId: newId(),
    }
    await h.store.insertOrder(foreign, [])
    await h.webhook({ orderId: foreign.order.orderId, rowId: 'r', state: 'waiting', fields: waiting })
    expect((await h.store.order(foreign.order.orderId))?.version).toBe(1)
  })

  it('can be answered before they are worked on', async () => {
    const works: Promise<void>[] = []
    const h = harness({ waitUntil: (work) => works.push(work) })
    const { orderId } = await h.create()
    expect((await h.webhook({ orderId, rowId: 'r', state: 'waiting', fields: waiting })).status).toBe(200)
    expect(works).toHaveLength(1)
    await Promise.all(works)
    expect(await statusOf(h, orderId)).toHaveProperty('r')
  })

  it('may name rows and fields like the innards of objects', async () => {
    const h = harness()
    const { orderId } = await h.create()
    for (const rowId of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(
        (await h.webhook({ orderId, rowId, state: 'unknown', fields: { toString: 'x' } as never })).status,
      ).toBe(200)
    expect((await h.ok<OrderView>('getOrder', { path: { orderId } })).status.kind).toBe('created')
    expect({} as Record<string, unknown>).not.toHaveProperty('states')
  })

  it('are stored as events of the order, in the order of their coming', async () => {
    const h = harness()
    const { orderId } = await h.create()
    await h.webhook({ orderId, rowId: 'r', state: 'waiting', fields: waiting })
    await h.webhook({ orderId, rowId: 'r', state: 'received', fields: {} })
    const events = await h.store.eventsAfter(orderId, 0, 10)
    expect(events.map(({ seq, event }) => [seq, (event as OrderEvent & { state?: string }).state])).toEqual([
      [1, 'waiting'],
      [2, 'received'],
    ])
  })
})
