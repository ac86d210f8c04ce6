import { type AssetRegistry, OfframpError } from '@offrampkit/core'
import type { ServerProvider } from '@offrampkit/core/provider'

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

/** @throws OfframpError `invalid_config` for a provider that pays nobody, or a chain whose coins are worth nothing, in production */
export function refuseTests(
  options: { production?: boolean | undefined; allowTestProviders?: boolean | undefined },
  providers: readonly ServerProvider[],
  registry: AssetRegistry,
): void {
  if (options.allowTestProviders || !isProduction(options.production)) return
  const pretend = providers.filter(({ test }) => test).map(({ id }) => `the provider ${id}`)
  const worthless = registry.networks.filter(({ test }) => test).map(({ name }) => `the network ${name}`)
  const found = [...pretend, ...worthless]
  if (found.length === 0) return
  throw new OfframpError({
    code: 'invalid_config',
    message: `createOfframpHandler was given what is for tests, in production: ${found.join(', ')}.`,
    why: 'Who sends coins that are worth something to a provider that pays nobody has lost them.',
    action:
      'Set the environment, the addresses and the registry that pay. For a deployment that is for trying out, set allowTestProviders: true; on your own machine, production: false.',
  })
}
