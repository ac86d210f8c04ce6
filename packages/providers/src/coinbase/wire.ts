import { OfframpError } from '@offrampkit/core'
import * as z from 'zod/mini'

/**
 * The reader of everything that Coinbase sends.
 *
 * Their gateway replies in snake_case, their OpenAPI prints camelCase, one documented example mixes both, and webhooks
 * are camelCase. So every member is looked up under both names; `''` and `null` are absent, as in their replies.
 */

/** The value of an own member. What an object inherits is never read. */
export function own(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined
}

/** `null`, `''` and missing are one thing in their bodies. */
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

/** How a member is called in their other casing. */
export const snakeOf = (camel: string): string =>
  camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * The first non-empty value among several names of one member.
 *
 * @throws RangeError when two of them say different things: neither can be believed
 */
export function pick(body: unknown, ...names: string[]): unknown {
  const found = names.map((name) => own(body, name)).filter((value) => !isEmpty(value))
  const [first, ...others] = found
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first)))
    throw new RangeError(names.join(' and '))
  return first
}

/**
 * An object whose members are named in camelCase here and read under either casing.
 *
 * @param aliases - further names that were seen for a member
 */
export function record<shape extends z.core.$ZodLooseShape>(
  shape: shape,
  aliases: Record<string, string> = {},
): z.ZodMiniType<z.core.$InferObjectOutput<shape, Record<never, never>>> {
  const members = z.transform((body: unknown, context) => {
    const read: Record<string, unknown> = {}
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      context.issues.push({ code: 'custom', input: body, message: 'not an object' })
      return read
    }
    for (const name of Object.keys(shape)) {
      const alias = aliases[name]
      try {
        const value = pick(body, snakeOf(name), name, ...(alias === undefined ? [] : [alias]))
        if (value !== undefined) read[name] = value
      } catch {
        context.issues.push({ code: 'custom', input: undefined, message: `two values for ${name}` })
      }
    }
    return read
  })
  // `object` types its input by its members; here it is whatever came, which is what it checks.
  return z.pipe(members, z.object(shape) as never) as never
}

/** One word: an id, a ticker, an address, a time. Printable, without spaces, of bounded length. */
export const word = z.string().check(z.maxLength(256), z.regex(/^[\x21-\x7e]+$/))

/** A word that older versions sent as a number. */
export const wordOrNumber = z.pipe(
  z.transform((value: unknown) =>
    typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : (value as string),
  ),
  word,
)

/**
 * An amount with its currency, as text. Shapes seen: `{value, currency, cbrn}`, the documented `{amount, currency}`, and
 * a bare string, which says nothing about the currency.
 */
export const money = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? { value } : value)),
  record({ value: z.optional(word), currency: z.optional(word) }, { value: 'amount' }),
)

/** Members of {@link money} that are read, under all their names. */
export const moneyNames: ReadonlySet<string> = new Set(['value', 'amount', 'currency'])

/** As {@link money} when read. */
export interface WireMoney {
  value?: string | undefined
  currency?: string | undefined
}

/**
 * A list of which unreadable entries are left out: right for what is on offer, never for rows of an order.
 * A list without a single readable entry is unreadable itself.
 */
export function offered<entry>(schema: z.ZodMiniType<entry>) {
  return z.pipe(
    z.array(z.unknown()),
    z.transform((list: unknown[], context): entry[] => {
      const read = list.map((one) => schema.safeParse(one)).filter((result) => result.success)
      if (list.length > 0 && read.length === 0)
        context.issues.push({ code: 'custom', input: undefined, message: 'no entry can be read' })
      return read.map((result) => result.data)
    }),
  )
}

/** The body inside the `data` wrapper that some documented examples show and no recorded answer has. */
export function unwrap(body: unknown): unknown {
  const inner = own(body, 'data')
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : body
}

/** Parsed, or `null`: what did not fit is never shown to anybody. */
export function readAs<value>(schema: z.ZodMiniType<value>, body: unknown): value | null {
  const parsed = schema.safeParse(body)
  return parsed.success ? parsed.data : null
}

/** The error for an answer that is not what their documentation or any record shows. */
export function unreadable(what: string): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: `Coinbase's answer about ${what} could not be read.`,
    why: 'Nothing was taken from it, so nothing about the order changed.',
    action: 'Try again in a moment.',
  })
}
