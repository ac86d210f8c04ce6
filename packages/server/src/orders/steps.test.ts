import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { depositAddress } from '../../test/fakeProvider.ts'
import { harness, hash, network } from '../../test/harness.ts'

describe('sessions', () => {
  it('are fresh each time for the same order, and end with it', async () => {
    const h = harness()
    const { orderId } = await h.create()
    await h.ok('createSession', { path: { orderId } })
    await h.ok('createSession', { path: { orderId } })
    expect(h.fake.calls.sessions).toBe(2)
    h.fake.rows.set(orderId, [{ rowId: 'r', state: 'expired', fields: {} }])
    h.pass(2_000)
    await h.ok('getOrder', { path: { orderId } })
    expect(await h.code('createSession', { path: { orderId } })).toBe('order_expired')
    h.fake.rows.set(orderId, [{ rowId: 'r', state: 'paid', fields: {} }])
    h.pass(2_000)
    await h.ok('getOrder', { path: { orderId } })
    expect(await h.code('createSession', { path: { orderId } })).toBe('order_ended')
  })

  it('do not open the provider again while a deposit may be on its way', async () => {
    const h = harness()
    const order = await h.ready()
    const { orderId } = order
    await h.ok('reserveDeposit', { path: { orderId }, body: { attempt: h.attemptFor(order) } })
    const before = h.fake.calls.sessions
    expect(await h.ok('createSession', { path: { orderId } })).toEqual({ kind: 'follow', orderId })
    expect(h.fake.calls.sessions).toBe(before)
  })

  it('pass on what the provider says is wrong, and leave the order as it was', async () => {
    const h = harness()
    const { orderId } = await h.create()
    h.fake.down = new OfframpError({ code: 'rate_limited', message: 'Slowly.', retryAfterMs: 2_500 })
    const response = await h.send('createSession', { path: { orderId } })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3'])
    h.fake.down = null
    expect((await h.ok<OrderView>('getOrder', { path: { orderId } })).version).toBe(1)
  })
})

describe('cancelling', () => {
  it('is written before it is told, so that nothing is sent whatever the provider answers', async () => {
    const h = harness()
    const order = await h.ready()
    const { orderId } = order
    h.fake.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    expect(await h.code('cancelOrder', { path: { orderId } })).toBe('provider_unavailable')
    const attempt = h.attemptFor(order)
    expect(await h.code('reserveDeposit', { path: { orderId }, body: { attempt } })).toBe('order_ended')
    h.fake.down = null
    const cancelled = await h.ok<OrderView>('cancelOrder', { path: { orderId } })
    expect(cancelled.status.kind).toBe('cancelled')
    expect(h.fake.calls.cancels).toBe(1)
  })

  it('is refused while a deposit may be on its way', async () => {
    const h = harness()
    const order = await h.ready()
    const { orderId } = order
    const attempt = h.attemptFor(order)
    await h.ok('reserveDeposit', { path: { orderId }, body: { attempt } })
    expect(await h.code('cancelOrder', { path: { orderId } })).toBe('attempt_active')
    expect(h.fake.calls.cancels).toBe(0)
    const path = { orderId, attemptId: attempt.attemptId }
    await h.ok('reportDeposit', { path, body: { phase: 'dead', proof: 'P3' } })
    expect(await h.code('cancelOrder', { path: { orderId } })).toBe('ok 200')
  })
})

describe('catching up', () => {
  it('finds orders whose news stopped, moves them on, and leaves the rest alone', async () => {
    const h = harness()
    const { orderId } = await h.ready()
    const fields = { network, asset: 'USDC', amount: '25', to: depositAddress, txHash: hash('b') }
    h.fake.rows.set(orderId, [{ rowId: `row-${orderId}`, state: 'paid', fields }])
    const idle = { webhooks: 0, orders: 0, failed: 0, more: false }
    expect(await h.handler.reconcile()).toEqual(idle)
    h.pass(31_000)
    expect(await h.handler.reconcile()).toEqual({ ...idle, orders: 1 })
    expect((await h.store.order(orderId))?.dueAt).toBeNull()
    const page = await h.ok<{ items: OrderView[] }>('listOrders')
    expect(page.items[0]?.status.kind).toBe('paid')
    h.pass(3_600_000)
    expect(await h.handler.reconcile()).toEqual(idle)
  })

  it('comes back later to a provider that is down', async () => {
    const h = harness()
    await h.ready()
    h.fake.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    h.pass(31_000)
    expect((await h.handler.reconcile()).orders).toBe(1)
    expect((await h.handler.reconcile()).orders).toBe(0)
    h.pass(31_000)
    expect((await h.handler.reconcile()).orders).toBe(1)
  })

  it('tells of every change, once', async () => {
    const told: number[] = []
    const h = harness({ onOrderChanged: ({ version }) => told.push(version) })
    await h.ready()
    expect(told).toEqual([2, 3])
  })
})
