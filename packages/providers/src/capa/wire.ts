import { OfframpError } from '@offrampkit/core'
import { isDecimal } from '@offrampkit/core/money'
import * as z from 'zod/mini'

/**
 * The reader of everything that Capa sends. Bodies are parsed so that every number arrives as the text that stood there,
 * which makes `2500` and `"2500.000000"`, both of which they send, one kind of thing. `''` and `null` are absent.
 */

/** The value of an own member. What an object inherits is never read. */
export function own(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined
}

/** An object with these members; all others are dropped unread, bank details among them. */
export function record<shape extends z.core.$ZodLooseShape>(
  shape: shape,
): z.ZodMiniType<z.core.$InferObjectOutput<shape, Record<never, never>>> {
  const members = z.transform((body: unknown, context) => {
    const read: Record<string, unknown> = {}
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      context.issues.push({ code: 'custom', input: undefined, message: 'not an object' })
      return read
    }
    for (const name of Object.keys(shape)) {
      const value = own(body, name)
      if (value !== undefined && value !== null && value !== '') read[name] = value
    }
    return read
  })
  // `object` types its input by its members; here it is whatever came, which is what it checks.
  return z.pipe(members, z.object(shape) as never) as never
}

/** One word: an id, a ticker, an address, a time. Printable, without spaces, of bounded length. */
export const word = z.string().check(z.maxLength(256), z.regex(/^[\x21-\x7e]+$/))

/** A line for people: a bank's or a person's name. */
export const line = z.string().check(z.maxLength(256))

/** An id of theirs. It becomes part of paths and queries, so that its alphabet is strict. */
export const id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/))

/** An amount in display units, as text. */
export const decimal = z.string().check(z.refine(isDecimal))

/** Parsed, or `null`: what did not fit is never shown to anybody. */
export function readAs<value>(schema: z.ZodMiniType<value>, body: unknown): value | null {
  const parsed = schema.safeParse(body)
  return parsed.success ? parsed.data : null
}

/**
 * What an answer holds, out of their envelope: `{success: true, data}`, or `{status: "ok", data}` on some KYC endpoints.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readData<value>(schema: z.ZodMiniType<value>, body: unknown, what: string): value {
  const read = readAs(schema, own(body, 'data'))
  if (read === null) throw unreadable(what)
  return read
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** RFC 3339 to milliseconds since 1970, or `null`. */
export function readIsoTime(text: string | undefined): number | null {
  if (text === undefined || !isoTime.test(text)) return null
  const ms = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'))
  return Number.isNaN(ms) || ms <= 0 ? null : ms
}

/** The error for an answer that is not what their documentation shows. */
export function unreadable(what: string): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: `Capa's answer about ${what} could not be read.`,
    why: 'Nothing was taken from it, so nothing about the order changed.',
    action: 'Try again in a moment.',
  })
}
