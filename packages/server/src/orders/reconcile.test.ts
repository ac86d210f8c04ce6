import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { down, worksite } from '../../test/worker/worksite.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store, StoredOrder } from '../stores/store.ts'

const idle = { webhooks: 0, orders: 0, failed: 0, more: false }
const fast = { readsPerSecond: { fake: 1_000, other: 1_000 } }
const ids = (orders: readonly StoredOrder[]) => orders.map(({ order }) => order.orderId)

describe('a round', () => {
  it('asks about each order once, however many workers there are, longest due first', async () => {
    const site = worksite(fast)
    const orders = await site.insertMany(30)
    const workers = [site.worker(), site.worker(), site.worker()]
    const done = await site.time.run(Promise.all(workers.map(({ handler }) => handler.reconcile())))
    expect(site.asked.map(({ orderId }) => orderId)).toEqual(ids(orders))
    expect(done.map((one) => one.orders).reduce((sum, n) => sum + n)).toBe(30)
    expect(Math.min(...done.map((one) => one.orders))).toBeGreaterThan(5)
    expect(await site.worker().handler.reconcile()).toEqual(idle)
  })

  it('asks about few at once', async () => {
    const site = worksite(fast)
    await site.insertMany(20)
    await site.time.run(site.worker().handler.reconcile())
    expect(site.asking.most).toBe(4)
  })

  it('leaves what a killed worker had taken until a minute later', async () => {
    const site = worksite(fast)
    await site.insertMany(3)
    const now = site.time.now()
    await site.store.claimOrder({ provider: 'fake', before: now, until: now + 60_000 })
    const { handler } = site.worker()
    expect(await site.time.run(handler.reconcile())).toEqual({ ...idle, orders: 2 })
    await site.time.run(site.time.sleep(60_000))
    expect((await site.time.run(handler.reconcile())).orders).toBe(3)
  })

  it('goes on where one order fails each time, and comes back to that one', async () => {
    const site = worksite(fast)
    const [bad, ...good] = await site.insertMany(10)
    const { onRead } = site.fake
    site.fake.onRead = async (orderId) => {
      await onRead(orderId)
      if (orderId === bad?.order.orderId) throw new TypeError('its rows are odd')
    }
    const { handler, errors } = site.worker()
    expect(await site.time.run(handler.reconcile())).toEqual({ ...idle, orders: 10, failed: 1 })
    expect(errors.map(({ context }) => context)).toEqual([
      { during: 'reconcile', order: expect.stringMatching(/^[0-9a-f]{8}$/) },
    ])
    for (const { order } of good) expect((await site.store.order(order.orderId))?.dueAt).toBeGreaterThan(0)
    await site.time.run(site.time.sleep(60_000))
    expect(await site.time.run(handler.reconcile())).toEqual({ ...idle, orders: 10, failed: 1 })
  })

  it('goes on while one order is not answered at all', async () => {
    const site = worksite(fast)
    const orders = await site.insertMany(20)
    const { onRead } = site.fake
    site.fake.onRead = async (orderId) => {
      await onRead(orderId)
      if (orderId === orders[0]?.order.orderId) await new Promise(() => undefined)
    }
    const began = site.time.now()
    expect(await site.time.run(site.worker().handler.reconcile())).toEqual({ ...idle, orders: 20, failed: 1 })
    expect(site.time.now() - began).toBe(6_000)
    expect((site.asked.at(-1)?.at ?? 0) - began).toBeLessThan(1_500)
  })

  it('takes the order on whose facts nothing can be decided for what it is: one that fails', async () => {
    const site = worksite(fast)
    const broken = await site.insertDue()
    await site.store.compareAndSet({
      next: { ...broken, version: 2, order: { ...broken.order, facts: {} as never } },
      ...{ expected: 1, events: [], keys: [] },
    })
    await site.insertDue()
    const { handler } = site.worker()
    expect(await site.time.run(handler.reconcile())).toEqual({ ...idle, orders: 2, failed: 1 })
    expect((await site.store.order(broken.order.orderId))?.dueAt).toBeGreaterThan(site.time.now() + 299_000)
  })

  it('ends where it is told to, keeps what it began, and gives back what it has only taken', async () => {
    const site = worksite({ readsPerSecond: { fake: 4 } })
    const orders = await site.insertMany(40)
    const { handler } = site.worker()
    expect(await site.time.run(handler.reconcile({ limit: 6 }))).toEqual({ ...idle, orders: 6, more: true })
    const began = site.time.now()
    const some = await site.time.run(handler.reconcile({ withinMs: 2_000 }))
    expect(some.more).toBe(true)
    expect(some.orders).toBeGreaterThan(5)
    expect(site.time.now() - began).toBeLessThan(2_300)
    const stop = new AbortController()
    site.time.after(1_100, () => stop.abort())
    const last = await site.time.run(handler.reconcile({ signal: stop.signal }))
    expect(last).toMatchObject({ failed: 0, more: true })
    // None is held by a claim: those that were not asked about are due as before.
    const left = await Promise.all(orders.map(({ order }) => site.store.order(order.orderId)))
    expect(left.filter((one) => (one?.dueAt ?? 0) <= site.time.now())).toHaveLength(40 - site.asked.length)
    expect(await site.time.run(handler.reconcile({ limit: 99 }))).toMatchObject({
      orders: 40 - 6 - some.orders - last.orders,
    })
    expect(new Set(site.asked.map(({ orderId }) => orderId)).size).toBe(40)
  })

  it.each([
    ['that nobody has begun for a day', 'created', 24],
    ['that ended without payout a day ago', 'cancelled', 30],
    ['that is at the provider for a month', 'received', 720],
  ] as const)(
    'asks once about one %s, however often it looks and however long it may take',
    async (_, state, hours) => {
      const site = worksite(fast)
      await site.insertDue(1, 'fake', { state, ageMs: hours * 3_600_000 })
      const { handler } = site.worker()
      const unlimited = { withinMs: Number.POSITIVE_INFINITY, limit: 50 }
      expect(await site.time.run(handler.reconcile(unlimited))).toEqual({ ...idle, orders: 1 })
      expect(await site.time.run(handler.reconcile())).toEqual(idle)
      await site.time.run(site.time.sleep(3_600_000), 3_600_000)
      for (const one of [handler, site.worker().handler]) await site.time.run(one.reconcile())
      expect(site.asked.length).toBeLessThanOrEqual(2)
    },
  )

  it('works off a backlog of thousands, and ends although more comes due', { timeout: 60_000 }, async () => {
    const site = worksite(fast)
    const count = 2_000
    await site.insertMany(count)
    const unlimited = { withinMs: Number.POSITIVE_INFINITY, limit: Number.POSITIVE_INFINITY }
    expect(await site.time.run(site.worker().handler.reconcile(unlimited))).toEqual({
      ...idle,
      orders: count,
    })
    // It took longer than the half minute after which the first were due again.
    expect(site.time.now() - (site.asked[0]?.at ?? 0)).toBeGreaterThan(60_000)
  })

  it('tells the caller and the log when the store is gone', async () => {
    const inner = memoryStore()
    let gone = true
    const store: Store = {
      ...inner,
      claimOrder: async (claim) => (gone ? Promise.reject(new Error('gone')) : await inner.claimOrder(claim)),
    }
    const { handler, errors } = worksite({ store }).worker()
    await expect(handler.reconcile()).rejects.toMatchObject({ code: 'store_failed' })
    expect(errors.map(({ error, context }) => [error.code, context.during])).toEqual([
      ['store_failed', 'reconcile'],
    ])
    gone = false
    expect(await handler.reconcile()).toEqual(idle)
  })
})

describe('a provider', () => {
  it('that is down is left alone, its orders keep their places, and the other is asked', async () => {
    const site = worksite(fast)
    const mine = await site.insertMany(50, 'fake')
    await site.insertMany(20, 'other')
    site.fake.down = down()
    const { handler } = site.worker()
    const first = await site.time.run(handler.reconcile())
    expect(site.asked.filter(({ provider }) => provider === 'other')).toHaveLength(20)
    const tried = first.orders - 20
    expect(tried).toBeLessThan(10)
    expect(first.failed).toBe(tried)
    const waiting = await Promise.all(mine.slice(tried).map(({ order }) => site.store.order(order.orderId)))
    expect(waiting).toEqual(mine.slice(tried))
    const before = site.asked.length
    for (let round = 0; round < 10; round++) await site.time.run(handler.reconcile())
    expect(site.asked.length - before).toBeLessThan(5)
    site.fake.down = null
    for (let round = 0; round < 2; round++) {
      await site.time.run(site.time.sleep(60_000))
      await site.time.run(handler.reconcile())
    }
    expect(new Set(site.asked.map(({ orderId }) => orderId)).size).toBe(70)
  })

  it('that says it is too much is left alone for as long, by all instances', async () => {
    const site = worksite(fast)
    await site.insertMany(20)
    const { onRead } = site.fake
    let tooMuch = true
    site.fake.onRead = async (orderId) => {
      await onRead(orderId)
      if (tooMuch) throw new OfframpError({ code: 'rate_limited', message: 'S.', retryAfterMs: 40_000 })
    }
    await site.time.run(site.worker().handler.reconcile())
    const [heard, before] = [site.time.now(), site.asked.length]
    expect(before).toBe(4)
    tooMuch = false
    const another = site.worker()
    expect(await site.time.run(another.handler.reconcile())).toEqual({ ...idle, more: true })
    await site.time.run(site.time.sleep(39_000))
    await site.time.run(another.handler.reconcile())
    expect((site.asked[before]?.at ?? 0) - heard).toBeGreaterThanOrEqual(40_000)
    expect(new Set(site.asked.map(({ orderId }) => orderId)).size).toBe(20)
  })

  it('is never asked more often in a second than is set, by all instances, and users’ questions do not wait', async () => {
    const site = worksite({ readsPerSecond: { fake: 5 } })
    await site.insertMany(60)
    const workers = [site.worker(), site.worker(), site.worker()]
    const mine = await site.time.run(workers[0]?.ready() as Promise<OrderView>)
    const rounds = Promise.all(workers.map(({ handler }) => handler.reconcile()))
    await site.time.run(site.time.sleep(2_000))
    const before = site.time.now()
    await site.time.run(workers[1]?.ok('getOrder', { path: { orderId: mine.orderId } }) as Promise<unknown>)
    expect(site.time.now() - before).toBe(200)
    await site.time.run(rounds)
    const at = site.asked.filter(({ orderId }) => orderId !== mine.orderId).map((one) => one.at)
    expect(at).toHaveLength(60)
    for (const from of at)
      expect(at.filter((one) => one >= from && one < from + 1_000).length).toBeLessThanOrEqual(5)
    expect(Math.max(...at) - Math.min(...at)).toBeLessThan(14_000)
  })

  it('that is not configured any more keeps its orders until it is again', async () => {
    const site = worksite(fast)
    const old = await site.insertDue(5, 'gone')
    expect(await site.time.run(site.worker().handler.reconcile())).toEqual(idle)
    expect(await site.store.order(old.order.orderId)).toEqual(old)
  })
})

describe('a reservation', () => {
  it('is not ended by any time: only a proof ends it', async () => {
    const site = worksite(fast)
    const h = site.worker()
    const order = await site.time.run(h.ready())
    const attempt = h.attemptFor(order, { startedAt: site.time.now() })
    const path = { orderId: order.orderId }
    await site.time.run(h.ok('reserveDeposit', { path, body: { attempt } }))
    for (let day = 0; day < 70; day++) {
      await site.time.run(site.time.sleep(86_400_000), 86_400_000)
      await site.time.run(h.handler.reconcile())
    }
    const [kept] = (await site.store.order(order.orderId))?.order.attempts ?? []
    expect(kept).toMatchObject({ attemptId: attempt.attemptId, phase: 'armed' })
  })
})
