import { type Fixed, fromFixed } from '../decimal.ts'

/** A number that keeps its digits: money in JSON never passes through a JS number. */
export class NumberText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A number literal of a request in a JSON answer. */
export const numberOf = (value: Fixed): NumberText => new NumberText(fromFixed(value))

const MARK = '\u0001'

/** Like `JSON.stringify`, with every `NumberText` written as a plain number literal. */
function writeJson(value: unknown): string {
  const text = JSON.stringify(value, (_, v: unknown) => (v instanceof NumberText ? MARK + v.text + MARK : v))
  return text.replace(/"\\u0001([\d.]+)\\u0001"/g, '$1')
}

/** A request's JSON object, numbers as `NumberText`; `null` when it is not one. */
export async function readJson(request: Request): Promise<Record<string, unknown> | null> {
  try {
    const parse = JSON.parse as (
      text: string,
      revive: (key: string, value: unknown, context?: { source?: string }) => unknown,
    ) => unknown
    const value = parse(await request.text(), (_, v, context) =>
      typeof v === 'number' ? new NumberText(context?.source ?? String(v)) : v,
    )
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return value instanceof NumberText ? null : (value as Record<string, unknown>)
  } catch {
    return null
  }
}

/** `200`/`201` in the v2 envelope. */
export function success(data: unknown, status = 200): Response {
  return new Response(writeJson({ success: true, data }), {
    status,
    headers: { 'content-type': 'application/json' },
  })
}
