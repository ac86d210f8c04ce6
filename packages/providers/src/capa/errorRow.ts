import type { OfframpErrorCode } from '@offrampkit/core'

/** What the kit makes of an error of theirs. */
export interface ErrorWords {
  as: OfframpErrorCode
  /** The kit's name for this very error: `details.reason`. */
  reason: string
  /** What happened, as a sentence. */
  message: string
  /** What to do, as a sentence. */
  action: string
  /** The same call may succeed later without a change. */
  retryable?: true
}

/** One row of Capa's error tables. */
export interface CapaErrorRow extends ErrorWords {
  /** Their HTTP status. */
  status: number
  /** Their code. */
  code: string
  /** Words by which their message tells this row from others of the same code. */
  says: RegExp
}

/** A row, in the order of its members. */
export const row = (
  status: number,
  code: string,
  says: RegExp,
  as: OfframpErrorCode,
  reason: string,
  message: string,
  action: string,
  more: { retryable?: true } = {},
): CapaErrorRow => ({ status, code, says, as, reason, message, action, ...more })
