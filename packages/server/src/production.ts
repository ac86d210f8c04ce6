import { OfframpError } from '@offrampkit/core'

/** What an option says, or else whether `NODE_ENV` is `production`. Runtimes without a `process` have no such setting. */
export function isProduction(said: boolean | undefined): boolean {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return said ?? process?.env?.NODE_ENV === 'production'
}

/** For a store that loses orders, and with them where the money went. */
export function forgetful(who: string): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message: `The \`store\` of ${who} forgets everything when the process ends, in production.`,
    why: 'A deposit that was sent would be offered again after a restart, and a session that was ended would hold again.',
    action:
      'Set store: sqliteStore({ path }) of @offrampkit/server/sqlite, or postgresStore({ connectionString }).',
  })
}
