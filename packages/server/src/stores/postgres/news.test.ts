import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { emptyPlace } from '../../../test/engines/postgresPlace.ts'
import type { OrderPublished } from '../../news/newsListener.ts'
import { nextWrite, requestKeyOf, sampleOrder } from '../../testing/storeSamples.ts'
import type { Store } from '../store.ts'
import { postgresStore } from './store.ts'

let postgres: TestPostgres
const endings: (() => unknown)[] = []
beforeAll(async () => {
  postgres = await startPostgres()
})
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})
afterAll(() => postgres?.stop())

/** Two stores over one place, as two processes have; the second listens and has begun to. */
async function twoStores(options: { notify?: boolean } = {}) {
  const place = emptyPlace(postgres)
  const open = () => {
    const store = postgresStore({ ...place, migrate: true, ...options })
    endings.push(() => store.close())
    return store
  }
  const [here, there] = [open(), open()]
  const order = sampleOrder()
  await here.insertOrder(order, [])
  return { ...place, here, there, order, orderId: order.order.orderId }
}

function ear(store: Store) {
  const heard: OrderPublished[] = []
  const gaps = vi.fn()
  const stop = store.listen?.({ onChange: (change) => heard.push(change), onGap: gaps })
  const begun = (times: number) => vi.waitFor(() => expect(gaps).toHaveBeenCalledTimes(times), 20_000)
  return { heard, stop, begun }
}

const listening = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"

it('hears what another process wrote, and nothing that was not', async () => {
  const { here, there, order, orderId } = await twoStores()
  const { heard, begun } = ear(there)
  await begun(1)
  const other = sampleOrder()
  await here.insertOrder(other, [requestKeyOf(other)])
  const taken = await here.compareAndSet(nextWrite(order, { keys: [requestKeyOf(other)] }))
  const stale = await here.compareAndSet(nextWrite({ ...order, version: 7 }))
  expect([taken.status, stale.status]).toEqual(['taken', 'stale'])
  await here.compareAndSet(nextWrite(order))
  await there.compareAndSet(nextWrite({ ...order, version: 2 }))
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(2), 20_000)
  expect(heard).toEqual([
    { orderId, version: 2 },
    { orderId, version: 3 },
  ])
})

it('listens again when its connection is killed, and says that something may have been missed', async () => {
  const { here, there, order, orderId, query } = await twoStores()
  const { heard, begun } = ear(there)
  await begun(1)
  expect(await query(listening)).toHaveLength(1)
  await query(listening.replace('pid', 'pg_terminate_backend(pid)'))
  await begun(2)
  await here.compareAndSet(nextWrite(order))
  await vi.waitFor(() => expect(heard).toEqual([{ orderId, version: 2 }]), 20_000)
})

it('listens again when the server was away', async () => {
  const { here, there, order, orderId } = await twoStores()
  const { heard, begun } = ear(there)
  await begun(1)
  await postgres.halt('QUIT')
  await postgres.resume()
  await begun(2)
  await here.compareAndSet(nextWrite(order))
  await vi.waitFor(() => expect(heard).toEqual([{ orderId, version: 2 }]), 20_000)
})

it('lets go of its connection when nobody listens, and when the store is closed', async () => {
  const { there, query } = await twoStores()
  for (const end of ['stop', 'close'] as const) {
    const { begun, stop } = ear(there)
    await begun(1)
    expect(await query(listening)).toHaveLength(1)
    if (end === 'stop') stop?.()
    else await there.close()
    await vi.waitFor(async () => expect(await query(listening)).toEqual([]), 20_000)
  }
})

it('says nothing where it is told not to', async () => {
  const { here, order, orderId, connect, schema } = await twoStores({ notify: false })
  expect(here.listen).toBeUndefined()
  const client = await connect()
  endings.push(() => client.end())
  const heard: unknown[] = []
  client.on('notification', ({ payload }) => heard.push(payload))
  await client.query(`LISTEN offrampkit_${schema}`)
  await here.compareAndSet(nextWrite(order))
  expect((await here.order(orderId))?.version).toBe(2)
  // What the server had to tell comes before the answer.
  await client.query('SELECT 1')
  expect(heard).toEqual([])
})
