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

/**
 * The typed error in an answer of our API. A code that this version does not know keeps everything else that was said,
 * above all whether money may have moved; an answer that is no error of ours becomes one of the two for the wire.
 */
export function readErrorBody(status: number, body: unknown): OfframpError {
  const parsed = errorBodySchema.safeParse(body)
  const wire: OfframpErrorCode = status >= 500 ? 'backend_unreachable' : 'backend_unreadable'
  if (parsed.success) {
    const { code, why, action, retryAfterMs, details, ...rest } = parsed.data.error
    return new OfframpError({
      ...rest,
      code: isErrorCode(code) ? code : wire,
      ...(why === undefined ? {} : { why }),
      ...(action === undefined ? {} : { action }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(details === undefined ? {} : { details }),
    })
  }
  return new OfframpError({
    code: wire,
    message: `The backend answered with status ${status} and no explanation.`,
    why: 'Whether it did what was asked is not known; asking again is safe.',
    action: 'Try again in a moment; if it stays, check where the Offramp Kit handler is mounted.',
    retryable: status >= 500,
  })
}

function isErrorCode(code: string): code is OfframpErrorCode {
  return Object.hasOwn(errorCodes, code)
}
