import * as z from 'zod/mini'
import { errorCodes, type OfframpErrorCode } from '../errors/codes.ts'
import { OfframpError } from '../errors/offrampError.ts'

const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().check(z.maxLength(2000)),
    why: z.optional(z.string()),
    action: z.optional(z.string()),
    retryable: z.boolean(),
    moneyMoved: z.enum(['no', 'maybe', 'yes']),
    retryAfterMs: z.optional(z.number()),
    details: z.optional(z.record(z.string(), z.string())),
  }),
})

/** The typed error in an answer of our API; an answer that is none becomes `backend_unreadable`. */
export function readErrorBody(status: number, body: unknown): OfframpError {
  const parsed = errorBodySchema.safeParse(body)
  if (parsed.success) {
    const { code, why, action, retryAfterMs, details, ...rest } = parsed.data.error
    if (code in errorCodes)
      return new OfframpError({
        ...rest,
        code: code as OfframpErrorCode,
        ...(why === undefined ? {} : { why }),
        ...(action === undefined ? {} : { action }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(details === undefined ? {} : { details }),
      })
  }
  return new OfframpError({
    code: status >= 500 ? 'backend_unreachable' : 'backend_unreadable',
    message: `The backend answered with status ${status} and no explanation.`,
    why: 'The order was not changed by this answer.',
    action: 'Try again in a moment; if it stays, check where the Offramp Kit handler is mounted.',
    retryable: status >= 500,
  })
}
