import type { OfframpError } from '@offrampkit/core'
import { parseJsonExactly } from '@offrampkit/core/money'

export interface CallSignal {
  signal?: AbortSignal | undefined
}

/** An answer that is no success. */
export interface FailedAnswer {
  status: number
  /** Parsed where it is JSON, with every number as text; else the text. */
  body: unknown
  retryAfterMs?: number | undefined
}

/** How one provider says what went wrong. Each has its own words, and reads its own errors. */
export interface UpstreamErrors {
  errorOf(answer: FailedAnswer): OfframpError
  unavailable(cause?: unknown): OfframpError
  unreadable(what: string): OfframpError
}

export interface UpstreamParts {
  fetch: typeof fetch
  /** Milliseconds since 1970; without it a `Retry-After` that is a date says nothing. */
  now?: () => number
  /** How long an answer may take, body included. */
  timeoutMs: number
  /** Larger bodies are not read to their end. */
  maxBytes: number
}

export interface UpstreamAsk extends CallSignal {
  method: 'GET' | 'POST' | 'PUT'
  url: URL
  /** With the key: they go to this URL and nowhere else. */
  headers: Readonly<Record<string, string>>
  /** JSON text. */
  body?: string | undefined
  /** For the error about an answer that cannot be read. */
  what: string
}

/**
 * The one way in which this package asks a provider. No redirect is followed, because a key must not travel; an answer may
 * take so long and be so large; and the parser's own error, which quotes the body, is never passed on.
 *
 * @returns the parsed body of a success, every number as the text that stood there
 * @throws OfframpError what `errors` makes of everything else
 */
export async function askUpstream(
  { fetch, now, timeoutMs, maxBytes }: UpstreamParts,
  errors: UpstreamErrors,
  { method, url, headers, body, what, signal }: UpstreamAsk,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  let response: Response
  try {
    response = await fetch(url.href, {
      method,
      headers: { accept: 'application/json', ...headers, ...type },
      ...(body === undefined ? {} : { body }),
      // Not 'error', which Cloudflare's runtime does not know. Either way no redirect is followed.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
  } catch (cause) {
    throw errors.unavailable(cause)
  }
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel().catch(() => undefined)
    throw errors.unavailable()
  }
  const text = await readText(response, maxBytes, errors)
  const parsed = parseOrNothing(text)
  if (!response.ok)
    throw errors.errorOf({
      status: response.status,
      body: parsed ?? text,
      retryAfterMs: retryAfter(response.headers.get('retry-after'), now?.()),
    })
  if (parsed === undefined) throw errors.unreadable(what)
  return parsed
}

/** The body as text. Stops at the limit: a body without end must not fill the memory. */
async function readText(response: Response, maxBytes: number, errors: UpstreamErrors): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      throw errors.unreadable('a request, which is not text')
    }
  }
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw errors.unavailable(cause)
    })
    if (done) return text + decode()
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw errors.unreadable('a request, which is far too long')
    }
    text += decode(value)
  }
}

function parseOrNothing(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in seconds or as a date. */
function retryAfter(header: string | null, now: number | undefined): number | undefined {
  if (header === null) return undefined
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - (now ?? Number.NaN)
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}
