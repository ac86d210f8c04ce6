import { createWithClient, type WithClient } from './connection.ts'
import { type Migration, migrations } from './migrations.ts'
import type { PgClient } from './pgShapes.ts'
import { checkedSchema, inSql, invalid, openPool, type PostgresConnection } from './pool.ts'

/** The version of the schema before and after. */
export interface Migrated {
  from: number
  to: number
}

/**
 * Brings the schema to the version of this code, or leaves it as it was. Any number of processes may start it at once: one works,
 * the others wait and find it done. The role must be allowed to make the schema, or to make tables in it.
 *
 * @throws OfframpError `invalid_config` for a database that a newer version of the kit has written; `store_failed`
 * @example await migratePostgres({ connectionString: process.env.DATABASE_URL })
 */
export async function migratePostgres(given: PostgresConnection): Promise<Migrated> {
  const schema = checkedSchema(given.schema)
  const { pool, isOurs } = openPool(given)
  try {
    return await migrate(createWithClient(pool), schema)
  } finally {
    if (isOurs) await pool.end()
  }
}

/** As {@link migratePostgres}; `steps` are others in tests. */
export function migrate(withClient: WithClient, schema: string, steps = migrations): Promise<Migrated> {
  return withClient(async (client) => {
    // PostgreSQL makes and changes tables in transactions, so an upgrade that fails half-way has not happened.
    await client.query({ text: 'BEGIN' })
    try {
      const done = await migrateIn(client, schema, steps)
      await client.query({ text: 'COMMIT' })
      return done
    } catch (error) {
      await client.query({ text: 'ROLLBACK' })
      throw error
    }
  })
}

async function migrateIn(client: PgClient, schema: string, steps: readonly Migration[]): Promise<Migrated> {
  // A change of a large table, and the wait for another migrator, may take longer than a request may.
  const patient = { query_timeout: 3_600_000 }
  await client.query({ text: 'SET LOCAL statement_timeout = 0' })
  // Held until the transaction ends, however it ends.
  await client.query({
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`offrampkit migrations of ${schema}`],
    ...patient,
  })
  // A role that may not make schemas can still use one that is there.
  const found = await client.query({
    text: 'SELECT 1 FROM pg_namespace WHERE nspname = $1',
    values: [schema],
  })
  if (found.rows.length === 0) await client.query({ text: `CREATE SCHEMA ${inSql(schema)}` })
  await client.query({
    text: `CREATE TABLE IF NOT EXISTS ${inSql(schema)}.migrations (
      version    integer PRIMARY KEY,
      name       text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`,
  })
  const from = await versionIn(client, schema)
  if (from > steps.length) throw newer()
  for (const [at, step] of steps.entries()) {
    if (at < from) continue
    await client.query({ text: step.sql(inSql(schema)), ...patient })
    const values = [at + 1, step.name]
    await client.query({
      text: `INSERT INTO ${inSql(schema)}.migrations (version, name) VALUES ($1, $2)`,
      values,
    })
  }
  return { from, to: steps.length }
}

/** Refuses a database that this code would misread, or that forgets what it said was written. */
export async function checkDatabase(client: PgClient, schema: string): Promise<void> {
  const table = await client.query({
    text: "SELECT to_regclass($1) AS found, current_setting('synchronous_commit') AS durable",
    values: [`${inSql(schema)}.migrations`],
  })
  const { found, durable } = table.rows[0] ?? {}
  const version = found === null ? 0 : await versionIn(client, schema)
  if (version > migrations.length) throw newer()
  if (version < migrations.length)
    throw invalid(
      `The schema ${schema} is at version ${version}, and this version of Offramp Kit needs ${migrations.length}.`,
      'Run migratePostgres with the same connection first, or set migrate: true on postgresStore.',
    )
  if (durable === 'off')
    throw invalid(
      'The database is set to forget: synchronous_commit is off.',
      'Leave it on for this role: ALTER ROLE … RESET synchronous_commit.',
    )
}

async function versionIn(client: PgClient, schema: string): Promise<number> {
  const { rows } = await client.query({
    text: `SELECT max(version) AS version FROM ${inSql(schema)}.migrations`,
  })
  return Number(rows[0]?.version ?? 0)
}

function newer() {
  return invalid('This order book was written by a newer version of Offramp Kit.', 'Update the server.')
}
