import assert from 'node:assert/strict'
import type { OrderPublished } from '../news/newsListener.ts'
import type { StoreCheck } from './storeCheck.ts'
import { nextWrite, requestKeyOf, sampleOrder, sampleWebhook } from './storeSamples.ts'

export const checkInbox: Record<string, StoreCheck> = {
  async 'keeps a webhook once, byte for byte'({ store }) {
    const entry = sampleWebhook()
    assert.deepEqual(await store.receiveWebhook(entry), { status: 'stored' })
    const known = await store.receiveWebhook({ ...entry, signed: Uint8Array.from([1]), receivedAt: 9 })
    assert.deepEqual(known, { status: 'known', outcome: 'waiting', receivedAt: entry.receivedAt })
    const claim = { provider: 'sample', before: 5, until: 99 }
    assert.deepEqual(await store.claimWebhook(claim), { ...entry, retryAt: 99 })
    assert.deepEqual(await store.receiveWebhook(sampleWebhook({ provider: 'other' })), { status: 'stored' })
    assert.deepEqual(await store.receiveWebhook(sampleWebhook({ digest: 'd2' })), { status: 'stored' })
  },
}

export const checkConsume: Record<string, StoreCheck> = {
  async 'consumes a key once, until it expires'({ store }) {
    assert.equal(await store.isConsumed('k', 0), false)
    assert.equal(await store.consume('k', 100, 0), true)
    assert.equal(await store.consume('k', 100, 1), false)
    assert.equal(await store.isConsumed('k', 99), true)
    assert.equal(await store.isConsumed('k', 100), false)
    assert.equal(await store.consume('other', 200, 99), true)
    assert.equal(await store.consume('k', 300, 99), false)
    assert.equal(await store.consume('k', 300, 101), true)
  },
  async 'forgets no key by a clock that is a day ahead'({ store }) {
    const day = 24 * 3_600_000
    await store.consume('k', 100, 0)
    await store.consume('other', 2 * day, day)
    assert.equal(await store.isConsumed('k', 50), true)
    assert.equal(await store.consume('k', 200, 50), false)
  },
}

export const checkNameClaims: Record<string, StoreCheck> = {
  async 'gives a name to one holder until it is let go of'({ store, again }) {
    const other = await again()
    assert.deepEqual(await store.claim('n', 'a', 60_000), { status: 'claimed', unfinished: false })
    const refused = await other.claim('n', 'b', 60_000)
    assert.ok(refused.status === 'taken' && refused.forMs > 0 && refused.forMs <= 60_000)
    assert.deepEqual(await other.claim('m', 'b', 60_000), { status: 'claimed', unfinished: false })
    await other.dropClaim('n', 'b')
    assert.deepEqual([await other.isClaimed('n'), await other.isClaimed('other')], [true, false])
    await store.dropClaim('n', 'a')
    assert.equal(await other.isClaimed('n'), false)
    assert.deepEqual(await other.claim('n', 'b', 60_000), { status: 'claimed', unfinished: false })
  },
  async 'lets the holder claim for longer, and for shorter'({ store }) {
    await store.claim('n', 'a', 1_000)
    assert.deepEqual(await store.claim('n', 'a', 3_600_000), { status: 'claimed', unfinished: false })
    const refused = await store.claim('n', 'b', 1)
    assert.ok(refused.status === 'taken' && refused.forMs > 3_000_000)
    await store.claim('n', 'a', 0)
    assert.equal(await store.isClaimed('n'), false)
  },
  async 'tells the next holder that the last one never let go'({ store, again }) {
    await store.claim('n', 'a', 0)
    const other = await again()
    assert.deepEqual(await other.claim('n', 'b', 60_000), { status: 'claimed', unfinished: true })
    // Who comes back too late has lost it.
    assert.equal((await store.claim('n', 'a', 60_000)).status, 'taken')
    await store.dropClaim('n', 'a')
    assert.equal(await other.isClaimed('n'), true)
    await other.dropClaim('n', 'b')
    assert.deepEqual(await store.claim('n', 'c', 60_000), { status: 'claimed', unfinished: false })
  },
  async 'lets a claim lapse by its own clock'({ store }) {
    await store.claim('n', 'a', 5)
    for (let tries = 1; (await store.claim('n', 'b', 60_000)).status === 'taken'; tries++) {
      assert.ok(tries < 10_000)
      await new Promise((done) => setTimeout(done, 1))
    }
    assert.equal((await store.claim('n', 'a', 5)).status, 'taken')
  },
}

export const checkReopening: Record<string, StoreCheck> = {
  async 'shows a second connection what the first was told is done'({ store, again }) {
    const order = sampleOrder({ dueAt: 4 })
    await store.insertOrder(order, [requestKeyOf(order)])
    await store.compareAndSet(nextWrite(order))
    await store.receiveWebhook(sampleWebhook())
    await store.consume('nonce', 1_000, 0)
    await store.claim('claimed', 'a', 3_600_000)
    const other = await again()
    assert.equal((await other.orderByKey(requestKeyOf(order)))?.version, 2)
    assert.equal((await other.eventsAfter(order.order.orderId, 0, 10)).length, 1)
    const claim = { provider: 'sample', before: 100, until: 200 }
    assert.deepEqual(await other.claimWebhook(claim), sampleWebhook({ retryAt: 200 }))
    assert.equal(await other.consume('nonce', 1_000, 1), false)
    assert.equal(await other.isClaimed('claimed'), true)
    assert.deepEqual(await other.compareAndSet(nextWrite(order)), { status: 'stale' })
  },
  async 'holds everything when it is closed and opened again'({ store, again, durable }) {
    if (!durable) return
    const order = sampleOrder()
    await store.insertOrder(order, [requestKeyOf(order)])
    await store.compareAndSet(nextWrite(order))
    await store.close()
    const reopened = await again()
    assert.equal((await reopened.order(order.order.orderId))?.version, 2)
    const taken = await reopened.insertOrder(sampleOrder(), [requestKeyOf(order)])
    assert.equal(taken.status, 'taken')
  },
}

export const checkNews: Record<string, StoreCheck> = {
  async 'tells who listens what another connection wrote, where it can tell'({ store, again }) {
    if (!store.listen) return
    const order = sampleOrder()
    await store.insertOrder(order, [])
    const other = await again()
    const heard: OrderPublished[] = []
    let onTold: () => void = () => undefined
    const told = new Promise<void>((done) => {
      onTold = done
    })
    let stop: () => void = () => undefined
    await new Promise<void>((begun) => {
      const onChange = (change: OrderPublished) => {
        heard.push(change)
        if (change.version === 3) onTold()
      }
      stop = store.listen?.({ onGap: begun, onChange }) ?? stop
    })
    assert.deepEqual(await other.compareAndSet(nextWrite(order)), { status: 'written' })
    assert.deepEqual(await other.compareAndSet(nextWrite(order)), { status: 'stale' })
    assert.deepEqual(await other.compareAndSet(nextWrite({ ...order, version: 2 })), { status: 'written' })
    await told
    stop()
    const { orderId } = order.order
    assert.deepEqual(heard, [
      { orderId, version: 2 },
      { orderId, version: 3 },
    ])
  },
}
