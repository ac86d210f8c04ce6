import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { emptyPlace } from '../../../test/engines/postgresPlace.ts'
import { sampleOrder } from '../../testing/storeSamples.ts'
import { createWithClient } from './connection.ts'
import { migrate, migratePostgres } from './migrate.ts'
import { migrations } from './migrations.ts'
import { openPool } from './pool.ts'
import { postgresStore } from './store.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.stop())

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'invalid_config', message: expect.stringMatching(message) })

const newest = migrations.length
const addition = { name: 'a colour', sql: (s: string) => `ALTER TABLE ${s}.orders ADD colour text` }
const broken = { name: 'broken', sql: (s: string) => `ALTER TABLE ${s}.orders ADD taste text; SELECT 1/0` }

/** With other steps than the released ones. */
async function migrateWith(place: ReturnType<typeof emptyPlace>, steps: typeof migrations) {
  const { pool } = openPool(place)
  try {
    return await migrate(createWithClient(pool), place.schema, steps)
  } finally {
    await pool.end()
  }
}

describe('migratePostgres', () => {
  it('is done by one of three that start at once', async () => {
    const place = emptyPlace(postgres)
    const done = await Promise.all([1, 2, 3].map(() => migratePostgres(place)))
    expect(done.map(({ from }) => from).sort()).toEqual([0, newest, newest])
    expect(done.map(({ to }) => to)).toEqual([newest, newest, newest])
    const rows = await place.query(`SELECT version, name FROM ${place.schema}.migrations ORDER BY version`)
    expect(rows).toEqual(migrations.map(({ name }, at) => ({ version: at + 1, name })))
  })

  it('is done by one of three stores that start at once', async () => {
    const place = emptyPlace(postgres)
    const stores = [1, 2, 3].map(() => postgresStore({ ...place, migrate: true }))
    expect(await Promise.all(stores.map((store) => store.order('none')))).toEqual([null, null, null])
    for (const store of stores) await store.close()
  })

  it('brings an older database to a newer version, with its orders', async () => {
    const place = emptyPlace(postgres)
    await migratePostgres(place)
    const store = postgresStore(place)
    const order = sampleOrder()
    await store.insertOrder(order, [])
    const steps = [...migrations, addition]
    expect(await migrateWith(place, steps)).toEqual({ from: newest, to: newest + 1 })
    expect(await migrateWith(place, steps)).toEqual({ from: newest + 1, to: newest + 1 })
    // A server of the version before goes on while others start with the new one.
    expect(await store.order(order.order.orderId)).toEqual(order)
    await store.close()
  })

  it('brings a database of the first version to the newest, with its orders', async () => {
    const place = emptyPlace(postgres)
    const orders = ['sample', `it's "odd" \u0000 \\`].map((provider) => {
      const made = sampleOrder({ dueAt: 5 })
      return { ...made, order: { ...made.order, provider } }
    })
    await migrateWith(place, migrations.slice(0, 1))
    for (const { order, requestId } of orders)
      await place.query(
        `INSERT INTO ${place.schema}.orders (order_id, owner_id, request_id, created_at, version, due_at, body)
         VALUES ($1, 'owner', $2, $3, 1, 5, $4)`,
        [order.orderId, requestId, order.createdAt, JSON.stringify(order)],
      )
    expect(await migratePostgres(place)).toEqual({ from: 1, to: newest })
    const store = postgresStore(place)
    for (const order of orders) {
      const claim = { provider: order.order.provider, before: 5, until: 9 }
      expect(await store.claimOrder(claim)).toEqual({ ...order, dueAt: 9 })
    }
    await store.close()
  })

  it('leaves everything as it was when a step fails', async () => {
    const place = emptyPlace(postgres)
    await migratePostgres(place)
    await expect(migrateWith(place, [...migrations, addition, broken])).rejects.toMatchObject({
      code: 'store_failed',
    })
    const columns = await place.query(
      "SELECT 1 FROM information_schema.columns WHERE table_schema = $1 AND column_name IN ('colour', 'taste')",
      [place.schema],
    )
    expect(columns).toEqual([])
    expect(await migratePostgres(place)).toEqual({ from: newest, to: newest })
  })

  it('refuses a database of a newer version, as the store does', async () => {
    const place = emptyPlace(postgres)
    await migrateWith(place, [...migrations, addition])
    const store = postgresStore(place)
    await expect(store.order('none')).rejects.toEqual(invalid(/newer version/))
    await expect(migratePostgres(place)).rejects.toEqual(invalid(/newer version/))
    await store.close()
  })
})

describe('postgresStore before its first call', () => {
  it('says what to do with a database that was not migrated, and works once it was', async () => {
    const place = emptyPlace(postgres)
    const store = postgresStore(place)
    await expect(store.order('none')).rejects.toEqual(invalid(/version 0.*migratePostgres/s))
    await migratePostgres(place)
    expect(await store.order('none')).toBeNull()
    await store.close()
  })

  it('refuses a database that forgets what it said was written', async () => {
    const place = emptyPlace(postgres)
    await migratePostgres(place)
    const connectionString = `${place.connectionString}?options=-csynchronous_commit%3Doff`
    const store = postgresStore({ ...place, connectionString })
    await expect(store.order('none')).rejects.toEqual(invalid(/set to forget/))
    await store.close()
  })

  it.each(['', 'a b', 'Big', '1st', 'a;drop', 'a"b', 'pg_mine', 'a'.repeat(33)])(
    'refuses %j as a schema',
    (schema) => {
      const { connectionString } = emptyPlace(postgres)
      expect(() => postgresStore({ connectionString, schema })).toThrow(invalid(/`schema`/))
    },
  )

  it('says what is missing', () => {
    expect(() => postgresStore({})).toThrow(invalid(/needs a database/))
    expect(() => postgresStore({ connectionString: 'mysql://x' })).toThrow(invalid(/needs a database/))
    const { connectionString } = emptyPlace(postgres)
    expect(() => postgresStore({ connectionString, maxConnections: 1 })).toThrow(invalid(/maxConnections/))
  })
})
