import { failureLines } from './failureLines.ts'
import type { Given } from './runCommand.ts'
import { type Terminal, WrongUsage } from './terminal.ts'

/** `offrampkit-server migrate` */
export async function migrateCommand(given: Given, { env, say, complain }: Terminal): Promise<number> {
  const connectionString = given['database-url'] ?? env.DATABASE_URL
  if (!connectionString) throw new WrongUsage('Set DATABASE_URL, or --database-url, to the database.')
  if (!/^postgres(ql)?:\/\//.test(connectionString))
    throw new WrongUsage(
      'This is for PostgreSQL, whose URLs begin with postgres://. A file of SQLite is migrated when it is opened.',
    )
  const { schema = 'offrampkit' } = given
  try {
    const { migratePostgres } = await import('../stores/postgres/migrate.ts')
    const { from, to } = await migratePostgres({ connectionString, schema })
    say(
      from === to
        ? `The schema ${schema} is at version ${to} already.`
        : `The schema ${schema} is at version ${to}; it was at ${from}.`,
    )
    return 0
  } catch (error) {
    if (isWithoutPg(error)) complain('The package pg is missing: npm install pg.')
    else for (const line of failureLines(error, { secrets: secretsOf(connectionString) })) complain(line)
    return 1
  }
}

function isWithoutPg(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === 'ERR_MODULE_NOT_FOUND' && String(message).includes("'pg'")
}

/** The URL itself, and its password as it is written and as it is meant. */
function secretsOf(connectionString: string): string[] {
  const found = [connectionString]
  try {
    const url = new URL(connectionString)
    for (const text of [url.password, url.searchParams.get('password') ?? ''])
      found.push(text, decodeURIComponent(text))
  } catch {
    // Not a URL after all, or one that breaks off in a letter: the whole of it is never shown.
  }
  return found
}
