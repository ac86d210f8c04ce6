import type { Reconciling } from './startReconciling.ts'

/** Jobs cannot come more often than once a minute: a round has most of it. */
const roundMs = 45_000

/**
 * The `scheduled` handler of a Cloudflare Worker: one round at each cron trigger. It rejects when the store cannot be asked, so that
 * the run is shown as failed.
 *
 * @param handler - what `createOfframpHandler` made, or a function from the Worker's `env` to it
 * @example
 * ```ts
 * // wrangler.jsonc: "triggers": { "crons": ["* * * * *"] }
 * export default { fetch: (request) => offramp(request), scheduled: scheduled(offramp) }
 * ```
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/scheduled/
 */
export function scheduled<env = unknown>(
  handler: Reconciling | ((env: env) => Reconciling | Promise<Reconciling>),
): (controller: unknown, env: env) => Promise<void> {
  return async (_, env) => {
    const found = 'reconcile' in handler ? handler : await handler(env)
    await found.reconcile({ withinMs: roundMs })
  }
}
