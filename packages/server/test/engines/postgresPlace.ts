import pg from 'pg'
import type { TestPostgres } from './postgres.ts'

/** A schema of its own for one test, and a connection to look at it past the store. */
export interface PostgresPlace {
  connectionString: string
  schema: string
  /** On a new connection each time; several statements only without values. */
  query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  /** A connection that stays open, until the client is ended. */
  connect: () => Promise<pg.Client>
}

let made = 0

export function emptyPlace({ url }: TestPostgres): PostgresPlace {
  const connect = async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'onlooker' })
    // A test that ends the server must not be ended by it.
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    connectionString: url,
    schema: `place_${++made}`,
    connect,
    async query(text, values) {
      const client = await connect()
      try {
        return (await client.query(text, values)).rows as Record<string, unknown>[]
      } finally {
        await client.end()
      }
    },
  }
}
