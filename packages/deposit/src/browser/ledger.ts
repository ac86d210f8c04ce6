import { OfframpError } from '@offrampkit/core'
import type { LedgerPort, LedgerRow } from '../ports/ledger.ts'

const store = 'deposits'

/**
 * The ledger in IndexedDB: one row per order, compare-and-set inside one readwrite transaction of strict durability
 * (the default, `relaxed`, may lose a commit when the system crashes), and read back before it counts as written.
 * Source: https://developer.mozilla.org/docs/Web/API/IDBTransaction/durability
 *
 * @example const ledger = indexedDbLedger()
 */
export function indexedDbLedger(options: { indexedDB?: IDBFactory; name?: string } = {}): LedgerPort {
  const { name = 'offrampkit' } = options
  let database: Promise<IDBDatabase> | null = null

  function open(): Promise<IDBDatabase> {
    database ??= openDatabase(options.indexedDB ?? globalThis.indexedDB, name, () => {
      database = null
    })
    return database
  }

  async function run<value>(
    mode: IDBTransactionMode,
    work: (rows: IDBObjectStore, set: (value: value) => void) => void,
  ): Promise<value> {
    try {
      return await inTransaction(await open(), mode, work)
    } catch (cause) {
      database = null
      throw unavailable(cause)
    }
  }

  const read = (orderId: string) =>
    run<LedgerRow | null>('readonly', (rows, set) => {
      const request = rows.get(orderId)
      request.onsuccess = () => set((request.result as LedgerRow | undefined) ?? null)
    })

  return {
    read,
    rows: () =>
      run<readonly LedgerRow[]>('readonly', (rows, set) => {
        const request = rows.getAll()
        request.onsuccess = () => set(request.result as LedgerRow[])
      }),
    async compareAndSet(expected, next) {
      const written = await run<boolean>('readwrite', (rows, set) => {
        const request = rows.get(next.orderId)
        request.onsuccess = () => {
          const stored = request.result as LedgerRow | undefined
          const first = (stored?.rev ?? null) === expected
          set(first)
          if (first) rows.put(next)
        }
      })
      if (!written) return false
      const stored = await read(next.orderId)
      // Another tab may have written since; then the rev has grown and ours was there.
      if (stored && (stored.rev > next.rev || JSON.stringify(stored) === JSON.stringify(next))) return true
      throw unavailable(new Error('A row was not read back as it was written.'))
    },
  }
}

function openDatabase(factory: IDBFactory, name: string, onGone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (!factory) throw new Error('This browser has no IndexedDB.')
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'orderId' })
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('Another tab holds an older database open.'))
    request.onsuccess = () => {
      const database = request.result
      database.onclose = onGone
      database.onversionchange = () => {
        database.close()
        onGone()
      }
      resolve(database)
    }
  })
}

/** Resolves when the transaction is complete, not when its requests are: only then it is durable. */
function inTransaction<value>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (rows: IDBObjectStore, set: (value: value) => void) => void,
): Promise<value> {
  return new Promise((resolve, reject) => {
    let result: { value: value } | undefined
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    transaction.oncomplete = () => (result ? resolve(result.value) : reject(new Error('Nothing was read.')))
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was aborted.'))
    work(transaction.objectStore(store), (value) => {
      result = { value }
    })
  })
}

function unavailable(cause: unknown): OfframpError {
  return new OfframpError({
    code: 'ledger_unavailable',
    message: 'This browser cannot keep a record of the deposit.',
    cause,
  })
}
