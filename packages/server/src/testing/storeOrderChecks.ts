import assert from 'node:assert/strict'
import type { UniqueKey } from '../stores/store.ts'
import type { StoreCheck } from './storeCheck.ts'
import { nextWrite, requestKeyOf, sampleEvent, sampleId, sampleOrder } from './storeSamples.ts'

const row = (value: string): UniqueKey => ({ kind: 'row', scope: 'sample', value })

export const checkOrders: Record<string, StoreCheck> = {
  async 'gives back an order to the letter, and never the object that was handed in'({ store }) {
    const order = sampleOrder({ dueAt: 7 })
    assert.deepEqual(await store.insertOrder(order, []), { status: 'inserted' })
    const found = await store.order(order.order.orderId)
    assert.deepEqual(found, order)
    assert.ok(found)
    Object.assign(found, { version: 99 })
    Object.assign(order.order, { sender: 'changed' })
    assert.equal((await store.order(order.order.orderId))?.version, 1)
    assert.notEqual((await store.order(order.order.orderId))?.order.sender, 'changed')
  },
  async 'answers null for what is not there'({ store }) {
    assert.equal(await store.order(sampleId()), null)
    assert.equal(await store.order(''), null)
    assert.equal(await store.orderByKey(row('none')), null)
    assert.deepEqual(await store.eventsAfter(sampleId(), 0, 10), [])
  },
  async 'refuses an order id that is taken'({ store }) {
    const order = sampleOrder()
    await store.insertOrder(order, [])
    await assert.rejects(store.insertOrder({ ...order, ownerId: 'somebody else' }, []))
    assert.deepEqual(await store.order(order.order.orderId), order)
  },
  async 'writes on the expected version only'({ store }) {
    const order = sampleOrder()
    await store.insertOrder(order, [])
    const write = nextWrite(order)
    assert.deepEqual(await store.compareAndSet(write), { status: 'written' })
    assert.deepEqual(await store.compareAndSet(write), { status: 'stale' })
    assert.deepEqual(await store.compareAndSet({ ...write, expected: 3 }), { status: 'stale' })
    assert.equal((await store.order(order.order.orderId))?.version, 2)
  },
  async 'writes nothing for an order that does not exist'({ store }) {
    const order = sampleOrder()
    assert.deepEqual(await store.compareAndSet(nextWrite(order, { keys: [row('x')] })), { status: 'stale' })
    assert.equal(await store.order(order.order.orderId), null)
    assert.equal(await store.orderByKey(row('x')), null)
  },
  async 'numbers the events of an order from 1 without gaps, and only those that were written'({ store }) {
    const order = sampleOrder()
    const other = sampleOrder()
    await store.insertOrder(order, [])
    await store.insertOrder(other, [])
    await store.compareAndSet(nextWrite(order, { events: [sampleEvent(1), sampleEvent(2)] }))
    await store.compareAndSet(nextWrite(order, { events: [sampleEvent(666)] }))
    await store.compareAndSet(nextWrite(other))
    await store.compareAndSet(nextWrite({ ...order, version: 2 }, { events: [sampleEvent(3)] }))
    const { orderId } = order.order
    const all = await store.eventsAfter(orderId, 0, 10)
    assert.deepEqual(
      all.map(({ seq, event }) => [seq, event.at]),
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    )
    assert.deepEqual(all[0], { orderId, seq: 1, event: sampleEvent(1) })
    assert.deepEqual(
      (await store.eventsAfter(orderId, 1, 1)).map(({ seq }) => seq),
      [2],
    )
    assert.deepEqual(await store.eventsAfter(orderId, 3, 10), [])
  },
}

export const checkKeys: Record<string, StoreCheck> = {
  async 'lets one order have a key, and says which'({ store }) {
    const first = sampleOrder()
    const second = sampleOrder({ requestId: first.requestId })
    const key = requestKeyOf(first)
    assert.deepEqual(await store.insertOrder(first, [key]), { status: 'inserted' })
    const taken = { status: 'taken', key, orderId: first.order.orderId }
    assert.deepEqual(await store.insertOrder(second, [row('free'), key]), taken)
    assert.equal(await store.order(second.order.orderId), null)
    assert.equal(await store.orderByKey(row('free')), null)
    assert.deepEqual(await store.orderByKey(key), first)
  },
  async 'takes keys with a write, or writes nothing'({ store }) {
    const [first, second] = [sampleOrder(), sampleOrder()]
    await store.insertOrder(first, [])
    await store.insertOrder(second, [])
    await store.compareAndSet(nextWrite(first, { keys: [row('a')] }))
    const taken = await store.compareAndSet(nextWrite(second, { keys: [row('b'), row('a')] }))
    assert.deepEqual(taken, { status: 'taken', key: row('a'), orderId: first.order.orderId })
    assert.equal((await store.order(second.order.orderId))?.version, 1)
    assert.deepEqual(await store.eventsAfter(second.order.orderId, 0, 10), [])
    assert.equal(await store.orderByKey(row('b')), null)
    assert.equal((await store.orderByKey(row('a')))?.order.orderId, first.order.orderId)
  },
  async 'lets an order take a key again that it holds'({ store }) {
    const order = sampleOrder()
    await store.insertOrder(order, [row('a')])
    assert.deepEqual(await store.compareAndSet(nextWrite(order, { keys: [row('a')] })), { status: 'written' })
  },
  async 'takes a key once that is named twice'({ store }) {
    const order = sampleOrder()
    assert.deepEqual(await store.insertOrder(order, [row('a'), row('a')]), { status: 'inserted' })
    const write = nextWrite(order, { keys: [row('b'), row('b'), row('a')] })
    assert.deepEqual(await store.compareAndSet(write), { status: 'written' })
    for (const value of ['a', 'b'])
      assert.equal((await store.orderByKey(row(value)))?.order.orderId, order.order.orderId)
  },
  async 'names the first key that is taken, in the order of asking'({ store }) {
    const [first, second] = [sampleOrder(), sampleOrder()]
    await store.insertOrder(first, [row('a'), row('b')])
    await store.insertOrder(second, [])
    const keys = [row('z'), row('b'), row('a')]
    const taken = { status: 'taken', key: row('b'), orderId: first.order.orderId }
    assert.deepEqual(await store.compareAndSet(nextWrite(second, { keys })), taken)
    assert.deepEqual(await store.insertOrder(sampleOrder(), keys), taken)
  },
  async 'tells keys apart by kind, scope and value, to the letter'({ store }) {
    const order = sampleOrder()
    const keys: UniqueKey[] = [
      { kind: 'row', scope: 'a', value: 'b' },
      { kind: 'row', scope: 'ab', value: '' },
      { kind: 'request', scope: 'a', value: 'b' },
      { kind: 'transaction', scope: 'a', value: 'B' },
    ]
    await store.insertOrder(order, [{ kind: 'row', scope: 'a', value: 'B' }])
    for (const key of keys) assert.equal(await store.orderByKey(key), null)
    const other = sampleOrder()
    assert.deepEqual(await store.insertOrder(other, keys), { status: 'inserted' })
    for (const key of keys) assert.equal((await store.orderByKey(key))?.order.orderId, other.order.orderId)
  },
}

export const checkReads: Record<string, StoreCheck> = {
  async 'pages an owner’s orders newest first, each once, and nobody else’s'({ store }) {
    const orders = [5, 3, 5, 1, 5, 2].map((createdAt) => sampleOrder({ createdAt }))
    for (const order of [...orders, sampleOrder({ ownerId: 'somebody else', createdAt: 4 })])
      await store.insertOrder(order, [])
    const wanted = [...orders]
      .sort((a, b) => b.order.createdAt - a.order.createdAt || (a.order.orderId < b.order.orderId ? 1 : -1))
      .map((order) => order.order.orderId)
    const seen: string[] = []
    for (let page = 0; page < 4; page++) {
      const last = orders.find((order) => order.order.orderId === seen.at(-1))?.order ?? null
      const found = await store.ordersOf('owner', { after: last, limit: 2 })
      seen.push(...found.map((order) => order.order.orderId))
    }
    assert.deepEqual(seen, wanted)
  },
  async 'moves when an order is due without a new version, unless it has changed'({ store }) {
    const order = sampleOrder({ dueAt: 1 })
    const { orderId } = order.order
    await store.insertOrder(order, [])
    await store.setDue(orderId, 1, 50)
    assert.deepEqual(await store.order(orderId), { ...order, dueAt: 50 })
    await store.setDue(orderId, 7, 60)
    assert.equal((await store.order(orderId))?.dueAt, 50)
    await store.setDue(orderId, 1, null)
    assert.equal((await store.order(orderId))?.dueAt, null)
  },
}
