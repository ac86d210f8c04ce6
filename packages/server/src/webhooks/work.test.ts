import { statusOf } from '@offrampkit/core/order'
import { describe, expect, it } from 'vitest'
import { depositAddress, fakeProvider } from '../../test/fakeProvider.ts'
import { harness, hash, network } from '../../test/harness.ts'
import { down, worksite } from '../../test/worker/worksite.ts'
import { reconcile } from '../orders/reconcile.ts'
import type { Services } from '../services.ts'
import type { InboxEntry } from '../stores/store.ts'
import { workOnWebhook } from './work.ts'

const idle = { webhooks: 0, orders: 0, failed: 0, more: false }
const fields = { network, asset: 'USDC', amount: '25', to: depositAddress }
const hour = 3_600_000
const day = 24 * hour

/** A worksite where the provider is asked before a webhook is believed, with an order and news of it. */
async function asking() {
  const site = worksite({ readsPerSecond: { fake: 1_000, other: 1_000 } })
  const { time, store, fake } = site
  fake.confirmByRead = true
  const { orderId } = (await site.insertDue(-hour)).order
  fake.rows.set(orderId, [{ rowId: 'r', state: 'received', fields: { ...fields, txHash: hash('a') } }])
  let digests = 0
  const entryOf = (news: object, digest = `${++digests}`): InboxEntry => ({
    ...{ provider: 'fake', digest, receivedAt: time.now(), tries: 0, outcome: 'waiting' },
    signed: new TextEncoder().encode(JSON.stringify({ orderId, rowId: 'r', state: 'paid', ...news })),
    retryAt: time.now() + 60_000,
  })
  /** As its route does it. */
  async function deliver(services: Services, entry = entryOf({})) {
    await store.receiveWebhook(entry)
    await workOnWebhook(services, { entry })
  }
  const rows = async () => (await store.order(orderId))?.order.facts.rows ?? {}
  const status = async () => {
    const stored = await store.order(orderId)
    return stored && statusOf(stored.order, time.now())
  }
  const later = async (services: Services, ms: number) => {
    await time.run(time.sleep(ms), ms)
    return await time.run(reconcile(services))
  }
  return { ...site, orderId, rows, status, entryOf, deliver, later }
}

describe('a webhook', () => {
  it('is worked on by its receiver alone, as long as that lives', async () => {
    const fake = fakeProvider()
    fake.confirmByRead = true
    const h = harness({}, fake)
    const { orderId } = await h.ready()
    let answer: () => void = () => undefined
    fake.onRead = () => new Promise((resolve) => (answer = resolve))
    const before = fake.calls.reads
    const received = h.webhook({ orderId, rowId: 'r', state: 'paid', fields: {} })
    await expect.poll(() => fake.calls.reads).toBe(before + 1)
    expect(await h.handler.reconcile()).toEqual(idle)
    answer()
    expect((await received).status).toBe(200)
    expect(fake.calls.reads).toBe(before + 1)
  })

  it('whose receiver dies is worked on by another a minute later', async () => {
    const { store, servicesOf, deliver, later, rows } = await asking()
    // It dies as soon as the webhook is kept: it reads nothing and settles nothing any more.
    const never = () => new Promise<never>(() => undefined)
    void deliver(servicesOf({ store: { ...store, order: never, settleWebhook: never } }))
    expect(await later(servicesOf(), 59_000)).toEqual(idle)
    expect(await later(servicesOf(), 1_000)).toEqual({ ...idle, webhooks: 1 })
    expect((await rows()).r?.states).toHaveProperty('received')
  })

  it('is tried again for a week, about an order that nobody knows for a day, and then is left', async () => {
    const { time, servicesOf, fake, store, deliver, later, entryOf } = await asking()
    fake.down = down()
    const services = servicesOf()
    await time.run(deliver(services))
    await deliver(services, entryOf({ orderId: null, rowId: 'of nobody' }))
    const tried = async (days: number) => {
      let webhooks = 0
      for (let hour = 0; hour < days * 24; hour++) webhooks += (await later(services, day / 24)).webhooks
      return webhooks
    }
    // Once an hour at the most, as the rounds come: two of them, then one, then none.
    expect(await tried(1)).toBe(48)
    await tried(1)
    expect(await tried(1)).toBe(24)
    await tried(4)
    expect(await tried(1)).toBeLessThan(24)
    expect(await tried(1)).toBe(0)
    expect(await store.claimWebhook({ provider: 'fake', before: time.now() + day, until: 0 })).toBeNull()
  })

  it('is forgotten a month after, and changes nothing when it is played again', async () => {
    const { servicesOf, store, deliver, later, status, entryOf, fake } = await asking()
    const services = servicesOf()
    fake.confirmByRead = false
    const told = [
      entryOf({ state: 'waiting', fields }),
      entryOf({ state: 'received', fields: { txHash: hash('a') } }),
      entryOf({ state: 'paid' }),
    ]
    for (const entry of told) await deliver(services, entry)
    const paid = await status()
    expect(paid?.kind).toBe('paid')
    const known = async () => {
      const heard = []
      for (const entry of told) heard.push((await store.receiveWebhook(entry)).status)
      return heard
    }
    await later(services, 29 * day)
    expect(await known()).toEqual(['known', 'known', 'known'])
    await later(services, 2 * day)
    expect(await known()).toEqual(['stored', 'stored', 'stored'])
    for (const entry of told)
      await workOnWebhook(services, { entry: { ...entry, receivedAt: services.now() } })
    expect(await status()).toEqual(paid)
  })

  it('of a provider that is down is kept; one that needs no question is applied all the same', async () => {
    const { time, servicesOf, asked, fake, rows, insertMany, deliver, later, entryOf } = await asking()
    const services = servicesOf()
    fake.down = down()
    await time.run(deliver(services))
    await insertMany(10)
    await time.run(reconcile(services))
    const before = asked.length
    for (let webhook = 0; webhook < 20; webhook++) await time.run(deliver(services))
    expect(await later(services, 70_000)).toMatchObject({ webhooks: 21 })
    expect(asked.length - before).toBeLessThan(15)
    fake.confirmByRead = false
    await deliver(services, entryOf({ rowId: 's', state: 'waiting' }))
    expect(await rows()).toHaveProperty('s')
  })
})

describe('many webhooks', () => {
  it('about one order share what is asked, and none is answered from before it came', async () => {
    const { time, servicesOf, deliver, asked, fake, orderId, rows } = await asking()
    const services = servicesOf()
    const first = Array.from({ length: 20 }, () => deliver(services))
    await time.run(time.sleep(300))
    expect(asked).toHaveLength(2)
    // While an answer is on its way, the provider has news.
    fake.rows.set(orderId, [{ rowId: 'r', state: 'paid', fields: { ...fields, txHash: hash('a') } }])
    const later = Array.from({ length: 20 }, () => deliver(services))
    await time.run(Promise.all([...first, ...later]))
    expect(asked).toHaveLength(3)
    expect((await rows()).r?.states).toHaveProperty('paid')
  })

  it('wait for no question that went with a request that was cut off', async () => {
    const { time, servicesOf, deliver, fake, rows } = await asking()
    const onRead = fake.onRead
    fake.onRead = () => new Promise(() => undefined)
    // Where a request that ends takes its timers with it, nothing ever ends the question.
    const services = servicesOf({ timeout: () => new AbortController().signal })
    void deliver(services)
    await time.run(time.sleep(16_000))
    fake.onRead = onRead
    await time.run(deliver(services))
    expect((await rows()).r?.states).toHaveProperty('received')
  })

  it('are shared by all workers, and each is worked on once', async () => {
    const { time, servicesOf, store, asked, fake, deliver } = await asking()
    fake.down = down()
    await time.run(Promise.all(Array.from({ length: 12 }, () => deliver(servicesOf()))))
    fake.down = null
    asked.length = 0
    await time.run(time.sleep(60_000))
    const done = await time.run(Promise.all([1, 2, 3].map(() => reconcile(servicesOf()))))
    expect(done.map(({ webhooks }) => webhooks).reduce((sum, n) => sum + n)).toBe(12)
    expect(Math.min(...done.map(({ webhooks }) => webhooks))).toBeGreaterThan(0)
    expect(asked.length).toBeLessThanOrEqual(12)
    expect(await store.claimWebhook({ provider: 'fake', before: time.now() + day, until: 0 })).toBeNull()
  })
})
