import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import type { LedgerRow } from '../ports/ledger.ts'
import { simBench } from '../testing/simBench.ts'
import { indexedDbLedger } from './ledger.ts'

const row = (rev: number, orderId = 'order'): LedgerRow => ({ orderId, rev, attempts: [] })

describe('the ledger in IndexedDB', () => {
  test('holds one row per order, across connections', async () => {
    const indexedDB = new IDBFactory()
    const ledger = indexedDbLedger({ indexedDB })
    expect(await ledger.read('order')).toBeNull()
    expect(await ledger.compareAndSet(null, row(1))).toBe(true)
    expect(await ledger.compareAndSet(null, row(1, 'other'))).toBe(true)
    expect(await indexedDbLedger({ indexedDB }).read('order')).toEqual(row(1))
  })

  test('refuses every writer but the first', async () => {
    const indexedDB = new IDBFactory()
    const tabs = Array.from({ length: 8 }, () => indexedDbLedger({ indexedDB }))
    const first = await Promise.all(tabs.map((tab) => tab.compareAndSet(null, row(1))))
    expect(first.filter(Boolean)).toHaveLength(1)
    const second = await Promise.all(tabs.map((tab) => tab.compareAndSet(1, row(2))))
    expect(second.filter(Boolean)).toHaveLength(1)
    expect(await tabs[0]?.compareAndSet(1, row(3))).toBe(false)
    expect(await tabs[0]?.read('order')).toEqual(row(2))
  })

  test('tells every row', async () => {
    const ledger = indexedDbLedger({ indexedDB: new IDBFactory() })
    expect(await ledger.rows?.()).toEqual([])
    await ledger.compareAndSet(null, row(1, 'one'))
    await ledger.compareAndSet(null, row(1, 'two'))
    expect(await ledger.rows?.()).toEqual([row(1, 'one'), row(1, 'two')])
  })

  test('asks for strict durability', async () => {
    const indexedDB = new IDBFactory()
    const asked: unknown[] = []
    const open = indexedDB.open.bind(indexedDB)
    indexedDB.open = (...args) => {
      const request = open(...args)
      request.addEventListener('success', () => {
        const { transaction } = request.result
        request.result.transaction = (...parts) => {
          asked.push([parts[1], parts[2]])
          return transaction.apply(request.result, parts)
        }
      })
      return request
    }
    await indexedDbLedger({ indexedDB }).compareAndSet(null, row(1))
    expect(asked[0]).toEqual(['readwrite', { durability: 'strict' }])
  })

  test('says that it is unavailable, and works again when it is back', async () => {
    const indexedDB = new IDBFactory()
    const open = indexedDB.open.bind(indexedDB)
    const ledger = indexedDbLedger({ indexedDB })
    indexedDB.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    await expect(ledger.read('order')).rejects.toMatchObject({ code: 'ledger_unavailable' })
    await expect(ledger.compareAndSet(null, row(1))).rejects.toMatchObject({ code: 'ledger_unavailable' })
    indexedDB.open = open
    expect(await ledger.compareAndSet(null, row(1))).toBe(true)
  })

  test('a browser without IndexedDB is never asked to send', async () => {
    const b = simBench()
    const ledger = indexedDbLedger({ indexedDB: null as unknown as IDBFactory, name: 'none' })
    const { indexedDB } = globalThis
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true })
    try {
      await expect(b.tab({ ledger }).arm(b.order, b.wallet)).rejects.toMatchObject({
        code: 'ledger_unavailable',
      })
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB, configurable: true })
    }
    expect(b.wallet.prompts).toHaveLength(0)
  })

  test('carries a whole attempt, byte for byte', async () => {
    const b = simBench()
    const ledger = indexedDbLedger({ indexedDB: new IDBFactory() })
    await b.tab({ ledger }).claim(b.order.orderId)
    const armed = await b.tab({ ledger }).arm(b.order, b.wallet)
    expect((await ledger.read(b.order.orderId))?.attempts[0]).toMatchObject({
      attemptId: armed.attemptId,
      phase: 'armed',
      digest: armed.instruction.digest,
    })
  })
})
