import { errorCodes, type MoneyMoved, type OfframpErrorCode } from './codes.ts'

/** What an {@link OfframpError} is made of. */
export interface OfframpErrorOptions {
  code: OfframpErrorCode
  /** What happened, as a sentence. Never holds secrets, tokens, full URLs or bank details. */
  message: string
  /** Why it matters, as a sentence. */
  why?: string
  /** What to do now, as a sentence. */
  action?: string
  /** Overrides the table where this instance knows better. */
  retryable?: boolean
  moneyMoved?: MoneyMoved
  /** Milliseconds after which a retry makes sense. */
  retryAfterMs?: number
  /** Small, non-secret facts for programs: field names, limits, addresses of public contracts. */
  details?: Readonly<Record<string, string>>
  cause?: unknown
}

/** The JSON form in which an error crosses our own API. */
export interface OfframpErrorJson {
  code: OfframpErrorCode
  message: string
  why?: string
  action?: string
  retryable: boolean
  moneyMoved: MoneyMoved
  retryAfterMs?: number
  details?: Readonly<Record<string, string>>
}

const docsBase = 'https://github.com/offrampkit/offrampkit/blob/main/packages/core/ERRORS.md'

/**
 * The one error class of the kit.
 *
 * `message` joins what happened, why it matters and what to do; the parts stay readable one by one.
 *
 * @example
 * ```ts
 * try { await backend.createOrder(p) } catch (error) {
 *   if (isOfframpError(error) && error.code === 'amount_out_of_limits') show(error.shortMessage, error.action)
 * }
 * ```
 */
export class OfframpError extends Error {
  override readonly name = 'OfframpError'
  readonly code: OfframpErrorCode
  /** What happened, alone. */
  readonly shortMessage: string
  readonly why: string | undefined
  readonly action: string | undefined
  readonly retryable: boolean
  readonly moneyMoved: MoneyMoved
  readonly retryAfterMs: number | undefined
  readonly details: Readonly<Record<string, string>> | undefined

  constructor(options: OfframpErrorOptions) {
    const parts = [options.message, options.why, options.action].filter((part) => part !== undefined)
    super(parts.join(' '), options.cause === undefined ? undefined : { cause: options.cause })
    const row = errorCodes[options.code]
    this.code = options.code
    this.shortMessage = options.message
    this.why = options.why
    this.action = options.action
    this.retryable = options.retryable ?? row.retryable
    this.moneyMoved = options.moneyMoved ?? row.moneyMoved
    this.retryAfterMs = options.retryAfterMs
    this.details = options.details
  }

  /** Where the code is explained. */
  get docs(): string {
    return `${docsBase}#${this.code.replaceAll('_', '-')}`
  }

  /** HTTP status of this error in our own API. */
  get status(): number {
    return errorCodes[this.code].status
  }

  /** The wire form: no stack, no cause. */
  toJSON(): OfframpErrorJson {
    return {
      code: this.code,
      message: this.shortMessage,
      ...(this.why === undefined ? {} : { why: this.why }),
      ...(this.action === undefined ? {} : { action: this.action }),
      retryable: this.retryable,
      moneyMoved: this.moneyMoved,
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.details === undefined ? {} : { details: this.details }),
    }
  }
}

/** True for errors of the kit, also across two copies of this module. */
export function isOfframpError(error: unknown): error is OfframpError {
  return error instanceof Error && error.name === 'OfframpError' && 'code' in error
}

/** The given error if it is ours, otherwise an `internal` one that keeps it as its cause. */
export function toOfframpError(error: unknown): OfframpError {
  if (isOfframpError(error)) return error
  return new OfframpError({
    code: 'internal',
    message: 'Something went wrong that we did not foresee.',
    action: 'Reload the page: it will tell you truly where your order stands.',
    cause: error,
  })
}
