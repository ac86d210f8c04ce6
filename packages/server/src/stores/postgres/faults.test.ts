import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { emptyPlace } from '../../../test/engines/postgresPlace.ts'
import { nextWrite, sampleOrder } from '../../testing/storeSamples.ts'
import type { UniqueKey } from '../store.ts'
import type { PgClient, PgPool, PgQuery } from './pgShapes.ts'
import { postgresStore } from './store.ts'

let postgres: TestPostgres
const endings: (() => Promise<unknown>)[] = []
const failed = expect.objectContaining({ code: 'store_failed' })

beforeAll(async () => {
  postgres = await startPostgres()
})
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})
afterAll(() => postgres?.stop())

/** A store with one order in it. */
async function orderBook(options: { pool?: PgPool } = {}) {
  const place = emptyPlace(postgres)
  const { connectionString, schema } = place
  const open = () => {
    const store = postgresStore({ connectionString, schema, migrate: true, ...options })
    endings.push(() => store.close())
    return store
  }
  const store = open()
  const order = sampleOrder()
  await store.insertOrder(order, [])
  return { ...place, store, open, order, orderId: order.order.orderId }
}

/** Holds the order's row, so that a write of it waits in the middle of its statement. */
async function holdRow({ connect, schema, orderId }: Awaited<ReturnType<typeof orderBook>>) {
  const holder = await connect()
  endings.push(() => holder.end())
  await holder.query('BEGIN')
  await holder.query(`SELECT 1 FROM ${schema}.orders WHERE order_id = $1 FOR UPDATE`, [orderId])
  return { letGo: () => holder.query('ROLLBACK') }
}

/** A pool, and the codes of the errors that its connections were answered with. */
function watchedPool(connectionString: string) {
  const pool = new pg.Pool({ connectionString })
  endings.push(() => pool.end())
  const states: unknown[] = []
  const connect = async (): Promise<PgClient> => {
    const client = await pool.connect()
    const query = (asked: PgQuery) =>
      client.query(asked).catch((error) => {
        states.push(error.code)
        throw error
      })
    return {
      query,
      on: client.on.bind(client),
      removeListener: client.removeListener.bind(client),
      release: client.release.bind(client),
    }
  }
  return { pool: { connect, end: () => pool.end() }, states }
}

const waiting = "application_name = 'offrampkit' AND wait_event_type = 'Lock'"

describe('postgresStore', () => {
  it('lets one of fifty writers of the same version write', async () => {
    const book = await orderBook()
    const stores = [book.store, book.open()]
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, at) => stores[at % 2]?.compareAndSet(nextWrite(book.order))),
    )
    expect(outcomes.filter((outcome) => outcome?.status === 'written')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome?.status === 'stale')).toHaveLength(49)
    expect(await book.store.eventsAfter(book.orderId, 0, 100)).toHaveLength(1)
  })

  it('never lets two writers wait for each other, whatever the order in which they name keys', async () => {
    const { connectionString, schema, store, orderId, query, connect } = await orderBook()
    const orders = [sampleOrder(), sampleOrder()]
    for (const order of orders) await store.insertOrder(order, [])
    const keys = ['a', 'b', 'c'].map((value): UniqueKey => ({ kind: 'row', scope: 's', value }))
    // Somebody is about to take the one in the middle, so that both have to wait half-way.
    const holder = await connect()
    endings.push(() => holder.end())
    await holder.query('BEGIN')
    await holder.query(`INSERT INTO ${schema}.unique_keys VALUES ('row', 's', 'b', $1)`, [orderId])
    const { pool, states } = watchedPool(connectionString)
    const watched = postgresStore({ pool, schema })
    const writes = orders.map((order, at) =>
      watched.compareAndSet(nextWrite(order, { keys: at === 0 ? keys : keys.toReversed() })),
    )
    await vi.waitFor(async () => {
      expect(await query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).toHaveLength(2)
    }, 20_000)
    await holder.query('ROLLBACK')
    const outcomes = await Promise.all(writes)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['taken', 'written'])
    expect(states).toEqual(['23505'])
  })

  it('writes nothing when its connection is killed in the middle of a write, and goes on', async () => {
    const book = await orderBook()
    const { letGo } = await holdRow(book)
    const key = { kind: 'row', scope: 'sample', value: 'r' } as const
    const write = expect(book.store.compareAndSet(nextWrite(book.order, { keys: [key] }))).rejects.toEqual(
      failed,
    )
    await vi.waitFor(async () => {
      const killed = await book.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${waiting}`,
      )
      expect(killed).toHaveLength(1)
    }, 20_000)
    await write
    await letGo()
    expect((await book.store.order(book.orderId))?.version).toBe(1)
    expect(await book.store.orderByKey(key)).toBeNull()
    expect(await book.store.eventsAfter(book.orderId, 0, 10)).toEqual([])
    expect(await book.store.compareAndSet(nextWrite(book.order, { keys: [key] }))).toEqual({
      status: 'written',
    })
  })

  it('outlives the end of a connection that nobody was using', async () => {
    const { store, order, query } = await orderBook()
    const uncaught = vi.fn()
    process.on('uncaughtException', uncaught)
    endings.push(async () => process.off('uncaughtException', uncaught))
    const idle = "application_name = 'offrampkit' AND state = 'idle'"
    const killed = await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${idle}`)
    expect(killed).toHaveLength(1)
    await vi.waitFor(async () => expect(await store.order(order.order.orderId)).toEqual(order), 20_000)
    expect(uncaught).not.toHaveBeenCalled()
  })

  it('gives up on a connection that has gone silent, and takes another', async () => {
    const pool = new pg.Pool({
      connectionString: postgres.url,
      query_timeout: 300,
      application_name: 'silent',
    })
    endings.unshift(() => pool.end())
    const book = await orderBook({ pool })
    const [backend] = await book.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'silent'")
    const pid = Number(backend?.pid)
    process.kill(pid, 'SIGSTOP')
    try {
      await expect(book.store.order(book.orderId)).rejects.toEqual(failed)
      expect(await book.store.compareAndSet(nextWrite(book.order))).toEqual({ status: 'written' })
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  })

  it('gives up a statement that takes too long, and keeps its connection', async () => {
    const pool = new pg.Pool({ connectionString: postgres.url, max: 2, statement_timeout: 200 })
    endings.unshift(() => pool.end())
    const opened = vi.fn()
    pool.on('connect', opened)
    const book = await orderBook({ pool })
    const { letGo } = await holdRow(book)
    const before = opened.mock.calls.length
    await expect(book.store.compareAndSet(nextWrite(book.order))).rejects.toEqual(failed)
    await letGo()
    expect(await book.store.compareAndSet(nextWrite(book.order))).toEqual({ status: 'written' })
    expect(opened.mock.calls.length).toBe(before)
  })

  it('runs a write again that a stricter isolation refused', async () => {
    const pool = new pg.Pool({
      connectionString: postgres.url,
      options: '-c default_transaction_isolation=serializable',
    })
    endings.unshift(() => pool.end())
    const { store, order, orderId } = await orderBook({ pool })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => store.compareAndSet(nextWrite(order))),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual([...Array(9).fill('stale'), 'written'])
    expect((await store.order(orderId))?.version).toBe(2)
  })

  it('holds every write that it said was done when the server crashes, and finds it again by itself', async () => {
    const { store, orderId } = await orderBook()
    let told = 1
    const count = async () => {
      for (;;) {
        const found = await store.order(orderId)
        if (!found) throw new Error('The order is missing.')
        await store.compareAndSet(nextWrite(found))
        told = found.version + 1
        if (told === 30) void postgres.halt('QUIT')
      }
    }
    await expect(count()).rejects.toEqual(failed)
    await expect(store.order(orderId)).rejects.toEqual(failed)
    await vi.waitFor(() => postgres.resume(), 20_000)
    const found = await store.order(orderId)
    expect(told).toBeGreaterThanOrEqual(30)
    // The last one may have been written without our hearing of it.
    expect([told, told + 1]).toContain(found?.version)
    expect(await store.eventsAfter(orderId, 0, 1_000)).toHaveLength((found?.version ?? 0) - 1)
  })
})
