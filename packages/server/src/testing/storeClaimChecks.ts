import assert from 'node:assert/strict'
import type { Store, StoredOrder } from '../stores/store.ts'
import type { StoreCheck } from './storeCheck.ts'
import { nextWrite, sampleOrder, sampleWebhook } from './storeSamples.ts'

/** What is due at or before 30, claimed until 1,000. */
const claim = { provider: 'sample', before: 30, until: 1_000 }

async function insertDue(store: Store, dueAt: number | null, provider = 'sample'): Promise<StoredOrder> {
  const made = sampleOrder({ dueAt })
  const stored = { ...made, order: { ...made.order, provider } }
  await store.insertOrder(stored, [])
  return stored
}

export const checkClaims: Record<string, StoreCheck> = {
  async 'gives out each order that is due once, longest due first'({ store, again }) {
    const stores = [store, await again()]
    const made: StoredOrder[] = []
    for (const dueAt of [30, 10, null, 20, 31]) made.push(await insertDue(store, dueAt))
    const [third, first, , second] = made
    const claimed: (StoredOrder | null)[] = []
    for (const at of [0, 1, 0, 1]) claimed.push((await stores[at]?.claimOrder(claim)) ?? null)
    const wanted = [first, second, third].map((order) => ({ ...order, dueAt: 1_000 }))
    assert.deepEqual(claimed, [...wanted, null])
    assert.deepEqual(await store.order(first?.order.orderId ?? ''), wanted[0])
  },
  async 'gives out an order again when its claim is over'({ store }) {
    const order = await insertDue(store, 10)
    await store.claimOrder(claim)
    assert.equal(await store.claimOrder({ ...claim, before: 999 }), null)
    const later = await store.claimOrder({ ...claim, before: 1_000, until: 2_000 })
    assert.deepEqual(later, { ...order, dueAt: 2_000 })
  },
  async 'gives out at last what is due far too late, as a clock that was a day ahead wrote it'({ store }) {
    const day = 24 * 3_600_000
    const [late, due] = [await insertDue(store, day), await insertDue(store, 30)]
    await insertDue(store, 31)
    await store.receiveWebhook(sampleWebhook({ digest: 'late', retryAt: day }))
    await store.receiveWebhook(sampleWebhook({ digest: 'soon', retryAt: 31 }))
    const claimed = [
      await store.claimOrder(claim),
      await store.claimOrder(claim),
      await store.claimOrder(claim),
    ]
    assert.deepEqual(
      claimed.map((one) => one?.order.orderId),
      [due.order.orderId, late.order.orderId, undefined],
    )
    assert.equal((await store.claimWebhook(claim))?.digest, 'late')
    assert.equal(await store.claimWebhook(claim), null)
  },
  async 'gives out the orders of one provider alone'({ store }) {
    const odd = `it's "odd" \u200b\u{1f4b8} \\`
    for (const provider of ['other', '', odd]) await insertDue(store, 1, provider)
    assert.equal(await store.claimOrder(claim), null)
    for (const provider of ['other', '', odd])
      assert.equal((await store.claimOrder({ ...claim, provider }))?.order.provider, provider)
  },
  async 'lets what is written count above a claim, and a claim above nothing that is written'({ store }) {
    const order = await insertDue(store, 10)
    const { orderId } = order.order
    await store.claimOrder(claim)
    assert.deepEqual(await store.compareAndSet(nextWrite({ ...order, dueAt: 50 })), { status: 'written' })
    assert.deepEqual(await store.order(orderId), { ...order, version: 2, dueAt: 50 })
    await store.claimOrder({ ...claim, before: 50 })
    // Whoever claimed the version before has nothing more to say.
    await store.setDue(orderId, 1, 7)
    assert.equal((await store.order(orderId))?.dueAt, 1_000)
    await store.setDue(orderId, 2, 7)
    assert.equal((await store.order(orderId))?.dueAt, 7)
  },
  async 'gives out each webhook that is due once, longest due first'({ store, again }) {
    const stores = [store, await again()]
    for (const [digest, retryAt] of [
      ['c', 30] as const,
      ['a', 10] as const,
      ['b', 20] as const,
      ['d', 31] as const,
    ])
      await store.receiveWebhook(sampleWebhook({ digest, retryAt }))
    await store.receiveWebhook(sampleWebhook({ provider: 'other', retryAt: 1 }))
    const claimed: unknown[] = []
    for (const at of [0, 1, 0, 1]) claimed.push(await stores[at]?.claimWebhook(claim))
    assert.deepEqual(claimed, [
      ...['a', 'b', 'c'].map((digest) => sampleWebhook({ digest, retryAt: 1_000 })),
      null,
    ])
  },
  async 'gives out a webhook until it is settled'({ store }) {
    await store.receiveWebhook(sampleWebhook({ digest: 'a' }))
    await store.claimWebhook(claim)
    await store.settleWebhook(sampleWebhook({ digest: 'a' }), { tries: 3, outcome: 'unmatched', retryAt: 40 })
    const later = await store.claimWebhook({ ...claim, before: 40 })
    assert.deepEqual(later, sampleWebhook({ digest: 'a', tries: 3, outcome: 'unmatched', retryAt: 1_000 }))
    await store.settleWebhook(sampleWebhook({ digest: 'a' }), { tries: 4, outcome: 'applied', retryAt: null })
    // Somebody who was slower failed with it.
    await store.settleWebhook(sampleWebhook({ digest: 'a' }), { tries: 4, outcome: 'waiting', retryAt: 50 })
    assert.equal(await store.claimWebhook({ ...claim, before: 9_999 }), null)
    const again = await store.receiveWebhook(sampleWebhook({ digest: 'a' }))
    assert.deepEqual(again, { status: 'known', outcome: 'applied', receivedAt: sampleWebhook().receivedAt })
  },
}

export const checkClaimRaces: Record<string, StoreCheck> = {
  async 'shares forty orders and forty webhooks among ten workers, each one once'({ store, again }) {
    const stores = [store, await again()]
    const orders: StoredOrder[] = []
    for (let at = 0; at < 40; at++) {
      orders.push(await insertDue(store, at % 20))
      await store.receiveWebhook(sampleWebhook({ digest: `${at}`.padStart(2, '0'), retryAt: at % 20 }))
    }
    const taken: { orders: string[]; webhooks: string[] } = { orders: [], webhooks: [] }
    await Promise.all(
      Array.from({ length: 10 }, async (_, worker) => {
        const mine = stores[worker % 2] ?? store
        for (let order = await mine.claimOrder(claim); order; order = await mine.claimOrder(claim))
          taken.orders.push(order.order.orderId)
        for (let entry = await mine.claimWebhook(claim); entry; entry = await mine.claimWebhook(claim))
          taken.webhooks.push(entry.digest)
      }),
    )
    assert.deepEqual(taken.orders.sort(), orders.map(({ order }) => order.orderId).sort())
    assert.deepEqual(
      taken.webhooks.sort(),
      Array.from({ length: 40 }, (_, at) => `${at}`.padStart(2, '0')),
    )
  },
}
