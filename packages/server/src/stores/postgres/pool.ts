import { OfframpError } from '@offrampkit/core'
import pg from 'pg'
import type { PgPool } from './pgShapes.ts'

/** Where the database is. */
export interface PostgresConnection {
  /** As in `postgres://user:password@host:5432/database`. The store makes a pool, and closes it. */
  connectionString?: string | undefined
  /** Your own pool of `pg`, with an `error` listener and time-outs; it stays yours to close. */
  pool?: PgPool
  /** Connections of the pool that is made; one of them listens. Default 10, at least 2. */
  maxConnections?: number
  /** The schema that holds the tables. Default `offrampkit`. */
  schema?: string
}

/** Neither a slow query nor a network that swallows packets keeps a request, or a connection, for longer. */
const timeouts = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  // For a connection that is gone without a word: the server cannot end what it does not know of.
  query_timeout: 8_000,
}

/** @throws OfframpError `invalid_config` */
export function openPool(given: PostgresConnection): { pool: PgPool; isOurs: boolean } {
  const { pool, connectionString, maxConnections: max = 10 } = given
  if (pool) return { pool, isOurs: false }
  if (typeof connectionString !== 'string' || !/^postgres(ql)?:\/\//.test(connectionString))
    throw invalid(
      'The PostgreSQL store needs a database.',
      "Set connectionString: 'postgres://user:password@host:5432/database', or hand in a pool of pg.",
    )
  if (!Number.isSafeInteger(max) || max < 2)
    throw invalid('`maxConnections` is not a whole number from 2 on.', 'Set at least 2: one may listen.')
  const made = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'offrampkit',
    ...timeouts,
  })
  // A connection that breaks while nobody uses it leaves the pool by itself; without a listener it would end the process.
  made.on('error', () => undefined)
  return { pool: made, isOurs: true }
}

/**
 * Names of a schema stand in SQL as they are, so only these letters are let in.
 *
 * @throws OfframpError `invalid_config`
 */
export function checkedSchema(schema = 'offrampkit'): string {
  if (/^[a-z_][a-z0-9_]{0,31}$/.test(schema) && !schema.startsWith('pg_')) return schema
  throw invalid(
    '`schema` is not a name that can be used.',
    'Use up to 32 small letters, digits and underscores, with a letter first.',
  )
}

/** As it stands in SQL: quoted, because a name may be a word of the language. */
export const inSql = (schema: string) => `"${schema}"`

export function invalid(message: string, action: string): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message,
    why: 'Orders must be kept where they can be found again.',
    action,
  })
}
