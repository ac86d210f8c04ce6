import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../test/engines/postgres.ts'
import { emptyPlace, type PostgresPlace } from '../../test/engines/postgresPlace.ts'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { harness } from '../../test/harness.ts'
import { postgresStore } from '../stores/postgres/store.ts'

let postgres: TestPostgres
let place: PostgresPlace
const endings: (() => unknown)[] = []
beforeAll(async () => {
  postgres = await startPostgres()
})
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})
afterAll(() => postgres?.stop())

/** Two servers over one database. */
function twoServers() {
  place = emptyPlace(postgres)
  const fake = fakeProvider()
  return [0, 1].map(() => {
    const store = postgresStore({ ...place, migrate: true })
    endings.push(() => store.close())
    return harness({ store }, fake)
  }) as [ReturnType<typeof harness>, ReturnType<typeof harness>]
}

/** The versions that the order's stream of this server tells. */
async function watch(server: ReturnType<typeof harness>, orderId: string) {
  const response = await server.send('watchOrder', { path: { orderId } })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  endings.unshift(() => reader.cancel())
  return async () => {
    const { value } = await reader.read()
    return Number(/"version":(\d+)/.exec(new TextDecoder().decode(value))?.[1])
  }
}

const listening = `FROM pg_stat_activity WHERE query LIKE 'LISTEN %'`

it('a stream of one server hears of a webhook that another one took', async () => {
  const [one, other] = twoServers()
  const { orderId } = await one.ready()
  const next = await watch(one, orderId)
  const before = await next()
  const answer = await other.webhook({ orderId, rowId: `row-${orderId}`, state: 'received', fields: {} })
  expect(answer.status).toBe(200)
  expect(await next()).toBe(before + 1)
})

it('and of one that came while it could not listen', async () => {
  const [one, other] = twoServers()
  const { orderId } = await one.ready()
  const next = await watch(one, orderId)
  const before = await next()
  await other.webhook({ orderId, rowId: `row-${orderId}`, state: 'received', fields: {} })
  expect(await next()).toBe(before + 1)
  await place.query(`
    BEGIN;
    SELECT pg_terminate_backend(pid) ${listening};
    UPDATE ${place.schema}.orders SET version = version + 1;
    COMMIT`)
  // Nobody notified; only reading again can tell.
  expect(await next()).toBe(before + 2)
})

it('while the database is away nothing is accepted, and a stream that stayed open hears what came after', async () => {
  const [one, other] = twoServers()
  const { orderId } = await one.ready()
  const next = await watch(one, orderId)
  const before = await next()
  const news = { orderId, rowId: `row-${orderId}`, state: 'received', fields: {} }
  await postgres.halt('QUIT')
  // Not 2xx: so the provider sends it again.
  expect((await other.webhook(news)).status).toBe(503)
  expect(await one.code('getOrder', { path: { orderId } })).toBe('store_failed')
  await postgres.resume()
  expect((await other.webhook(news)).status).toBe(200)
  expect(await next()).toBe(before + 1)
  expect(await one.code('getOrder', { path: { orderId } })).toBe('ok 200')
})
