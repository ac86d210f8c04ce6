import { OfframpError } from '@offrampkit/core'
import { readError } from './wire/error.ts'

const nothing = 'Nothing was sent and nothing about the order changed.'

/** Everything that marks an answer as an error, before its body was read as anything else. */
export interface FailedAnswer {
  /** `null` where only a body is known (an app's own proxy). */
  status: number | null
  body: unknown
  retryAfterMs?: number | undefined
}

/**
 * The kit's error for an error of theirs. Their own text is used to decide, and never passed on: it may hold what
 * a user must not see.
 */
export function errorOf({ status, body, retryAfterMs }: FailedAnswer): OfframpError {
  const { reason, code } = readError(body) ?? { reason: '', code: '' }
  if (status === 429 || /rate_limit|resource_exhausted/i.test(code) || code === '8')
    return rateLimited(retryAfterMs)
  if (status === 401 || status === 403 || /^(unauthorized|unauthenticated|forbidden|7|16)$/i.test(code))
    return refusedKey(status)
  if (/not within the payment method limits/i.test(reason)) return outOfLimits(reason)
  if (status === 408 || (status !== null && status >= 500)) return unavailable()
  if (/^(internal_server_error|service_unavailable|timed_out|bad_gateway|4|13|14)$/i.test(code))
    return unavailable()
  return new OfframpError({
    code: 'provider_rejected',
    message: 'Coinbase refused the request.',
    why: nothing,
    action: 'Check asset, network, country, currency and method against the options, and try again.',
    details: {
      ...(status === null ? {} : { status: String(status) }),
      ...(isWord(code) ? { reason: code } : {}),
    },
  })
}

/** `invalid_request`, `INVALID_REQUEST` or a gRPC code: a name for what is wrong, and nothing that was sent. */
function isWord(code: string): boolean {
  return code.length <= 64 && /^([a-z]+(_[a-z]+)*|[A-Z]+(_[A-Z]+)*|\d{1,2})$/.test(code)
}

/** Whether a body that came with a success status tells an error all the same. */
export function tellsError(body: unknown): boolean {
  return typeof body === 'object' && body !== null && readError(body) !== null
}

function rateLimited(retryAfterMs: number | undefined): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message: 'Coinbase is answering too many requests of this app.',
    why: 'Quotes are limited to 10 a second for the whole app.',
    action: 'Try again in a moment.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

function refusedKey(status: number | null): OfframpError {
  return new OfframpError({
    code: 'provider_rejected',
    message: 'Coinbase did not accept the API key of this app.',
    why: nothing,
    action:
      'Operator: check the key id and secret, that the key belongs to a project with Onramp & Offramp enabled, ' +
      "its IP allowlist, and that the server's clock is right.",
    details: { reason: 'unauthorized', ...(status === null ? {} : { status: String(status) }) },
  })
}

/** Seen: `purchase amount 0.05 is not within the payment method limits for FIAT_WALLET` (HTTP 400, 2026-08). */
function outOfLimits(reason: string): OfframpError {
  const method = /limits for ([A-Z_]{1,64})\b/.exec(reason)?.[1]
  return new OfframpError({
    code: 'amount_out_of_limits',
    message: 'The amount is outside what Coinbase takes for this cash-out method.',
    why: nothing,
    action: 'Choose an amount within the limits, or another method.',
    ...(method === undefined ? {} : { details: { method } }),
  })
}

/** No usable answer: down, unreachable, too slow, or it went away in the middle. */
export function unavailable(cause?: unknown): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'Coinbase cannot be reached right now.',
    why: nothing,
    action: 'Try again in a moment.',
    ...(cause === undefined ? {} : { cause }),
  })
}

/** Something that this side got wrong before anything was asked. */
export function invalid(message: string, action: string, details?: Record<string, string>): OfframpError {
  return new OfframpError({
    code: 'invalid_request',
    message,
    why: 'Nothing was sent to Coinbase.',
    action,
    ...(details === undefined ? {} : { details }),
  })
}
