import type { OfframpError } from '@offrampkit/core'
import type { ProviderId } from '@offrampkit/core/order'
import { placeOf } from '../guards/errorAnswer.ts'
import type { LogRecord } from './record.ts'

/** What is known about a request once it is answered. Filled on its way. */
export interface RequestNote {
  during: string
  error?: OfframpError
  provider?: ProviderId | undefined
  order?: string | undefined
}

/** Makes records of what happens. Never throws: a log that fails must not fail a sale. */
export interface LogWriter {
  /** Milliseconds by a clock that never goes back. */
  begin(): number
  answered(note: RequestNote, status: number, begunAt: number): void
  failed(error: OfframpError, about: Pick<RequestNote, 'during' | 'provider' | 'order'>): void
}

export interface LogWriterParts {
  log: (record: LogRecord) => void
  /** Milliseconds since 1970. */
  now: () => number
  steady: () => number
}

export function createLogWriter({ log, now, steady }: LogWriterParts): LogWriter {
  const write = (record: Omit<LogRecord, 'time'>) => {
    try {
      log({ time: new Date(now()).toISOString(), ...record })
    } catch {}
  }
  return {
    begin: steady,
    answered: ({ during, error, provider, order }, status, begunAt) =>
      write({
        level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
        event: 'answered',
        during,
        status,
        durationMs: Math.round((steady() - begunAt) * 10) / 10,
        ...(error ? wordsOf(error) : {}),
        ...marksOf(provider, order),
      }),
    failed: (error, { during, provider, order }) =>
      write({
        level: /^(provider_|rate_limited)/.test(error.code) ? 'warn' : 'error',
        event: 'failed',
        during,
        ...wordsOf(error),
        ...marksOf(provider, order),
      }),
  }
}

/** Errors of the kit name their reason in a word of their own. What does not look like one is left out. */
function wordsOf(error: OfframpError): Pick<LogRecord, 'code' | 'reason' | 'at'> {
  const reason = error.details?.reason
  const at = error.status >= 500 ? placeOf(error) : null
  return {
    code: error.code,
    ...(reason !== undefined && /^[A-Za-z]+(_[A-Za-z]+)*$/.test(reason)
      ? { reason: reason.slice(0, 64) }
      : {}),
    ...(at === null ? {} : { at }),
  }
}

function marksOf(
  provider: string | undefined,
  order: string | undefined,
): Pick<LogRecord, 'provider' | 'order'> {
  return { ...(provider === undefined ? {} : { provider }), ...(order === undefined ? {} : { order }) }
}
