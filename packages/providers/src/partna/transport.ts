import { parseJsonExactly } from '@offrampkit/core/money'
import { errorOf, invalid, misconfigured, unavailable } from './errors.ts'
import { secureUrl } from './hosts.ts'
import { unreadable } from './wire.ts'

export interface CallSignal {
  signal?: AbortSignal | undefined
}

export interface PartnaAsk {
  method: 'GET' | 'POST' | 'PUT'
  /** Below `/v4`, without the query: `/rate`. */
  path: string
  query?: Readonly<Record<string, string | undefined>>
  /** JSON, with amounts as {@link numberText}. */
  body?: Readonly<Record<string, unknown>>
}

/** Brings a question to Partna and their parsed body back. Throws an `OfframpError` for everything but a success. */
export type PartnaTransport = (ask: PartnaAsk, call?: CallSignal) => Promise<unknown>

export interface TransportParts {
  /** With `/v4`; replaced only to talk to a stand-in. */
  baseUrl: string
  apiKey: string
  merchant: string
  fetch: typeof fetch
  now: () => number
  /** How long an answer may take, body included. */
  timeoutMs: number
  /** Larger bodies are not read to their end. */
  maxBytes: number
}

const numbers = Symbol('a number, written as its text')

/** Decimal text that is sent as a JSON number, digit by digit: their amounts are numbers, and ours never pass through one. */
export function numberText(text: string): unknown {
  return { [numbers]: text }
}

/**
 * HTTP to a fixed host with the two headers that Partna asks for. No redirect is ever followed: the key would go along.
 *
 * @throws OfframpError `invalid_config` for an unusable base URL or key
 */
export function createTransport(parts: TransportParts): PartnaTransport {
  const base = secureUrl(parts.baseUrl)
  const visible = /^[\x21-\x7e]{1,512}$/
  if (base === null || !visible.test(parts.apiKey) || !visible.test(parts.merchant))
    throw misconfigured(
      "The base URL, the API key or the merchant's username for Partna is not usable.",
      'Requests carry the key in a header.',
      'Use an https URL (or leave it out), and pass the key and the username without spaces.',
    )
  const root = base.href.replace(/\/$/, '')
  return async (ask, call = {}) => {
    if (!/^(\/[a-z][a-z-]*)+$/.test(ask.path)) throw invalid('A path to Partna is odd.', 'Nothing was asked.')
    const url = new URL(root + ask.path)
    for (const [name, value] of Object.entries(ask.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value)
    const timeout = AbortSignal.timeout(parts.timeoutMs)
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout
    const response = await send(parts, url, ask, signal)
    const text = await readText(response, parts.maxBytes)
    const body = parseOrNull(text)
    if (!response.ok)
      throw errorOf({
        status: response.status,
        body,
        retryAfterMs: retryAfter(response.headers.get('retry-after'), parts.now()),
      })
    if (body === undefined) throw unreadable(`a request to ${ask.path}`)
    return body
  }
}

async function send(parts: TransportParts, url: URL, ask: PartnaAsk, signal: AbortSignal): Promise<Response> {
  const body = ask.body === undefined ? {} : { body: jsonOf(ask.body) }
  const type: Record<string, string> = ask.body === undefined ? {} : { 'content-type': 'application/json' }
  const headers = {
    accept: 'application/json',
    'x-api-key': parts.apiKey,
    'x-api-user': parts.merchant,
    ...type,
  }
  let response: Response
  try {
    // Not 'error', which Cloudflare's runtime does not know. Either way no redirect is followed.
    response = await parts.fetch(url.href, {
      method: ask.method,
      headers,
      ...body,
      redirect: 'manual',
      signal,
    })
  } catch (cause) {
    throw unavailable(cause)
  }
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel().catch(() => undefined)
    throw unavailable()
  }
  return response
}

/** JSON in which a {@link numberText} is a number of exactly these digits. */
function jsonOf(body: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(body).flatMap(([name, value]) => {
    if (value === undefined) return []
    const digits = (value as Record<symbol, unknown> | null)?.[numbers]
    return [`${JSON.stringify(name)}:${typeof digits === 'string' ? digits : JSON.stringify(value)}`]
  })
  return `{${members.join(',')}}`
}

/** The body as text. Stops at the limit: a body without end must not fill the memory. */
async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw unavailable(cause)
    })
    if (done) return text + decode(decoder)
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw unreadable('a request, which is far too long')
    }
    text += decode(decoder, value)
  }
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    throw unreadable('a request, which is not text')
  }
}

/** Without the parser's own error: it quotes the body, which may hold bank details. */
function parseOrNull(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    return undefined
  }
}

function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}
