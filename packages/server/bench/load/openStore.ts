import { memoryStore } from '../../src/stores/memory.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { sqliteStore } from '../../src/stores/sqlite.ts'
import type { Store } from '../../src/stores/store.ts'
import type { StoreConfig } from './config.ts'

export function openStore(where: StoreConfig): Store {
  if (where.kind === 'memory') return memoryStore()
  if (where.kind === 'sqlite') return sqliteStore({ path: where.path })
  return postgresStore({ connectionString: where.url, schema: where.schema, migrate: true })
}
