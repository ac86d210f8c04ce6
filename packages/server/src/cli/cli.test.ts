import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../test/engines/postgres.ts'
import { emptyPlace, type PostgresPlace } from '../../test/engines/postgresPlace.ts'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { startProvider } from '../../test/worker/providerSite.ts'
import { offrampModule, startWorker } from '../../test/worker/workerProcess.ts'
import { worksite } from '../../test/worker/worksite.ts'
import { postgresStore } from '../stores/postgres/store.ts'
import { sqliteStore } from '../stores/sqlite.ts'
import type { Store, StoredOrder } from '../stores/store.ts'
import { runCommand } from './runCommand.ts'

let postgres: TestPostgres
let provider: Awaited<ReturnType<typeof startProvider>>
const endings: (() => unknown)[] = []

beforeAll(async () => {
  ;[postgres, provider] = await Promise.all([startPostgres(), startProvider()])
})
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
  provider.asked.length = 0
})
afterAll(async () => {
  await postgres?.stop()
  await provider?.stop()
})

/** Orders that are due, in tables of their own. */
async function book(count: number) {
  const place = emptyPlace(postgres)
  const store = postgresStore({ ...place, migrate: true })
  endings.push(() => store.close())
  const orders = await dueOrders(store, count)
  const env = { ORDERS: place.connectionString, SCHEMA: place.schema, PROVIDER: provider.url }
  return { place, store, orders, env, ids: orders.map(({ order }) => order.orderId).sort() }
}

/** Of the real time, as other processes see it. */
async function dueOrders(store: Store, count: number): Promise<StoredOrder[]> {
  const { insertMany } = worksite({ store, now: Date.now })
  return await insertMany(count)
}

function worker(args: readonly string[], env: Record<string, string>, cwd?: string) {
  const started = startWorker(['reconcile', ...args], env, cwd)
  endings.push(() => started.child.kill('SIGKILL'))
  return started
}

const dueTimes = async ({ query, schema }: PostgresPlace) =>
  (await query(`SELECT due_at FROM ${schema}.orders WHERE due_at IS NOT NULL`)).map((row) =>
    Number(row.due_at),
  )

describe('offrampkit-server reconcile', () => {
  it('asks about each order once, when two processes do it at once', async () => {
    const { place, env, ids } = await book(60)
    const workers = [1, 2].map(() => worker(['--module', offrampModule, '--once'], env))
    const ended = await Promise.all(workers.map((one) => one.ended))
    expect(ended.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
    ])
    expect([...provider.asked].sort()).toEqual(ids)
    const orders = ended.map(({ out }) => Number(/^0 webhooks, (\d+) orders?\n$/.exec(out)?.[1]))
    expect(orders.reduce((sum, n) => sum + n)).toBe(60)
    expect(await dueTimes(place)).toEqual([])
  })

  it('killed in the middle leaves what it had begun to others, a minute later, and the rest at once', async () => {
    const { place, env, ids } = await book(12)
    const letGo = provider.hold()
    const killed = worker(['--module', offrampModule, '--every', '30s'], env)
    await expect.poll(() => provider.asked.length).toBe(4)
    killed.child.kill('SIGKILL')
    await killed.ended
    letGo()
    const soon = Date.now() + 50_000
    expect((await dueTimes(place)).filter((due) => due > soon)).toHaveLength(4)
    expect((await worker(['--module', offrampModule], env).ended).out).toBe('0 webhooks, 8 orders\n')
    expect([...provider.asked].sort()).toEqual(ids)
    await place.query(`UPDATE ${place.schema}.orders SET due_at = due_at - 60000`)
    expect((await worker(['--module', offrampModule], env).ended).out).toBe('0 webhooks, 4 orders\n')
    expect(await dueTimes(place)).toEqual([])
  })

  it('told to end finishes what it has begun, and lets go of the rest', async () => {
    const { place, env } = await book(12)
    const letGo = provider.hold()
    const { child, said, ended } = worker(['--module', offrampModule, '--every', '30s'], env)
    await expect.poll(() => provider.asked.length).toBe(4)
    child.kill('SIGTERM')
    await expect.poll(() => said.err).toContain('Ending')
    letGo()
    expect(await ended).toEqual({
      code: 0,
      out: 'Reconciling every 30 s.\n0 webhooks, 4 orders\n',
      err: 'Ending when what has begun is done.\n',
    })
    const left = await dueTimes(place)
    expect(left).toHaveLength(8)
    expect(Math.max(...left)).toBeLessThanOrEqual(Date.now())
  })

  it('finds offramp.mjs beside it, and works over SQLite', async () => {
    const folder = temporaryFolder()
    endings.push(folder.remove)
    const path = join(folder.path, 'orders.db')
    const store = sqliteStore({ path })
    const [order] = await dueOrders(store, 3)
    writeFileSync(
      join(folder.path, 'offramp.mjs'),
      `export { offramp as default } from ${JSON.stringify(pathToFileURL(offrampModule).href)}`,
    )
    const { ended } = worker([], { ORDERS: path, PROVIDER: provider.url }, folder.path)
    expect(await ended).toEqual({ code: 0, out: '0 webhooks, 3 orders\n', err: '' })
    expect((await store.order(order?.order.orderId ?? ''))?.version).toBe(2)
    await store.close()
  })

  it('says that the database is gone, with code 1 and without its password', async () => {
    const { env } = await book(0)
    const ORDERS = 'postgres://offramp:hunter2@127.0.0.1:1/orders'
    const { code, out, err } = await worker(['--module', offrampModule], { ...env, ORDERS }).ended
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/order book could not be read.*\n.*ECONNREFUSED/s)
    expect(err).not.toContain('hunter2')
  })
})

/** Without a process of its own. */
async function command(args: readonly string[], env: Record<string, string> = {}, folder = '/') {
  const said = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(args, {
    ...{ env, folder },
    say: (line) => said.out.push(line),
    complain: (line) => said.err.push(line),
  })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

describe('offrampkit-server migrate', () => {
  it('brings a database to this version, and finds it there the next time', async () => {
    const { connectionString, schema } = emptyPlace(postgres)
    const first = await command(['migrate', '--schema', schema], { DATABASE_URL: connectionString })
    expect(first).toEqual({ code: 0, out: expect.stringMatching(/at version \d+; it was at 0\.$/), err: '' })
    const again = await command(['migrate', '--database-url', connectionString, '--schema', schema])
    expect(again).toEqual({ code: 0, out: expect.stringMatching(/already\.$/), err: '' })
  })

  it('never tells a password, whatever goes wrong', async () => {
    const urls = [
      'postgres://offramp:hunter2@127.0.0.1:1/orders',
      'postgres://offramp:hun%20ter2@127.0.0.1:1/orders',
      'postgres://127.0.0.1:1/orders?user=offramp&password=hunter2',
      'postgres://offramp:hunter2@127.0.0.1:99999/orders',
      'postgres://offramp:hunter2@/%zz',
      'mysql://offramp:hunter2@127.0.0.1:1/orders',
      'hunter2',
    ]
    for (const url of urls)
      for (const args of [
        ['migrate', '--database-url', url],
        ['migrate', url],
        [url],
        [`--${url}`],
        ['migrate'],
      ]) {
        const { code, out, err } = await command(args, { DATABASE_URL: url })
        expect([1, 2]).toContain(code)
        expect(err).toContain('offrampkit-server: ')
        expect(out + err).not.toMatch(/hunter2|hun%20ter2|hun ter2/)
      }
  })

  it('refuses a database of a newer version, with code 1', async () => {
    const { connectionString, schema, query } = emptyPlace(postgres)
    await command(['migrate', '--schema', schema], { DATABASE_URL: connectionString })
    await query(`INSERT INTO ${schema}.migrations (version, name) VALUES (999, 'later')`)
    const { code, err } = await command(['migrate', '--schema', schema], { DATABASE_URL: connectionString })
    expect([code, err]).toEqual([1, expect.stringContaining('newer version')])
  })
})

describe('offrampkit-server', () => {
  it('explains itself, and tells its version', async () => {
    expect(await command(['--help'])).toEqual({ code: 0, out: expect.stringContaining('reconcile'), err: '' })
    expect(await command(['reconcile', '-h'])).toMatchObject({ code: 0 })
    expect(await command(['-v'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+$/), err: '' })
  })

  it.each([
    [[], /Name a command/],
    [['toString'], /Name a command/],
    [['reconcile', 'now'], /no further words/],
    [['reconcile', '--schema', 'x'], /takes no --schema/],
    [['migrate', '--once'], /takes no --once/],
    [['migrate'], /DATABASE_URL/],
    [['reconcile', '--often'], /not known/],
    [['reconcile', '--once', '--every', '5s'], /Choose one/],
    [['reconcile', '--every', '0s'], /--every takes/],
    [['reconcile', '--every', '30'], /--every takes/],
    [['reconcile', '--every', '99999h'], /--every takes/],
    [['reconcile'], /offramp\.js, offramp\.mjs, offramp\.ts/],
    [['reconcile', '--module', 'none.js'], /no file/],
    [['reconcile', '--module', `${import.meta.dirname}/usage.ts`], /exports no handler/],
  ])('refuses %j with code 2', async (args, why) => {
    const { code, out, err } = await command(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(why)
    expect(err).toContain('--help')
  })
})
