import pg from 'pg'
import type { TestPostgres } from './engines/postgres.ts'

let made = 0

/** An empty database of its own for one test, and a connection to look at it past the store. */
export async function emptyDatabase(postgres: TestPostgres): Promise<{
  connectionString: string
  query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  remove: () => Promise<void>
}> {
  const name = `test_${++made}`
  await once(postgres.url, `CREATE DATABASE ${name}`)
  const connectionString = postgres.databaseUrl(name)
  return {
    connectionString,
    query: (text, values) => once(connectionString, text, values),
    remove: async () => {
      await once(postgres.url, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

async function once(connectionString: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}
