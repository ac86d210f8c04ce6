import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { emptyPlace, type PostgresPlace } from '../../../test/engines/postgresPlace.ts'
import { nextWrite, sampleOrder } from '../../testing/storeSamples.ts'
import { keepLapsedMs } from '../lapsed.ts'
import type { Store, UniqueKey } from '../store.ts'
import { type StatementName, statements } from './statements.ts'
import { postgresStore } from './store.ts'

let postgres: TestPostgres
let place: PostgresPlace
let store: Store
beforeAll(async () => {
  postgres = await startPostgres()
  place = emptyPlace(postgres)
  store = postgresStore({ ...place, migrate: true })
})
afterAll(async () => {
  await store?.close()
  await postgres?.stop()
})

it('a claim that was made before the clock was set back by a day lasts no longer than one that is made now', async () => {
  await store.claim('step', 'dead', 60_000)
  await place.query(`UPDATE ${place.schema}.claims SET lapses_at = lapses_at + interval '1 day'`)
  expect(await store.claim('step', 'next', 60_000)).toEqual({ status: 'taken', forMs: 60_000 })
  const left = `SELECT lapses_at - clock_timestamp() <= interval '1 minute' AS soon FROM ${place.schema}.claims`
  expect(await place.query(left)).toEqual([{ soon: true }])
  await store.dropClaim('step', 'dead')
})

describe('what the tables hold', () => {
  it('is any text, to the letter: NUL, half a surrogate, quotes, and names of many scripts', async () => {
    const odd = ['a\0', 'a', '\ud83d', '\ufffd', `"'\\`, '\\u0000', 'ü', 'u\u0308', '']
    const orders = odd.map((value) => sampleOrder({ ownerId: value, requestId: value }))
    const keyOf = (value: string): UniqueKey => ({ kind: 'row', scope: value, value })
    for (const order of orders)
      expect(await store.insertOrder(order, [keyOf(order.ownerId)])).toEqual({ status: 'inserted' })
    for (const order of orders) {
      expect(await store.orderByKey(keyOf(order.ownerId))).toEqual(order)
      expect(await store.ordersOf(order.ownerId, { after: null, limit: 9 })).toEqual([order])
      expect(await store.consume(order.ownerId, 100, 0)).toBe(true)
    }
  })

  it('forgets what lapsed long ago, a few at a time, and nothing that a slower clock may still count on', async () => {
    for (let at = 0; at < 20; at++) await store.consume(`old ${at}`, at, 0)
    await store.consume('just lapsed', 200, 0)
    const later = keepLapsedMs + 100
    for (let at = 0; at < 10; at++) await store.consume(`new ${at}`, 9 * later, later)
    const left = await place.query(
      `SELECT key FROM ${place.schema}.consumed WHERE key LIKE '% lapsed' OR key LIKE 'old %'`,
    )
    expect(left).toEqual([{ key: 'just lapsed' }])
  })

  it('may stand in a schema whose name is a word of SQL', async () => {
    const { connectionString } = emptyPlace(postgres)
    const other = postgresStore({ connectionString, schema: 'user', migrate: true })
    const order = sampleOrder()
    await other.insertOrder(order, [])
    expect(await other.compareAndSet(nextWrite(order))).toEqual({ status: 'written' })
    expect((await other.order(order.order.orderId))?.version).toBe(2)
    await other.close()
  })

  it('is apart from another schema of the same database', async () => {
    const other = postgresStore({ ...emptyPlace(postgres), migrate: true })
    const order = sampleOrder()
    await store.insertOrder(order, [])
    expect(await other.order(order.order.orderId)).toBeNull()
    await other.close()
  })
})

describe('reading never walks a whole table', () => {
  beforeAll(async () => {
    const s = place.schema
    await place.query(`
      INSERT INTO ${s}.orders (order_id, owner_id, request_id, created_at, version, due_at, provider, body)
      SELECT 'many' || n, 'owner ' || n % 50, n::text, n, 1, CASE WHEN n % 3 = 0 THEN n END, 'p' || n % 4, '{}'
      FROM generate_series(1, 20000) n;
      INSERT INTO ${s}.unique_keys SELECT 'request', 'x', order_id, order_id FROM ${s}.orders;
      INSERT INTO ${s}.events SELECT order_id, 1, '{}' FROM ${s}.orders;
      INSERT INTO ${s}.inbox SELECT 'p', n::text, '', n, 0, 'waiting', CASE WHEN n % 9 = 0 THEN n END
      FROM generate_series(1, 20000) n;
      INSERT INTO ${s}.consumed SELECT 'many' || n, n FROM generate_series(1, 20000) n;
      ANALYZE;
    `)
  })

  const asked: [StatementName, unknown[], string][] = [
    ['order', ['many7'], 'orders_pkey'],
    ['orderByKey', ['request', 'x', 'many7'], 'unique_keys_held_once'],
    ['ordersFirst', ['owner 7', 10], 'orders_by_owner'],
    ['ordersAfter', ['owner 7', 10, 19_000, 'many7'], 'orders_by_owner'],
    ['claimOrder', ['p1', 9_000, 99_000], 'orders_due'],
    ['eventsAfter', ['many7', 0, 10], 'events_pkey'],
    ['claimWebhook', ['p', 9_000, 99_000], 'inbox_due'],
    ['pruneInbox', [9_000, 10], 'inbox_settled'],
    ['pruneConsumed', [9_000, 10], 'consumed_by_time'],
  ]
  it.each(asked)('%s', async (name, values, index) => {
    const sql = statements(place.schema)[name]
    const plan = (await place.query(`EXPLAIN ${sql}`, values)).map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(new RegExp(`\\b${index}\\b`))
    expect(plan).not.toMatch(/Seq Scan|Sort/)
  })
})
