import assert from 'node:assert/strict'
import type { Store, StoredOrder, UniqueKey } from '../stores/store.ts'
import type { StoreCheck } from './storeCheck.ts'
import { nextWrite, requestKeyOf, sampleOrder, seededRandom } from './storeSamples.ts'

export const checkRaces: Record<string, StoreCheck> = {
  async 'lets one of fifty make the order'({ store, again }) {
    const stores = [store, await again()]
    const requestId = sampleOrder().requestId
    const orders = Array.from({ length: 50 }, () => sampleOrder({ requestId }))
    const outcomes = await Promise.all(
      orders.map(async (order, at) => pick(stores, at).insertOrder(order, [requestKeyOf(order)])),
    )
    const winners = orders.filter((_, at) => outcomes[at]?.status === 'inserted')
    assert.equal(winners.length, 1)
    for (const outcome of outcomes)
      if (outcome.status === 'taken') assert.equal(outcome.orderId, winners[0]?.order.orderId)
    assert.equal((await store.ordersOf('owner', { after: null, limit: 100 })).length, 1)
  },
  async 'lets two writers count to a hundred without losing one'({ store, again }) {
    const stores = [store, await again()]
    const order = sampleOrder()
    const { orderId } = order.order
    await store.insertOrder(order, [])
    const increment = async (mine: Store) => {
      for (let tries = 0; tries < 1_000; tries++) {
        const found = await mine.order(orderId)
        assert.ok(found)
        if ((await mine.compareAndSet(nextWrite(found))).status === 'written') return
      }
      throw new Error('A writer never got its turn.')
    }
    await Promise.all(
      stores.map(async (mine) => {
        for (let done = 0; done < 50; done++) await increment(mine)
      }),
    )
    assert.equal((await store.order(orderId))?.version, 101)
    const events = await store.eventsAfter(orderId, 0, 1_000)
    assert.deepEqual(
      events.map(({ seq }) => seq),
      Array.from({ length: 100 }, (_, at) => at + 1),
    )
  },
  async 'gives a key to one of two orders'({ store, again }) {
    const stores = [store, await again()]
    const key: UniqueKey = { kind: 'transaction', scope: 'eip155', value: '0xabc' }
    const orders = Array.from({ length: 20 }, () => sampleOrder())
    for (const order of orders) await store.insertOrder(order, [])
    const outcomes = await Promise.all(
      orders.map(async (order, at) => pick(stores, at).compareAndSet(nextWrite(order, { keys: [key] }))),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'written').length, 1)
    assert.equal(outcomes.filter(({ status }) => status === 'taken').length, 19)
  },
  async 'says true once of fifty who consume the same key'({ store, again }) {
    const stores = [store, await again()]
    const heard = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => pick(stores, at).consume('nonce', 100, 0)),
    )
    assert.equal(heard.filter(Boolean).length, 1)
  },
  async 'gives a name to one of fifty who claim it, the first time and after it lapsed'({ store, again }) {
    const stores = [store, await again()]
    for (const [round, unfinished] of [false, true].entries()) {
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, async (_, at) => {
          const holder = `${round} ${at}`
          return { holder, outcome: await pick(stores, at).claim('name', holder, 60_000) }
        }),
      )
      const winners = outcomes.filter(({ outcome }) => outcome.status === 'claimed')
      assert.equal(winners.length, 1)
      const [winner] = winners
      assert.deepEqual(winner?.outcome, { status: 'claimed', unfinished })
      await store.claim('name', winner?.holder ?? '', 0)
    }
  },
}

/** What the store must look like, kept in the plainest way. */
interface Model {
  orders: Map<string, StoredOrder>
  keys: Map<string, string>
  events: Map<string, number>
}

export const checkModel: Record<string, StoreCheck> = {
  async 'agrees with a model over random inserts and writes'({ store, again }) {
    const stores = [store, await again()]
    const random = seededRandom(20_261_121)
    const whole = (below: number) => Math.floor(random() * below)
    const model: Model = { orders: new Map(), keys: new Map(), events: new Map() }
    const known: StoredOrder[] = []
    for (let step = 0; step < 400; step++) {
      const mine = pick(stores, whole(2))
      const keys = Array.from(
        { length: whole(3) },
        (): UniqueKey => ({ kind: 'row', scope: 's', value: `${whole(40)}` }),
      )
      const old = known[whole(known.length)]
      if (!old || random() < 0.3) {
        const order = sampleOrder({ createdAt: whole(5), dueAt: random() < 0.5 ? whole(100) : null })
        known.push(order)
        const outcome = await mine.insertOrder(order, keys)
        assert.equal(outcome.status, insertInto(model, order, keys), `step ${step}`)
      } else {
        const current = model.orders.get(old.order.orderId) ?? old
        const behind = random() < 0.3 ? 1 : 0
        const write = nextWrite({ ...current, version: current.version - behind }, { keys })
        const outcome = await mine.compareAndSet(write)
        assert.equal(outcome.status, writeInto(model, write.next, write.expected, keys), `step ${step}`)
      }
    }
    for (const { order } of known) {
      assert.deepEqual(await store.order(order.orderId), model.orders.get(order.orderId) ?? null)
      const events = await store.eventsAfter(order.orderId, 0, 1_000)
      assert.equal(events.length, model.events.get(order.orderId) ?? 0)
    }
    for (const [value, orderId] of model.keys)
      assert.equal((await store.orderByKey({ kind: 'row', scope: 's', value }))?.order.orderId, orderId)
    const due = [...model.orders.values()].flatMap(({ dueAt }) =>
      dueAt !== null && dueAt <= 50 ? dueAt : [],
    )
    const left = [...due].sort((a, b) => a - b)
    while (await store.claimOrder({ provider: 'sample', before: left[0] ?? 50, until: 1_000 })) left.shift()
    assert.deepEqual(left, [])
  },
}

function insertInto(model: Model, order: StoredOrder, keys: readonly UniqueKey[]): string {
  if (keys.some((key) => model.keys.has(key.value))) return 'taken'
  model.orders.set(order.order.orderId, order)
  for (const key of keys) model.keys.set(key.value, order.order.orderId)
  return 'inserted'
}

function writeInto(model: Model, next: StoredOrder, expected: number, keys: readonly UniqueKey[]): string {
  const { orderId } = next.order
  if (model.orders.get(orderId)?.version !== expected) return 'stale'
  if (keys.some((key) => (model.keys.get(key.value) ?? orderId) !== orderId)) return 'taken'
  model.orders.set(orderId, next)
  for (const key of keys) model.keys.set(key.value, orderId)
  model.events.set(orderId, (model.events.get(orderId) ?? 0) + 1)
  return 'written'
}

function pick(stores: readonly Store[], at: number): Store {
  const store = stores[at % stores.length]
  if (!store) throw new Error('No store.')
  return store
}
