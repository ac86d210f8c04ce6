import { isOfframpError, OfframpError } from '@offrampkit/core'
import { parseJsonExactly } from '@offrampkit/core/money'
import type { CoinbaseTransport } from './api.ts'
import { errorOf } from './errors.ts'
import { unreadable } from './wire.ts'

/** What the app's own backend is asked to bring from Coinbase. */
export interface ProxyRequest {
  method: 'GET' | 'POST'
  /** Coinbase's own path with its query: `/onramp/v1/sell/options?country=SG`. */
  path: string
  body?: Readonly<Record<string, unknown>>
  signal?: AbortSignal
}

/**
 * Brings Coinbase's plain JSON: as a `Response`, as text, or parsed. Text and `Response` are best, as numbers in them stay
 * exactly what they were.
 */
export type ProxyFetch = (request: ProxyRequest) => Promise<unknown>

/** Asks Coinbase through the app's own backend. */
export function proxyTransport(request: ProxyFetch): CoinbaseTransport {
  return async ({ method, path, query = {}, body }, { signal }) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
    const answer = await settle(() =>
      request({
        method,
        path: search.size > 0 ? `${path}?${search}` : path,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      }),
    )
    if (!isResponse(answer)) return typeof answer === 'string' ? parse(answer) : answer
    const text = await settle(() => answer.text())
    if (answer.ok) return parse(text)
    throw errorOf({ status: answer.status, body: parse(text, text) })
  }
}

/** By shape: polyfills and other realms have a `Response` of their own. */
function isResponse(answer: unknown): answer is Response {
  const { ok, text } = (answer ?? {}) as Partial<Response>
  return typeof ok === 'boolean' && typeof text === 'function'
}

async function settle<value>(work: () => Promise<value>): Promise<value> {
  try {
    return await work()
  } catch (cause) {
    if (isOfframpError(cause)) throw cause
    throw new OfframpError({
      code: 'backend_unreachable',
      message: 'The backend did not bring an answer from Coinbase.',
      why: 'What was asked may or may not have been done; asking again is safe.',
      action: 'Check the connection and try again.',
      cause,
    })
  }
}

function parse(text: string, otherwise?: unknown): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    if (otherwise !== undefined) return otherwise
    throw unreadable('a request')
  }
}
