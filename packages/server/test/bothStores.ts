import { join } from 'node:path'
import { memoryStore } from '../src/stores/memory.ts'
import { sqliteStore } from '../src/stores/sqlite.ts'
import type { Store } from '../src/stores/store.ts'
import { temporaryFolder } from './temporaryFolder.ts'

/** Names and makers of both stores; `second` is what another process over the same data has. */
export const bothStores: [string, () => { store: Store; second: Store; close: () => Promise<void> }][] = [
  [
    'memory',
    () => {
      const store = memoryStore()
      return { store, second: store, close: () => store.close() }
    },
  ],
  [
    'SQLite',
    () => {
      const folder = temporaryFolder()
      const path = join(folder.path, 'orders.db')
      const [store, second] = [sqliteStore({ path }), sqliteStore({ path })]
      return {
        store,
        second,
        async close() {
          await store.close()
          await second.close()
          folder.remove()
        },
      }
    },
  ],
]
