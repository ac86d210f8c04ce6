import { afterAll, beforeAll, describe, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { emptyDatabase } from '../../../test/postgresDatabase.ts'
import { describeStoreConformance } from '../../testing/storeConformance.ts'
import { postgresStore } from './store.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.stop())

describeStoreConformance(
  'postgresStore',
  async () => {
    const { connectionString, remove } = await emptyDatabase(postgres)
    const open = () => postgresStore({ connectionString, migrate: true })
    return { store: open(), again: async () => open(), dispose: remove }
  },
  { describe, it },
)
