import * as z from 'zod/mini'
import { errorCodes, type OfframpErrorCode } from '../errors/codes.ts'
import { OfframpError } from '../errors/offrampError.ts'

const longest = 2000
const parts = {
  why: z.optional(z.string()),
  action: z.optional(z.string()),
  retryable: z.boolean(),
  moneyMoved: z.enum(['no', 'maybe', 'yes']),
  retryAfterMs: z.optional(z.number()),
  details: z.optional(z.record(z.string(), z.string())),
}
const errorBodySchema = z.object({
  error: z.object({ code: z.string(), message: z.string().check(z.maxLength(longest)), ...parts }),
})

/**
 * Reads an error that is data, one of several answers: a code of a later version and a message without end must not make the
 * others unreadable.
 */
export const errorSchema = z.object({
  code: z.pipe(
    z.string(),
    z.transform((code): OfframpErrorCode => (isErrorCode(code) ? code : 'provider_unavailable')),
  ),
  message: z.pipe(
    z.string(),
    z.transform((message) => message.slice(0, longest)),
  ),
  ...parts,
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
