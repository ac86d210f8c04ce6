import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import type { StoredOrder } from '../../src/stores/store.ts'
import { nextWrite, sampleOrder, sampleWebhook } from '../../src/testing/storeSamples.ts'
import { harness } from '../harness.ts'
import { temporaryFolder } from '../temporaryFolder.ts'
import { prepareActions } from './everyAction.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
  vi.restoreAllMocks()
})

/** A store, and the connection that it made itself. */
function orderBook(options: { busyMs?: number } = {}) {
  const folder = temporaryFolder()
  endings.push(folder.remove)
  const path = join(folder.path, 'orders.db')
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec')
  const store = sqliteStore({ path, ...options })
  const own = exec.mock.contexts[0] as DatabaseSync
  exec.mockRestore()
  endings.push(() => store.close())
  return { store, path, own }
}

/** Another program over the same file that is in the middle of a write. */
function busyWriter(path: string) {
  const other = new DatabaseSync(path)
  endings.push(() => other.isOpen && other.close())
  other.exec('BEGIN EXCLUSIVE')
  return { letGo: () => other.exec('ROLLBACK') }
}

describe('while another program writes to the file', () => {
  it('a write waits, nothing else does, and then it is written once', async () => {
    const { store, path } = orderBook()
    const order = sampleOrder()
    await store.insertOrder(order, [])
    const writer = busyWriter(path)
    const write = store.compareAndSet(nextWrite(order))
    // Only a process that does not stand still gets here.
    expect(await store.order(order.order.orderId)).toEqual(order)
    expect(await store.eventsAfter(order.order.orderId, 0, 10)).toEqual([])
    writer.letGo()
    expect(await write).toEqual({ status: 'written' })
    expect(await store.eventsAfter(order.order.orderId, 0, 10)).toHaveLength(1)
  })

  it('and gives up in the end, with nothing half written', async () => {
    const { store, path } = orderBook({ busyMs: 20 })
    const h = harness({ store })
    const prepared = await prepareActions(h)
    const writer = busyWriter(path)
    expect(await prepared.create()).toBe('503 store_failed')
    expect(await prepared.reserve()).toBe('503 store_failed')
    expect(await prepared.webhook()).toBe('503 store_failed')
    expect(await prepared.status()).toBe('goes on')
    writer.letGo()
    const anyTime = { provider: 'fake', before: Number.MAX_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER }
    expect(await store.claimWebhook(anyTime)).toBeNull()
    for (const action of ['create', 'reserve', 'webhook'] as const)
      expect(await prepared[action]()).toBe('goes on')
  })
})

describe('when the disk is full', () => {
  it('refuses what needs room, loses nothing, and works again when there is some', async () => {
    const { store, own } = orderBook()
    const h = harness({ store })
    const prepared = await prepareActions(h)
    const { page_count: pages } = own.prepare('PRAGMA page_count').get() as { page_count: number }
    own.exec(`PRAGMA max_page_count = ${pages}`)
    // Pages that are not full yet still take a little: each table is filled up.
    const full = { errcode: 13 }
    const orders: StoredOrder[] = []
    const fill = async (one: (at: number) => Promise<unknown>) => {
      for (let at = 0; at < 1_000; at++) await one(at)
    }
    const addOrder = async () => {
      const order = sampleOrder()
      await store.insertOrder(order, [{ kind: 'row', scope: 'full', value: order.order.orderId }])
      orders.push(order)
    }
    const addWebhook = (at: number) => store.receiveWebhook(sampleWebhook({ digest: `${at}`, retryAt: null }))
    await expect(fill(addOrder)).rejects.toMatchObject(full)
    await expect(fill(addWebhook)).rejects.toMatchObject(full)
    for (const action of ['create', 'webhook'] as const)
      expect([action, await prepared[action]()]).toEqual([action, '503 store_failed'])
    for (const order of orders) expect(await store.order(order.order.orderId)).toEqual(order)
    expect(own.isTransaction).toBe(false)
    expect(own.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })

    own.exec('PRAGMA max_page_count = 1000000')
    for (const action of ['create', 'session', 'reserve', 'report', 'webhook'] as const)
      expect([action, await prepared[action]()]).toEqual([action, 'goes on'])
  })
})
