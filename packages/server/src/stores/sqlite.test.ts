import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { nextWrite, sampleOrder, sampleWebhook } from '../testing/storeSamples.ts'
import { sqliteStore } from './sqlite.ts'
import { migrate, migrations } from './sqliteSchema.ts'

const writer = fileURLToPath(new URL('../../test/sqliteWriter.ts', import.meta.url))
const folders: (() => void)[] = []
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const remove of folders.splice(0)) remove()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

async function orderBook() {
  const folder = temporaryFolder()
  folders.push(folder.remove)
  const path = join(folder.path, 'orders.db')
  const store = sqliteStore({ path })
  const order = sampleOrder()
  await store.insertOrder(order, [])
  return { path, store, orderId: order.order.orderId }
}

function startWriter(path: string, orderId: string, most: number): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--conditions=offrampkit-source', writer, path, orderId, String(most)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  return child
}

describe('sqliteStore on disk', () => {
  it('holds every write that it said was done, although the process is killed', {
    timeout: 30_000,
  }, async () => {
    const { path, store, orderId } = await orderBook()
    await store.close()
    const child = startWriter(path, orderId, 1_000_000)
    let told = 1
    for await (const line of createInterface({ input: child.stdout! })) {
      told = Number(line)
      if (told === 40) child.kill('SIGKILL')
    }
    const reopened = sqliteStore({ path })
    const found = await reopened.order(orderId)
    const events = await reopened.eventsAfter(orderId, 0, 1_000_000)
    await reopened.close()
    expect(told).toBeGreaterThanOrEqual(40)
    expect(found?.version).toBeGreaterThanOrEqual(told)
    expect(events).toHaveLength((found?.version ?? 0) - 1)
  })

  it('lets two processes count together without losing one', { timeout: 30_000 }, async () => {
    const { path, store, orderId } = await orderBook()
    const writers = [startWriter(path, orderId, 60), startWriter(path, orderId, 60)]
    for (const child of writers) child.stdout?.resume()
    await Promise.all(writers.map((child) => once(child, 'exit')))
    const found = await store.order(orderId)
    const events = await store.eventsAfter(orderId, 0, 1_000)
    await store.close()
    expect(writers.map((child) => child.exitCode)).toEqual([0, 0])
    expect(found?.version).toBe(121)
    expect(events).toHaveLength(120)
  })

  it('keeps a write-ahead log', async () => {
    const { path, store } = await orderBook()
    const db = new DatabaseSync(path)
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    db.close()
    await store.close()
  })

  it('waits for the disk at every write, also after one that may be lost', async () => {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec')
    const { store } = await orderBook()
    const own = exec.mock.contexts[0] as DatabaseSync
    const isFull = () => expect(own.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    isFull()
    const entry = sampleWebhook()
    await store.receiveWebhook(entry)
    await store.settleWebhook(entry, { tries: 1, outcome: 'applied', retryAt: null })
    isFull()
    expect(exec.mock.calls.flat().filter((text) => /synchronous/.test(text))).toHaveLength(1)
    await store.close()
  })

  it('writes what it was handed, whatever becomes of that afterwards', async () => {
    const { store, orderId } = await orderBook()
    const write = nextWrite((await store.order(orderId))!)
    const expected = structuredClone(write.next)
    const done = store.compareAndSet(write)
    write.next.order.createdAt = 0
    write.next.version = 99
    expect(await done).toEqual({ status: 'written' })
    expect(await store.order(orderId)).toEqual(expected)
    await store.close()
  })

  it('gives out the next order although one cannot be read', async () => {
    const { path, store, orderId } = await orderBook()
    const next = sampleOrder({ dueAt: 9 })
    await store.insertOrder(next, [])
    const db = new DatabaseSync(path)
    db.prepare(`UPDATE orders SET due_at = 1, body = '{' WHERE order_id = ?`).run(orderId)
    db.close()
    const due = { provider: 'sample', before: 9, until: 99 }
    await expect(store.claimOrder(due)).rejects.toThrow(SyntaxError)
    expect(await store.claimOrder(due)).toMatchObject({ order: next.order })
    await store.close()
  })

  it('does what was asked of it before it closes, and nothing after', async () => {
    const { path, store, orderId } = await orderBook()
    const asked = store.setDue(orderId, 1, 77)
    await store.close()
    await store.close()
    await asked
    await expect(store.setDue(orderId, 1, 78)).rejects.toThrow()
    const again = sqliteStore({ path })
    expect(await again.order(orderId)).toMatchObject({ dueAt: 77 })
    await again.close()
  })

  it('brings a file of the first version to the newest, with its orders', async () => {
    const folder = temporaryFolder()
    folders.push(folder.remove)
    const path = join(folder.path, 'old.db')
    const db = new DatabaseSync(path)
    migrate(db, migrations.slice(0, 1))
    const { order, ...rest } = sampleOrder({ dueAt: 5 })
    db.prepare(`INSERT INTO orders VALUES (?, 'owner', ?, ?, 1, 5, ?)`).run(
      ...[order.orderId, rest.requestId, order.createdAt, JSON.stringify(order)],
    )
    db.close()
    const store = sqliteStore({ path })
    const claimed = await store.claimOrder({ provider: 'sample', before: 5, until: 9 })
    await store.close()
    expect(claimed).toEqual({ ...rest, order, dueAt: 9 })
  })

  it('refuses a file of a newer version, and leaves it alone', async () => {
    const { path, store } = await orderBook()
    await store.close()
    const db = new DatabaseSync(path)
    db.exec('PRAGMA user_version = 999')
    db.close()
    expect(() => sqliteStore({ path })).toThrow(/newer version/)
  })

  it('says what to do when there is no file to write, or no SQLite', () => {
    const invalid = expect.objectContaining({ code: 'invalid_config' })
    expect(() => sqliteStore({ path: ':memory:' })).toThrow(invalid)
    const folder = temporaryFolder()
    folders.push(folder.remove)
    expect(() => sqliteStore({ path: join(folder.path, 'no/such/folder/x.db') })).toThrow(invalid)
    vi.stubGlobal('process', { ...process, getBuiltinModule: () => undefined })
    expect(() => sqliteStore({ path: 'x.db' })).toThrow(/22\.13/)
  })
})

it('a claim that was made before the clock was set back by a day lasts no longer than one that is made now', async () => {
  const { store } = await orderBook()
  const day = 86_400_000
  const clock = vi.spyOn(Date, 'now')
  const set = (at: number) => clock.mockReturnValue(at)
  set(2 * day)
  await store.claim('step', 'dead', 60_000)
  set(day)
  expect(await store.claim('step', 'next', 60_000)).toEqual({ status: 'taken', forMs: 60_000 })
  set(day + 59_999)
  expect(await store.claim('step', 'next', 60_000)).toEqual({ status: 'taken', forMs: 1 })
  set(day + 60_000)
  expect(await store.claim('step', 'next', 60_000)).toEqual({ status: 'claimed', unfinished: true })
})
