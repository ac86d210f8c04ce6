import { OfframpError, toOfframpError } from '@offrampkit/core'
import { answer } from '../guards/answer.ts'
import { errorAnswer } from '../guards/errorAnswer.ts'
import { isPlaceholder, strengthOf } from '../siwe/strength.ts'
import type { Reconciling } from './startReconciling.ts'

export interface CronRouteOptions {
  /** What the scheduler sends as `Authorization: Bearer …`. 16 letters and more, made by chance; Vercel takes it from `CRON_SECRET`. */
  secret: string | undefined
  /** How long a round goes on beginning things, in ms: some seconds less than the platform lets a request live. Default 45 s. */
  withinMs?: number
}

/**
 * A route for schedulers that send a GET, as Vercel's crons do: one round, answered with what it did. Everybody else is told 401.
 *
 * @throws OfframpError `invalid_config` without a secret worth the name
 * @example
 * ```ts
 * // app/api/cron/offramp/route.ts, and in vercel.json: "crons": [{ "path": "/api/cron/offramp", "schedule": "* * * * *" }]
 * export const GET = cronRoute(offramp, { secret: process.env.CRON_SECRET })
 * ```
 * @see https://vercel.com/docs/cron-jobs/manage-cron-jobs#securing-cron-jobs
 */
export function cronRoute(
  handler: Reconciling,
  { secret, withinMs = 45_000 }: CronRouteOptions,
): (request: Request) => Promise<Response> {
  if (!isSecret(secret)) throw noSecret()
  const isWanted = sameAs(`Bearer ${secret}`)
  return async (request) => {
    try {
      if (request.method !== 'GET') throw refused('method_not_allowed', 'Only GET is served here.')
      if (!(await isWanted(request.headers.get('authorization') ?? '')))
        throw refused('unauthenticated', 'Only the scheduler may ask for this.')
      return answer(200, await handler.reconcile({ withinMs }))
    } catch (error) {
      return errorAnswer(toOfframpError(error))
    }
  }
}

/** It can be guessed over the network alone: 16 hex digits made by chance are enough. */
const leastBits = 60

const isSecret = (secret: unknown): secret is string =>
  typeof secret === 'string' &&
  secret.length >= 16 &&
  !isPlaceholder(secret) &&
  strengthOf(secret) >= leastBits

/** Compares by an HMAC under a key of its own, so that the time taken tells nothing about the letters. */
function sameAs(wanted: string): (given: string) => Promise<boolean> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  let made: Promise<{ key: CryptoKey; tag: ArrayBuffer }> | undefined
  const make = async () => {
    const random = crypto.getRandomValues(new Uint8Array(32))
    const usages: KeyUsage[] = ['sign', 'verify']
    const key = await crypto.subtle.importKey('raw', random, { name: 'HMAC', hash: 'SHA-256' }, false, usages)
    return { key, tag: await crypto.subtle.sign('HMAC', key, bytes(wanted)) }
  }
  return async (given) => {
    // At the first call: some edge runtimes have no randomness before one.
    made ??= make()
    const { key, tag } = await made
    return await crypto.subtle.verify('HMAC', key, tag, bytes(given))
  }
}

function refused(code: 'method_not_allowed' | 'unauthenticated', message: string): OfframpError {
  return new OfframpError({ code, message, why: 'Nothing was done.' })
}

function noSecret(): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message: 'cronRoute cannot start without a `secret` of at least 16 letters that were made by chance.',
    why: 'Anybody could have the providers asked without end.',
    action:
      'Make one with `node -p "crypto.randomBytes(32).toString(\'base64url\')"`, set it as CRON_SECRET where the scheduler finds it, and hand it in: secret: process.env.CRON_SECRET.',
  })
}
