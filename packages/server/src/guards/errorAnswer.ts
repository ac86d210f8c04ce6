import { OfframpError } from '@offrampkit/core'
import { type PlainAnswer, responseOf } from '../plainAnswers.ts'
import { plainAnswer } from './answer.ts'

/** `{ error }` with the status of its code: no stack, no cause, and nothing about how a webhook was checked. */
export function errorAnswer(error: OfframpError): Response {
  return responseOf(plainError(error))
}

/** The same before it is a `Response`. */
export function plainError(error: OfframpError, headers: Readonly<Record<string, string>> = {}): PlainAnswer {
  const shown = error.code === 'webhook_rejected' ? rejectedWebhook() : error
  const wait = shown.retryAfterMs
  return plainAnswer(
    shown.status,
    { error: shown.toJSON() },
    wait === undefined ? headers : { ...headers, 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) },
  )
}

function rejectedWebhook(): OfframpError {
  return new OfframpError({ code: 'webhook_rejected', message: 'The webhook was not accepted.' })
}

/** Details that are words or figures of ours. Others may be what a request held, such as an address. */
const loggableDetails = new Set(
  'field fields header key reason reasons status network method min max client server'.split(' '),
)

/**
 * The same error without what a log must not hold. A cause may quote a URL with a token in it, so only its name and
 * the places in the code are kept; of the details those that are known to hold no value of a request.
 */
export function loggable(error: OfframpError): OfframpError {
  const { code, shortMessage, why, action, retryable, moneyMoved, retryAfterMs, details, cause } = error
  const safe = new OfframpError({
    code,
    message: shortMessage,
    ...(why === undefined ? {} : { why }),
    ...(action === undefined ? {} : { action }),
    retryable,
    moneyMoved,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(details === undefined ? {} : { details: knownOf(details) }),
    ...(cause === undefined ? {} : { cause: placesOf(cause) }),
  })
  safe.stack = `${safe.name}: ${safe.message}\n${framesOf(error)}`
  return safe
}

function knownOf(details: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(details).filter(([name]) => loggableDetails.has(name)))
}

function placesOf(cause: unknown): { name: string; at: string } {
  return cause instanceof Error ? { name: cause.name, at: framesOf(cause) } : { name: typeof cause, at: '' }
}

/** Where an unforeseen error began, as `file:line:column`; `null` where its stack does not say. */
export function placeOf(error: OfframpError): string | null {
  const { cause } = error
  const [first = ''] = framesOf(cause instanceof Error ? cause : error).split('\n')
  return /([^\s(]+:\d+:\d+)\)?$/.exec(first)?.[1] ?? null
}

const place = /^\s+at (async )?(\S.* \()?([a-z-]+:|\/|[A-Z]:)[^\s?#]*:\d+:\d+\)?$/

/** Only the lines that name a place: the first lines of a stack repeat the message, which may look like one. */
function framesOf({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message)
  return (at < 0 ? stack : stack.slice(at + message.length))
    .split('\n')
    .filter((line) => place.test(line))
    .slice(0, 12)
    .join('\n')
}
