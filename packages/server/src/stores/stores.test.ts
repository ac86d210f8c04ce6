import { join } from 'node:path'
import { describe, it } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { describeStoreConformance } from '../testing/storeConformance.ts'
import { memoryStore } from './memory.ts'
import { sqliteStore } from './sqlite.ts'

describeStoreConformance('memoryStore', async () => ({ store: memoryStore() }), { describe, it })

describeStoreConformance(
  'sqliteStore',
  async () => {
    const folder = temporaryFolder()
    const path = join(folder.path, 'orders.db')
    return { store: sqliteStore({ path }), again: async () => sqliteStore({ path }), dispose: folder.remove }
  },
  { describe, it },
)
