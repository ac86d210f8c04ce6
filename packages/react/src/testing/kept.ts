import { browserStorage } from '../config/storage.ts'
import { type SaleBench, type SaleBenchOptions, saleBench } from './saleBench.tsx'

/** The browser's own storage and ledger instead of the story's. */
export function realBench(options: SaleBenchOptions = {}): SaleBench {
  const bench = saleBench({ ...options, config: { storage: browserStorage, key: 'secrets' } })
  const { ledger, lock, marks, news, ...ports } = bench.config.ports
  Object.assign(bench.config, { ports })
  return bench
}

/** Every row of every database of this origin. */
export async function databases(): Promise<unknown[]> {
  const rows: unknown[] = []
  for (const { name } of await indexedDB.databases()) {
    if (!name) continue
    const database = await promised(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store)
      rows.push(name, await promised(objects.getAllKeys()), await promised(objects.getAll()))
    }
    database.close()
  }
  return rows
}
const promised = <value>(request: IDBRequest<value>) =>
  new Promise<value>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Everything that outlives a call, as text: caches, stores, history, the page itself, and what was said on the console. */
export async function kept({ queries }: SaleBench, said: readonly unknown[][]): Promise<string> {
  const caches = [queries.getQueryCache().getAll(), queries.getMutationCache().getAll()].flat()
  return JSON.stringify([
    caches.map(({ state, options }) => [state, options]),
    { ...localStorage },
    { ...sessionStorage },
    await databases(),
    [location.href, history.state, document.cookie, document.title],
    performance.getEntriesByType('resource').map(({ name }) => name),
    document.documentElement.outerHTML,
    said.map((words) => words.map(String)),
  ])
}
