import assert from 'node:assert/strict'
import type { StoreCheck } from './storeCheck.ts'
import { nextWrite, requestKeyOf, sampleOrder, sampleWebhook } from './storeSamples.ts'

const everything = { webhooks: 1_000_000, consumed: 1_000_000, limit: 100 }

export const checkPruning: Record<string, StoreCheck> = {
  async 'forgets webhooks that were settled and received long ago, and no others'({ store }) {
    const settled = { tries: 1, outcome: 'applied' as const, retryAt: null }
    for (const [digest, receivedAt] of [
      ['old', 10] as const,
      ['young', 20] as const,
      ['waiting', 10] as const,
    ]) {
      await store.receiveWebhook(sampleWebhook({ digest, receivedAt }))
      if (digest !== 'waiting') await store.settleWebhook(sampleWebhook({ digest }), settled)
    }
    assert.equal(await store.prune({ webhooks: 20, consumed: 0, limit: 100 }), 1)
    const heard = async (digest: string) => (await store.receiveWebhook(sampleWebhook({ digest }))).status
    assert.equal(await heard('old'), 'stored')
    assert.equal(await heard('young'), 'known')
    assert.equal(await heard('waiting'), 'known')
  },
  async 'forgets consumed keys that expired, a limited number at a time'({ store }) {
    for (const [at, key] of ['a', 'b', 'c'].entries()) await store.consume(key, 10 + at, 0)
    await store.consume('holds', 500, 0)
    assert.equal(await store.prune({ webhooks: 0, consumed: 500, limit: 2 }), 2)
    assert.equal(await store.prune({ webhooks: 0, consumed: 500, limit: 2 }), 1)
    assert.equal(await store.prune({ webhooks: 0, consumed: 500, limit: 2 }), 0)
    assert.equal(await store.isConsumed('holds', 499), true)
  },
  async 'never forgets an order, its events or its keys'({ store }) {
    const order = sampleOrder({ createdAt: 0 })
    await store.insertOrder(order, [requestKeyOf(order)])
    await store.compareAndSet(nextWrite(order))
    await store.prune(everything)
    assert.equal((await store.orderByKey(requestKeyOf(order)))?.version, 2)
    assert.equal((await store.eventsAfter(order.order.orderId, 0, 10)).length, 1)
  },
}
