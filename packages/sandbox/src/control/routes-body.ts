import type { Context } from 'hono'

/** A command's JSON object. */
export type Body = Record<string, unknown>

/** What a request brought; an empty object for anything else. */
export async function bodyOf(c: Context): Promise<Body> {
  const value: unknown = await c.req.json().catch(() => ({}))
  return typeof value === 'object' && value !== null ? (value as Body) : {}
}

export const integer = (body: Body, name: string): number => {
  const value = body[name]
  if (!Number.isSafeInteger(value)) throw new TypeError(`"${name}" has to be a whole number.`)
  return value as number
}

export const text = (body: Body, name: string): string => {
  const value = body[name]
  if (typeof value !== 'string') throw new TypeError(`"${name}" has to be text.`)
  return value
}
