import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { redisShared } from '../../src/shared/redis/redisShared.ts'
import type { SharedState } from '../../src/shared/shared.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { startPostgres, type TestPostgres } from '../engines/postgres.ts'
import { emptyPlace } from '../engines/postgresPlace.ts'
import { startRedis } from '../engines/redis.ts'
import { fakeProvider } from '../fakeProvider.ts'
import { harness } from '../harness.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.stop())

/** The pace of senders and readers, and the beat of a database that stutters: parts of the fault. Nothing here waits for a time to pass. */
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Two instances over one database; with `patienceMs` they give up sooner than in real life, so that a test need not last as long. */
function twoInstances(options: { patienceMs?: number; shared?: readonly SharedState[] } = {}) {
  const { patienceMs: ms = 20_000, shared = [] } = options
  const place = emptyPlace(postgres)
  const fake = fakeProvider()
  const instances = [0, 1].map((at) => {
    const patience = { connectionTimeoutMillis: ms, query_timeout: ms, statement_timeout: ms }
    const pool = new pg.Pool({ connectionString: place.connectionString, max: 6, ...patience })
    pool.on('error', () => undefined)
    const store = postgresStore({ pool, schema: place.schema, migrate: true })
    const after = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    const own = shared[at]
    return { ...harness({ store, after, ...(own && { shared: own }) }, fake), pool }
  })
  return { place, one: instances[0]!, other: instances[1]! }
}

it('the database stands still, crashes and loses its connections while webhooks come, and nothing is lost', async () => {
  const uncaught = vi.fn()
  process.on('unhandledRejection', uncaught)
  const { place, one, other } = twoInstances({ patienceMs: 1_200 })
  const orders = await Promise.all(Array.from({ length: 24 }, () => one.ready()))

  // A page that looks at the first order, at an instance that takes none of its webhooks.
  const watched = orders[0]!.orderId
  const stream = await one.send('watchOrder', { path: { orderId: watched } })
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
  let seen = 0
  const watching = (async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      seen = Number(/"version":(\d+)/.exec(new TextDecoder().decode(value))?.[1] ?? seen)
    }
  })()

  // Senders that come again until they hear 2xx, as providers do, a quarter of them in each weather; users who read all the while.
  const weather = { accepted: 0, refused: 0 }
  let over = false
  const send = async (orderId: string, state: string) => {
    const news = { orderId, rowId: `row-${orderId}`, state, fields: {} }
    for (;;) {
      const instance = orderId === watched || Math.random() < 0.5 ? other : one
      const { status } = await instance.webhook(news)
      weather[status === 200 ? 'accepted' : 'refused'] += 1
      if (status === 200) return
      expect(status).toBe(503)
      // Sooner than a provider would; without it one that is refused at once would leave nobody any time.
      await pause(40)
    }
  }
  const answers = new Set<string>()
  const read = async (orderId: string) => {
    for (; !over; await pause(30)) answers.add(await one.code('getOrder', { path: { orderId } }))
  }
  const readers = orders.slice(0, 6).map(({ orderId }) => read(orderId))
  const senders: Promise<void>[] = []
  const sendQuarter = (at: number) => {
    for (const { orderId } of orders.slice(at * 6, at * 6 + 6))
      senders.push(send(orderId, 'received'), send(orderId, 'processing'))
  }
  /** Until the senders have seen what there is to see of this weather. */
  const more = async (what: keyof typeof weather) => {
    const before = weather[what]
    await vi.waitFor(() => expect(weather[what]).toBeGreaterThan(before), 20_000)
  }

  sendQuarter(0)
  await more('accepted')
  postgres.freeze()
  sendQuarter(1)
  await more('refused')
  postgres.thaw()
  await more('accepted')
  sendQuarter(2)
  await place
    .query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name <> 'onlooker'")
    .catch(() => undefined)
  await postgres.halt('QUIT')
  sendQuarter(3)
  await more('refused')
  await postgres.resume()
  await Promise.all(senders)
  over = true
  await Promise.all(readers)
  expect([...answers].sort()).toEqual(['ok 200', 'store_failed'])

  // What was answered and could not be worked on waits in the inbox.
  await vi.waitFor(async () => {
    one.pass(3_600_000)
    await one.handler.reconcile()
    const left = await place.query(`SELECT 1 FROM ${place.schema}.inbox WHERE outcome <> 'applied'`)
    expect(left).toEqual([])
  }, 20_000)
  expect(await place.query(`SELECT 1 FROM ${place.schema}.inbox`)).toHaveLength(2 * orders.length)
  for (const { orderId } of orders) {
    const stored = await other.store.order(orderId)
    expect(Object.keys(stored?.order.facts.rows[`row-${orderId}`]?.states ?? {}).sort()).toEqual([
      'processing',
      'received',
      'waiting',
    ])
    const events = await other.store.eventsAfter(orderId, 0, 100)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1))
    const told = events.flatMap(({ event }) =>
      event.type === 'row' && event.source === 'webhook' ? [event.state] : [],
    )
    expect(told.sort()).toEqual(['processing', 'received'])
  }
  const { version } = (await other.store.order(watched))!
  await vi.waitFor(() => expect(seen).toBe(version), 20_000)

  await reader.cancel()
  await watching
  for (const { pool, store } of [one, other]) {
    expect(pool.waitingCount).toBe(0)
    await vi.waitFor(() => expect(pool.idleCount).toBe(pool.totalCount))
    await store.close()
    await pool.end()
  }
  expect(uncaught).not.toHaveBeenCalled()
  process.off('unhandledRejection', uncaught)
})

it('a database that is slow makes everything take longer, and nothing fails', async () => {
  const { place, one, other } = twoInstances()
  const orders = await Promise.all(Array.from({ length: 12 }, () => one.ready()))
  let over = false
  // The fault itself: a database that stands still for more than half of the time.
  const pulses = (async () => {
    while (!over) {
      postgres.freeze()
      await pause(60)
      postgres.thaw()
      await pause(40)
    }
  })()
  try {
    const statuses: number[] = []
    // Four at a time, so that some of them meet each of its pauses.
    const lane = async (mine: typeof orders) => {
      for (const { orderId } of mine) {
        // The same news twice, at both.
        const news = { orderId, rowId: `row-${orderId}`, state: 'received', fields: {} }
        const said = await Promise.all([one, other].map((instance) => instance.webhook(news)))
        statuses.push(...said.map(({ status }) => status))
      }
    }
    await Promise.all([0, 3, 6, 9].map((at) => lane(orders.slice(at, at + 3))))
    expect(new Set(statuses)).toEqual(new Set([200]))
  } finally {
    over = true
    await pulses
  }
  const { schema } = place
  expect(await place.query(`SELECT outcome FROM ${schema}.inbox`)).toEqual(
    orders.map(() => ({ outcome: 'applied' })),
  )
  const told = `SELECT order_id FROM ${schema}.events WHERE body LIKE '%"webhook"%'`
  expect(await place.query(told)).toHaveLength(orders.length)
  for (const { store, pool } of [one, other]) {
    await store.close()
    await pool.end()
  }
})

it('without Redis, news goes from one instance to the other through the database', async () => {
  const redis = await startRedis()
  const shared = [0, 1].map(() => redisShared({ url: redis.url }))
  await Promise.all(shared.map((one) => one.ready()))
  const { one, other } = twoInstances({ shared })
  const { orderId } = await one.ready()
  const stream = await one.send('watchOrder', { path: { orderId } })
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
  const next = async () =>
    Number(/"version":(\d+)/.exec(new TextDecoder().decode((await reader.read()).value))?.[1])
  const before = await next()
  redis.freeze()
  const news = { orderId, rowId: `row-${orderId}`, state: 'received', fields: {} }
  expect((await other.webhook(news)).status).toBe(200)
  expect(await next()).toBe(before + 1)
  redis.thaw()
  await reader.cancel()
  for (const { store, pool } of [one, other]) {
    await store.close()
    await pool.end()
  }
  await Promise.all(shared.map((each) => each.close()))
  await redis.stop()
})
