import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { afterTimeout } from '../../src/afterTimeout.ts'
import type { OfframpHandlerOptions } from '../../src/options.ts'
import { redisShared } from '../../src/shared/redis/redisShared.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import { startPostgres, type TestPostgres } from '../engines/postgres.ts'
import { emptyPlace, type PostgresPlace } from '../engines/postgresPlace.ts'
import { startRedis, type TestRedis } from '../engines/redis.ts'
import { fakeProvider } from '../fakeProvider.ts'
import { harness, wish } from '../harness.ts'
import { temporaryFolder } from '../temporaryFolder.ts'
import { type Action, actions, prepareActions, signedIn } from './everyAction.ts'
import { answersAt, overHttp, silence } from './overHttp.ts'
import { startProxy, type TcpProxy } from './tcpProxy.ts'

/** What FAULTS.md promises: for each fault, what each action answers. */
const promised = readTable(readFileSync(new URL('../../FAULTS.md', import.meta.url), 'utf8'))
const found = new Set<string>()
const nothing = 'nothing'
const allWell = Object.fromEntries(actions.map((action) => [action, 'goes on']))

let postgres: TestPostgres
let redis: TestRedis
let place: PostgresPlace
let network: TcpProxy
const endings: (() => unknown)[] = []
beforeAll(async () => {
  ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  place = emptyPlace(postgres)
  network = await startProxy(postgres.port)
})
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})
afterAll(async () => {
  await network?.close()
  await Promise.all([postgres?.stop(), redis?.stop()])
})

const real: Partial<OfframpHandlerOptions> = { now: Date.now, after: afterTimeout }

/** A server over PostgreSQL; with `patienceMs` it gives up sooner than in real life, so that a test need not wait for as long. */
function overPostgres(options: Partial<OfframpHandlerOptions> = {}, patienceMs = 20_000, settings = '') {
  const [connectionTimeoutMillis, query_timeout] = [patienceMs, patienceMs]
  const connectionString = place.connectionString.replace(/:\d+\//, `:${network.port}/`)
  const pool = new pg.Pool({
    connectionString,
    max: 6,
    connectionTimeoutMillis,
    query_timeout,
    options: settings,
  })
  pool.on('error', () => undefined)
  const store = postgresStore({ pool, schema: place.schema, migrate: true })
  endings.push(async () => {
    await store.close()
    await pool.end()
  })
  return harness({ store, ...options })
}

function overSqlite(options: { busyMs?: number } = {}) {
  const folder = temporaryFolder()
  const path = join(folder.path, 'orders.db')
  const store = sqliteStore({ path, ...options })
  endings.push(folder.remove, () => store.close())
  return { ...harness({ store }), path }
}

async function overRedis() {
  const shared = redisShared({ url: redis.url })
  await shared.ready()
  endings.push(() => shared.close())
  return overPostgres({ ...real, shared })
}

/** Does everything at once while something is wrong, and compares; then mends it and does what was refused again. */
async function check(
  fault: string,
  h: ReturnType<typeof harness>,
  begin: () => unknown,
  end: () => unknown,
): Promise<void> {
  const prepared = await prepareActions(h)
  const outcomes = {} as Record<Action, string>
  // Long enough for orders to be due, and for providers to be asked again.
  h.pass(60_000)
  await begin()
  try {
    await Promise.all(actions.map(async (action) => (outcomes[action] = await prepared[action]())))
  } finally {
    await end()
  }
  if (fault !== nothing) found.add(fault)
  expect(outcomes).toEqual(fault === nothing ? allWell : promised.get(fault))
  const refused = actions.filter((action) => !outcomes[action].startsWith('goes on'))
  const again = await Promise.all(refused.map(async (action) => [action, await prepared[action]()]))
  expect(again).toEqual(refused.map((action) => [action, 'goes on']))
}

it('nothing is wrong', () =>
  check(
    nothing,
    overPostgres(),
    () => undefined,
    () => undefined,
  ))

it('the database has crashed', () =>
  check(
    'The database is gone',
    overPostgres(),
    () => postgres.halt('QUIT'),
    () => postgres.resume(),
  ))

it('the database stands still', () =>
  check('The database says nothing', overPostgres({}, 2_000), postgres.freeze, postgres.thaw))

it('whoever signed in by createSiweAuth is refused everything, quotes too', async () => {
  const connection = { connectionString: postgres.url, schema: place.schema }
  const store = postgresStore(connection)
  endings.push(() => store.close())
  const { authenticate, cookie } = await signedIn(store)
  const h = harness({ store, authenticate })
  const ask = () => h.code('getQuote', { body: { ...wish, provider: 'fake' }, headers: { cookie } })
  expect(await ask()).toBe('ok 200')
  await postgres.halt('QUIT')
  expect(await ask()).toBe('store_failed')
  await postgres.resume()
  expect(await ask()).toBe('ok 200')
})

it('the network to the database swallows everything', () =>
  check(
    'The database says nothing',
    overPostgres({}, 2_000),
    () => (network.weather = 'swallows'),
    () => (network.weather = 'clear'),
  ))

it('the database is a replica now', () => {
  const h = overPostgres()
  const setting = 'default_transaction_read_only'
  const begin = async () => {
    await place.query(`ALTER DATABASE postgres SET ${setting} = on`)
    network.cut()
  }
  const end = async () => {
    const client = await place.connect()
    await client.query(`SET ${setting} = off`)
    await client.query(`ALTER DATABASE postgres RESET ${setting}`)
    await client.end()
    // Connections to the replica are left by themselves, four times a second at most: by the first write after that.
    await vi.waitFor(() => h.create(), 5_000)
  }
  return check('The database only reads', h, begin, end)
})

it('the disk of the database is full', () => {
  const tables = ['orders', 'events', 'unique_keys', 'inbox', 'consumed'].map(
    (name) => `${place.schema}.${name}`,
  )
  const fill = `
    CREATE FUNCTION ${place.schema}.full_disk() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
    ${tables.map((t) => `CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON ${t} EXECUTE FUNCTION ${place.schema}.full_disk()`).join(';')}`
  const clear = `DROP FUNCTION ${place.schema}.full_disk CASCADE`
  return check(
    'The database has no room',
    overPostgres(),
    () => place.query(fill),
    () => place.query(clear),
  )
})

it('the disk of the database is slow', () =>
  check(
    'The disk of the database is slow',
    // A tenth of a second for each commit.
    overPostgres({}, 20_000, '-c commit_delay=100000 -c commit_siblings=0'),
    () => undefined,
    () => undefined,
  ))

it('the disk under SQLite is slow', () => {
  const { exec } = DatabaseSync.prototype
  const slowly = function (this: DatabaseSync, sql: string) {
    if (sql === 'COMMIT') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    return exec.call(this, sql)
  }
  return check(
    'SQLite: the disk is slow',
    overSqlite(),
    () => (DatabaseSync.prototype.exec = slowly),
    () => (DatabaseSync.prototype.exec = exec),
  )
})

it('another program writes to the SQLite file', async () => {
  const h = overSqlite({ busyMs: 20 })
  const other = new DatabaseSync(h.path)
  endings.push(() => other.close())
  await check(
    'SQLite: another program writes for longer than 5 s',
    h,
    () => other.exec('BEGIN EXCLUSIVE'),
    () => other.exec('ROLLBACK'),
  )
})

it('Redis has crashed', async () =>
  check(
    'Redis is gone',
    await overRedis(),
    () => redis.halt(),
    () => redis.resume(),
  ))

it('Redis stands still', async () => check('Redis says nothing', await overRedis(), redis.freeze, redis.thaw))

it('Redis is a replica now', async () => {
  const h = await overRedis()
  await check(
    'Redis only reads',
    h,
    () => redis.say('REPLICAOF', '127.0.0.1', '1'),
    () => redis.say('REPLICAOF', 'NO', 'ONE'),
  )
})

it('Redis is full', async () => {
  const h = await overRedis()
  await check(
    'Redis has no room',
    h,
    () => redis.say('CONFIG', 'SET', 'maxmemory', '1'),
    () => redis.say('CONFIG', 'SET', 'maxmemory', '0'),
  )
})

it('a provider is down', () => {
  const fake = fakeProvider()
  let up = true
  const fetch: typeof globalThis.fetch = (input, init) =>
    up ? answersAt(Date.now)(input, init) : Promise.reject(new TypeError('fetch failed'))
  const h = harness({ providers: [overHttp(fake)], fetch }, fake)
  const back = () => {
    up = true
    // After five failures in a row it is left alone for a moment.
    h.pass(2_000)
  }
  return check('A provider is down', h, () => (up = false), back)
})

it('a provider says nothing', () => {
  const fake = fakeProvider()
  let up = true
  const fetch: typeof globalThis.fetch = (input, init) => (up ? answersAt(Date.now) : silence)(input, init)
  const timeout = () => AbortSignal.timeout(30)
  const h = harness({ providers: [overHttp(fake)], fetch, timeout }, fake)
  const back = () => {
    up = true
    h.pass(2_000)
  }
  return check('A provider says nothing', h, () => (up = false), back)
})

it('every row of the table was looked at', () => {
  expect([...found].sort()).toEqual([...promised.keys()].sort())
})

function readTable(page: string): Map<string, Record<string, string>> {
  const rows = page.split('\n').filter((line) => line.startsWith('|'))
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
  const start = cells.findIndex((row) => actions.every((action) => row.includes(action)))
  const [head = [], , ...body] = cells.slice(start)
  return new Map(
    body
      .filter((row) => row.length === head.length)
      .map(([fault = '', ...said]) => [
        fault,
        Object.fromEntries(said.map((text, at) => [head[at + 1], text])),
      ]),
  )
}
