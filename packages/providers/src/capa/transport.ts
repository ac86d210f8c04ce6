import { OfframpError } from '@offrampkit/core'
import { isDecimal, parseJsonExactly } from '@offrampkit/core/money'
import { errorOf, unavailable } from './errors.ts'
import { own, unreadable } from './wire.ts'

/** Hosts of the REST API (README of Capa's SDK, read 2026-11-21). `sandbox.capa.fi` is a dashboard, not an API. */
export const capaHosts = {
  staging: 'https://staging-api.capa.fi',
  production: 'https://production-api.capa.fi',
} as const

export interface CallSignal {
  signal?: AbortSignal | undefined
}

export interface CapaAsk {
  method: 'GET' | 'POST' | 'PUT'
  /** Below the host, without the query. */
  path: string
  query?: Readonly<Record<string, string | undefined>>
  body?: Readonly<Record<string, unknown>>
}

/** Brings a question to Capa and their parsed body back; every number in it is text. Throws only `OfframpError`. */
export type CapaTransport = (ask: CapaAsk, call: CallSignal) => Promise<unknown>

export interface TransportParts {
  /** Origin; replaced only to talk to a stand-in. */
  baseUrl: string
  apiKey: string
  fetch: typeof fetch
  /** How long an answer may take, body included. */
  timeoutMs: number
  /** Larger bodies are not read to their end. */
  maxBytes: number
}

/**
 * HTTP to a fixed host with the partner's key. Paths are checked against a strict alphabet and once more after the URL
 * was built; a redirect is never followed, because the key must not travel.
 *
 * @throws OfframpError `invalid_config` for an unusable base URL or an empty key
 */
export function createTransport(parts: TransportParts): CapaTransport {
  const base = baseOf(parts.baseUrl)
  if (base === null || !/^[\x21-\x7e]{1,512}$/.test(parts.apiKey))
    throw new OfframpError({
      code: 'invalid_config',
      message: 'The base URL or the API key of Capa is not usable.',
      why: 'Every request to it carries your key.',
      action: 'Use an https origin without a path, and the key from the dashboard.',
    })

  return async (ask, call) => {
    const response = await send(parts, buildUrl(base, ask), ask, call)
    const text = await readText(response, parts.maxBytes)
    const body = parseOrNothing(text)
    if (!response.ok) {
      const retryAfterMs = retryAfter(response.headers.get('retry-after'))
      throw errorOf({ status: response.status, body: body ?? text, retryAfterMs })
    }
    if (body === undefined) throw unreadable('a request')
    // Their envelope can say no under a status that says yes.
    if (own(body, 'success') === false) throw errorOf({ status: response.status, body })
    return body
  }
}

/** An https origin, or a local one without TLS. */
function baseOf(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return null
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' ? url : null
}

function buildUrl(base: URL, { path, query = {} }: CapaAsk): URL {
  const url = new URL(path, base)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value)
  if (
    !/^\/api\/partner\/v2(\/[A-Za-z0-9_-]+)+$/.test(path) ||
    url.origin !== base.origin ||
    url.pathname !== path
  )
    throw new OfframpError({
      code: 'invalid_request',
      message: 'The path of a request to Capa holds what it must not.',
      why: "Another path could answer with somebody else's money.",
      action: 'Nothing was asked. Start a new order.',
    })
  return url
}

async function send(parts: TransportParts, url: URL, ask: CapaAsk, call: CallSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(parts.timeoutMs)
  let response: Response
  try {
    response = await parts.fetch(url.href, {
      method: ask.method,
      headers: {
        accept: 'application/json',
        'partner-api-key': parts.apiKey,
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(ask.body === undefined ? {} : { body: jsonOf(ask.body) }),
      // Not 'error', which Cloudflare's runtime does not know. Either way no redirect is followed.
      redirect: 'manual',
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
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

/** Members that their pages show as numbers. */
const numeric = new Set(['cryptoAmount', 'fiatAmount', 'premiumSpread'])

/** As JSON, with decimal text written as the number that it is: it never passes through a JS number. */
function jsonOf(body: NonNullable<CapaAsk['body']>): string {
  const members = Object.entries(body).map(([name, value]) => {
    const written = numeric.has(name) && isDecimal(value) ? value : JSON.stringify(value)
    return `${JSON.stringify(name)}:${written}`
  })
  return `{${members.join(',')}}`
}

/** The body as text. Stops at the limit: a body without end must not fill the memory. */
async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw unavailable(cause)
    })
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw unreadable('a request, which is far too long')
    }
    chunks.push(value)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(joined(chunks, size))
  } catch {
    throw unreadable('a request, which is not text')
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.byteLength
  }
  return all
}

/** Without the parser's own error: it quotes the body, which may hold bank details. */
function parseOrNothing(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in seconds; none is documented. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined
}
