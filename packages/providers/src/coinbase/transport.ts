import { OfframpError } from '@offrampkit/core'
import { parseJsonExactly } from '@offrampkit/core/money'
import type { CallSignal, CoinbaseAsk, CoinbaseTransport } from './api.ts'
import { errorOf, unavailable } from './errors.ts'
import { secureUrl } from './hostedUrl.ts'
import type { RequestSigner } from './jwt.ts'
import { unreadable } from './wire.ts'

/** The host of the sell API. */
export const coinbaseApiHost = 'https://api.developer.coinbase.com'

export interface TransportParts {
  /** Origin; replaced only to talk to a stand-in. */
  baseUrl: string
  fetch: typeof fetch
  sign: RequestSigner
  now: () => number
  /** How long an answer may take, body included. */
  timeoutMs: number
  /** Larger bodies are not read to their end. */
  maxBytes: number
}

/**
 * Signed HTTP to a fixed host. The path is checked against a strict alphabet and once more after the URL was built, so
 * that nothing in it can lead elsewhere; a redirect is never followed.
 *
 * @throws OfframpError `invalid_config` for an unusable base URL
 */
export function createTransport(parts: TransportParts): CoinbaseTransport {
  const base = secureUrl(parts.baseUrl)
  if (base === null || base.pathname !== '/' || base.search !== '' || base.hash !== '')
    throw new OfframpError({
      code: 'invalid_config',
      message: 'The base URL of the Coinbase API is not usable.',
      why: 'Requests to it carry proof of your API key.',
      action: 'Use an https origin without a path, or leave it out.',
    })

  return async (ask, call) => {
    const url = buildUrl(base, ask)
    const token = await parts.sign(ask.method, url.host, url.pathname)
    const response = await send(parts, url, token, ask, call)
    const text = await readText(response, parts.maxBytes)
    const body = parseOrNull(text)
    if (!response.ok)
      throw errorOf({
        status: response.status,
        body: body ?? text,
        retryAfterMs: retryAfter(response.headers.get('retry-after'), parts.now()),
      })
    if (body === undefined) throw unreadable(ask.path.replace(/^.*\/(?=[a-z]+$)/, ''))
    return body
  }
}

function buildUrl(base: URL, { path, query = {} }: CoinbaseAsk): URL {
  if (!/^\/onramp\/v1(\/[A-Za-z0-9_-]+)+$/.test(path)) throw wrongPath()
  const url = new URL(path, base)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value)
  if (url.origin !== base.origin || url.pathname !== path) throw wrongPath()
  return url
}

function wrongPath(): OfframpError {
  return new OfframpError({
    code: 'invalid_request',
    message: 'The path of a request to Coinbase holds what it must not.',
    why: "Another path could answer with somebody else's sales.",
    action: 'Nothing was asked. Start a new order.',
  })
}

async function send(
  parts: TransportParts,
  url: URL,
  token: string,
  ask: CoinbaseAsk,
  call: CallSignal,
): Promise<Response> {
  const timeout = AbortSignal.timeout(parts.timeoutMs)
  let response: Response
  try {
    response = await parts.fetch(url.href, {
      method: ask.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
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
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined)
      throw unreadable('a request, which is far too long')
    }
    text += decode(decoder, value)
  }
  return text + decode(decoder)
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    throw unreadable('a request, which is not text')
  }
}

/** Without the parser's own error: it quotes the body, which may hold a token. */
function parseOrNull(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    return undefined
  }
}

/** `Retry-After` in seconds or as a date; none is documented. */
function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}
