import { OfframpError } from '@offrampkit/core'
import { isDecimal } from '@offrampkit/core/money'
import type { FailedAnswer } from '../upstream.ts'
import { capaErrorCodes } from './errorFallbacks.ts'
import type { ErrorWords } from './errorRow.ts'
import { capaErrorTable } from './errorTable.ts'
import { own } from './wire.ts'

const nothing = 'Nothing was sent and nothing about the order changed.'

/**
 * The kit's error for an error of theirs. Their message only decides which row it is, and is never passed on: it
 * may hold what was entered.
 *
 * `details.reason` names the row. A code with an unknown text falls back to what the code alone says, an unknown code to
 * what the status says.
 */
export function errorOf({ status, body, retryAfterMs }: FailedAnswer): OfframpError {
  if (status === 429) return rateLimited(retryAfterMs)
  if (status === 408 || status >= 500) return unavailable()
  const { code, message } = readError(body)
  if (/invalid transaction state/i.test(message)) return tooLate(status)
  const rows = capaErrorTable.filter((one) => one.code === code)
  // Frameworks send messages without a code; then the words alone may tell the row.
  const coded = rows.length > 0 || fallback(code) !== undefined
  const candidates = coded ? rows : capaErrorTable.filter((one) => one.status === status)
  const told = candidates.find((one) => one.says.test(message))
  // With one row the code says it all; with several, none may be guessed.
  const row = told ?? fallback(code) ?? (rows.length === 1 ? rows[0] : undefined) ?? byStatus(status)
  return new OfframpError({
    code: row.as,
    message: row.message,
    why: nothing,
    action: row.action,
    ...('retryable' in row && row.retryable ? { retryable: true } : {}),
    details: {
      reason: row.reason,
      status: String(status),
      ...(row.as === 'amount_out_of_limits' ? limitsOf(message) : {}),
    },
  })
}

function fallback(code: string): ErrorWords | undefined {
  return Object.hasOwn(capaErrorCodes, code) ? capaErrorCodes[code as keyof typeof capaErrorCodes] : undefined
}

const byStatus = (status: number) =>
  status === 401 ? capaErrorCodes.UNAUTHORIZED : capaErrorCodes.BAD_REQUEST

/**
 * No page shows the JSON of an error, only code and message: both are looked for where APIs of this kind put them. A
 * message may be a list (validation), and quoted.
 */
function readError(body: unknown): { code: string; message: string } {
  const inner = own(body, 'error')
  const from = (...values: unknown[]) => values.map(textOf).find((text) => text !== '') ?? ''
  return {
    code: from(own(body, 'code'), own(inner, 'code'), own(body, 'errorCode'), inner),
    message: from(own(body, 'message'), own(inner, 'message'), body),
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' ').slice(0, 2000)
  return typeof value === 'string' ? value.slice(0, 2000) : ''
}

/** `Should be between 100 and 50000`; their page prints the sentence without the two numbers. */
function limitsOf(message: string): { min?: string; max?: string } {
  const [, low = '', high = ''] = /between\s+([\d.,]*)\s*[A-Z]{0,6}\s*and\s*([\d.,]*)/i.exec(message) ?? []
  const min = plain(low)
  const max = plain(high)
  return { ...(isLimit(min) ? { min } : {}), ...(isLimit(max) ? { max } : {}) }
}

/** Short enough to be a limit and nothing else, such as an account. */
const isLimit = (text: string): boolean => isDecimal(text) && text.length <= 9

/** Without a full stop at the end, and without commas where they part thousands. */
function plain(text: string): string {
  const number = text.replace(/[.,]+$/, '')
  return /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(number) ? number.replaceAll(',', '') : number
}

/** Cancelling what is past being cancelled: told without a code that stands anywhere. */
function tooLate(status: number): OfframpError {
  return new OfframpError({
    code: 'conflict',
    message: 'Capa cannot cancel this order any more.',
    why: 'Its deposit may be there, or the payout under way.',
    action: 'Follow the order: it tells where it stands. Do not send again.',
    moneyMoved: 'maybe',
    details: { reason: 'cannot_be_cancelled_now', status: String(status) },
  })
}

function rateLimited(retryAfterMs: number | undefined): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message: 'Capa is answering too many requests of this app.',
    why: nothing,
    action: 'Try again in a moment.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** No usable answer: down, unreachable, too slow, or it went away in the middle. */
export function unavailable(cause?: unknown): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'Capa cannot be reached right now.',
    why: 'No deposit address was taken, so there is nothing to send to.',
    action: 'Try again in a moment.',
    ...(cause === undefined ? {} : { cause }),
  })
}

/** Something that is wrong before anything is asked of them. `field` is the form's name for it, never its value. */
export function invalid(message: string, action: string, field?: string): OfframpError {
  return new OfframpError({
    code: 'invalid_request',
    message,
    why: 'Nothing was sent to Capa.',
    action,
    ...(field === undefined ? {} : { details: { field: `values.${field}` } }),
  })
}
