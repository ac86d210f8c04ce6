import type { OfframpErrorCode } from '@offrampkit/core'
import type { ProviderId } from '@offrampkit/core/order'

/**
 * One line of the log: an answer that was given, or a failure behind it that nobody was told of. These are all its fields, and
 * none holds a value of a request: no address, header, body or id.
 */
export interface LogRecord {
  /** UTC, as ISO 8601. */
  time: string
  /** `error`: somebody has to look. `warn`: something or somebody was refused. */
  level: 'info' | 'warn' | 'error'
  event: 'answered' | 'failed'
  /** A route of the API, `routing`, or what ran without a request, such as `reconcile`. */
  during: string
  /** Of the HTTP answer. */
  status?: number
  /** Until the answer began, in ms. */
  durationMs?: number
  code?: OfframpErrorCode
  /** Why, where there is a word for it: `bad_signature`, `identity_in_review`. */
  reason?: string
  provider?: ProviderId
  /** First 8 hex digits of the keccak-256 of the order id, to follow one order. The same as in `onError`. */
  order?: string
  /** Where in the code an unforeseen error began. */
  at?: string
}
