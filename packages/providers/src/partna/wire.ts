import { OfframpError } from '@offrampkit/core'
import * as z from 'zod/mini'

/**
 * The reader of everything that Partna sends. Bodies are parsed by `parseJsonExactly`, so that their numbers, which are JSON
 * floats in display units, arrive here as the text that stood in the body.
 */

/** The value of an own member. What an object inherits is never read. */
export function own(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined
}

/** `null`, `''` and missing are one thing in their partial bodies. */
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

/**
 * An object read by the given names, and by others that were seen for the same member.
 *
 * Two of the names that say different things make it unreadable: neither can be believed.
 */
export function record<shape extends z.core.$ZodLooseShape>(
  shape: shape,
  aliases: Readonly<Record<string, readonly string[]>> = {},
): z.ZodMiniType<z.core.$InferObjectOutput<shape, Record<never, never>>> {
  const members = z.transform((body: unknown, context) => {
    const read: Record<string, unknown> = {}
    const fail = (message: string) => context.issues.push({ code: 'custom', input: undefined, message })
    if (typeof body !== 'object' || body === null || Array.isArray(body)) fail('not an object')
    for (const name of Object.keys(shape)) {
      const names = [name, ...(aliases[name] ?? [])]
      const [first, ...others] = names.map((one) => own(body, one)).filter((value) => !isEmpty(value))
      if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) fail(`two of ${name}`)
      if (first !== undefined) read[name] = first
    }
    return read
  })
  // `object` types its input by its members; here it is whatever came, which is what it checks.
  return z.pipe(members, z.object(shape) as never) as never
}

/** One word: an id, a currency, a network, an address, a number. Printable, without spaces, of bounded length. */
export const word = z.string().check(z.maxLength(256), z.regex(/^[\x21-\x7e]+$/))

/** A name for people: printable, of bounded length. */
export const label = z.string().check(z.maxLength(256), z.regex(/^[^\p{C}]+$/u))

/**
 * A number as plain decimal text. Go, which their API is written in, prints a float below 1e-6 or from 1e21 with an exponent; the
 * same number is written out here, digit by digit. Anything else is kept as it came, to be refused where it is used.
 *
 * @example z.parse(decimal, '5e-7') // '0.0000005'
 */
export const decimal = z.pipe(
  z.transform((value: unknown) => writtenOut(value)),
  word,
)

const withExponent = /^(\d)(?:\.(\d{1,40}))?[eE]([+-]?)(\d{1,2})$/

function writtenOut(value: unknown): string {
  if (typeof value !== 'string') return value as never
  const parts = withExponent.exec(value)
  if (!parts) return value
  const [, whole = '', fraction = '', sign, digits = ''] = parts
  const shift = Number(digits) * (sign === '-' ? -1 : 1)
  const all = whole + fraction
  const point = whole.length + shift
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0')
  const at = Math.max(point, 1)
  const tail = padded.slice(at)
  return `${padded.slice(0, at).replace(/^0+(?=\d)/, '')}${tail === '' ? '' : `.${tail}`}`
}

/** What is inside `{ data, message }`. */
export function unwrap(body: unknown): unknown {
  return own(body, 'data')
}

/** Parsed, or `null`: what did not fit is never shown to anybody. */
export function readAs<value>(schema: z.ZodMiniType<value>, body: unknown): value | null {
  const parsed = schema.safeParse(body)
  return parsed.success ? parsed.data : null
}

/** @throws OfframpError `provider_unreadable` */
export function mustRead<value>(schema: z.ZodMiniType<value>, body: unknown, what: string): value {
  const read = readAs(schema, body)
  if (read === null) throw unreadable(what)
  return read
}

/** The error for an answer that is not what their documentation or any record shows. */
export function unreadable(what: string): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: `Partna's answer about ${what} could not be read.`,
    why: 'Nothing was taken from it, so nothing about the order changed.',
    action: 'Try again in a moment.',
  })
}
