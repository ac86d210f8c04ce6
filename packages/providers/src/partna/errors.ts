import { isOfframpError, OfframpError } from '@offrampkit/core'
import type { FailedAnswer } from '../upstream.ts'
import { own } from './wire.ts'

const nothing = 'Nothing was sent and nothing about the order changed.'

/** `details.reason` of an error of theirs that this kit tells apart. */
export type PartnaReason =
  | 'unauthorized'
  | 'key_scope'
  | 'validation'
  | 'reference_exists'
  | 'pending_sale'
  | 'account_exists'
  | 'account_needed'
  | 'rate_lapsed'
  | 'payout_account'
  | 'not_verified'

type Refusal = readonly [PartnaReason, message: string, action: string]

/**
 * They have no error codes: an error is its HTTP status and a text. Texts as documented
 * (https://docs.getpartna.com/v4/documentation/core-concepts/errors and the OpenAPI); matched without regard to case.
 */
const byText: readonly (readonly [RegExp, Refusal])[] = [
  [
    /ramp reference already exists/i,
    ['reference_exists', 'Partna has this sale already.', 'Follow the order.'],
  ],
  [
    /pending ramp request/i,
    [
      'pending_sale',
      'Partna is still waiting for another sale of this user.',
      'Finish that one, or wait until it lapses: an hour after it was made.',
    ],
  ],
  [
    /account already exists/i,
    ['account_exists', 'Partna has an account of this name.', 'Use it, or choose another name.'],
  ],
  [
    /account ?name is required|account not found/i,
    ['account_needed', 'Partna knows no such account.', 'Operator: create the account first.'],
  ],
  [
    /invalid key|rate ?key/i,
    ['rate_lapsed', 'The rate that was asked for has lapsed.', 'Try again: a new rate is asked for.'],
  ],
  [
    /invalid bank account/i,
    ['payout_account', 'Partna cannot find this payout account.', 'Check the number and the bank.'],
  ],
  [
    /cannot access/i,
    [
      'key_scope',
      'The API key of this app may not do this at Partna.',
      'Operator: use a key of scope N or M.',
    ],
  ],
]

/**
 * The kit's error for an error of theirs. Their own text is used to decide, and never passed on: it repeats what it was
 * sent, bank details included.
 */
export function errorOf({ status, body, retryAfterMs }: FailedAnswer): OfframpError {
  const said = own(body, 'message')
  const text = typeof said === 'string' ? said.slice(0, 1000) : ''
  if (status === 429) return rateLimited(retryAfterMs)
  if (status === 408 || status >= 500) return unavailable(undefined, retryAfterMs)
  const known = byText.find(([pattern]) => pattern.test(text))?.[1] ?? byStatus(status)
  const [reason, message, action] = known ?? [
    null,
    'Partna refused the request.',
    'Check currency, network and amount against the options, and try again.',
  ]
  return new OfframpError({
    code: reason === 'account_exists' || reason === 'pending_sale' ? 'conflict' : 'provider_rejected',
    message,
    why: nothing,
    action,
    details: { status: String(status), ...(reason === null ? {} : { reason }), ...fieldsOf(body) },
  })
}

function byStatus(status: number): Refusal | null {
  if (status === 401 || status === 403)
    return [
      'unauthorized',
      'Partna did not accept the API key of this app.',
      'Operator: check the key, the merchant username, the IP whitelist, and that both are of the same environment.',
    ]
  if (status === 422)
    return [
      'not_verified',
      'Partna cannot do this for the user yet.',
      'The user has to finish the verification at Partna; or the balance there does not suffice.',
    ]
  return null
}

/** Names of the fields that did not pass, of `{"data":["Field: [x] Expected:[…] Value: […]"]}`. Never their values. */
function fieldsOf(body: unknown): Record<string, string> {
  const list = own(body, 'data')
  if (!Array.isArray(list)) return {}
  const names = list.flatMap((line) =>
    typeof line === 'string' ? ((/^Field: \[([A-Za-z_]{1,40})\]/.exec(line) ?? [])[1] ?? []) : [],
  )
  return names.length === 0 ? {} : { reason: 'validation', fields: names.slice(0, 10).join(' ') }
}

function rateLimited(retryAfterMs: number | undefined): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message: 'Partna is answering too many requests of this app.',
    why: nothing,
    action: 'Try again in a moment.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** No usable answer: down, unreachable, too slow, no rates, or it went away in the middle. */
export function unavailable(cause?: unknown, retryAfterMs?: number): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'Partna cannot be reached right now.',
    why: nothing,
    action: 'Try again in a moment.',
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** Something that this side got wrong before anything was asked. */
export function invalid(message: string, action: string, details?: Record<string, string>): OfframpError {
  return new OfframpError({
    code: 'invalid_request',
    message,
    why: 'Nothing was sent to Partna.',
    action,
    ...(details === undefined ? {} : { details }),
  })
}

/** A configuration that must not be started with. */
export function misconfigured(message: string, why: string, action: string): OfframpError {
  return new OfframpError({ code: 'invalid_config', message, why, action })
}

/** `details.reason` of an error, or `null`. */
export function reasonOf(error: unknown): string | null {
  if (!isOfframpError(error)) return null
  const { reason } = error.details ?? {}
  return reason ?? null
}
