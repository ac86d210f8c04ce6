import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { startPostgres, type TestPostgres } from '../engines/postgres.ts'
import { emptyPlace, type PostgresPlace } from '../engines/postgresPlace.ts'
import { harness } from '../harness.ts'
import { type Action, prepareActions } from './everyAction.ts'
import { startProxy, type TcpProxy } from './tcpProxy.ts'

let postgres: TestPostgres
let place: PostgresPlace
let network: TcpProxy
let pool: pg.Pool
let h: ReturnType<typeof harness>
beforeAll(async () => {
  postgres = await startPostgres()
  place = emptyPlace(postgres)
  network = await startProxy(postgres.port)
  const connectionString = place.connectionString.replace(/:\d+\//, `:${network.port}/`)
  pool = new pg.Pool({ connectionString, max: 4 })
  pool.on('error', () => undefined)
  h = harness({ store: postgresStore({ pool, schema: place.schema, migrate: true }) })
})
afterAll(async () => {
  await pool?.end()
  await network?.close()
  await postgres?.stop()
})

const count = async (from: string) =>
  Number((await place.query(`SELECT count(*) AS n FROM ${place.schema}.${from}`))[0]?.n)

/** The statement was committed, and its answer never came. */
describe('an answer of the database that is lost after its commit', () => {
  it.each<[Action, string, string, string]>([
    ['create', 'insertOrder', '503 store_failed', 'goes on'],
    ['session', 'compareAndSet', '503 store_failed', 'goes on'],
    ['reserve', 'compareAndSet', '503 store_failed', 'goes on'],
    ['report', 'compareAndSet', '503 store_failed', 'goes on'],
    ['webhook', 'receiveWebhook', '503 store_failed', 'goes on'],
    ['webhook', 'compareAndSet', 'goes on', 'goes on'],
    ['webhook', 'settleWebhook', 'goes on', 'goes on'],
    ['sign-in', 'consume', '503 store_failed', '401 unauthenticated'],
  ])(
    '%s, of %s: first %s, then %s; and nothing is lost or there twice',
    async (action, statement, first, then) => {
      const prepared = await prepareActions(h)
      const before = {
        orders: await count('orders'),
        events: await count('events'),
        inbox: await count('inbox'),
      }
      network.losesAnswerTo = `${place.schema} ${statement}`
      expect(await prepared[action]()).toBe(first)
      expect(network.losesAnswerTo).toBeNull()
      // Waiting webhooks are taken up again; asking the provider brings nothing.
      h.fake.rows.clear()
      h.pass(60_000)
      await h.handler.reconcile()
      expect(await prepared[action]()).toBe(then)

      const orders = await h.store.ordersOf('alice', { after: null, limit: 100 })
      for (const { order } of orders) {
        const events = await h.store.eventsAfter(order.orderId, 0, 1_000)
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1))
        expect(order.attempts.length).toBeLessThanOrEqual(1)
      }
      const made: Partial<Record<Action, Partial<typeof before>>> = {
        create: { orders: 1 },
        session: { events: 1 },
        reserve: { events: 1 },
        report: { events: 2 },
        webhook: { events: 1, inbox: 1 },
      }
      const after = {
        orders: await count('orders'),
        events: await count('events'),
        inbox: await count('inbox'),
      }
      const added = Object.fromEntries(
        Object.entries(after).map(([name, n]) => [name, n - before[name as keyof typeof before]]),
      )
      expect(added).toEqual({ orders: 0, events: 0, inbox: 0, ...made[action] })
      expect(await count("inbox WHERE outcome <> 'applied'")).toBe(0)
    },
  )
})
