import { afterAll, beforeAll, describe, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { emptyPlace } from '../../../test/engines/postgresPlace.ts'
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
    const { connectionString, schema } = emptyPlace(postgres)
    const open = () => postgresStore({ connectionString, schema, migrate: true })
    return { store: open(), again: async () => open() }
  },
  { describe, it },
)
