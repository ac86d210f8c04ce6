import { OfframpError } from '@offrampkit/core'
import { isDecimal } from '@offrampkit/core/money'
import { secureOrigin } from '../secureUrl.ts'
import { askUpstream, type CallSignal, type UpstreamParts } from '../upstream.ts'
import { errorOf, unavailable } from './errors.ts'
import { own, unreadable } from './wire.ts'

/** Hosts of the REST API (README of Capa's SDK, read 2026-11-21). `sandbox.capa.fi` is a dashboard, not an API. */
export const capaHosts = {
  staging: 'https://staging-api.capa.fi',
  production: 'https://production-api.capa.fi',
} as const

export interface CapaAsk {
  method: 'GET' | 'POST' | 'PUT'
  /** Below the host, without the query. */
  path: string
  query?: Readonly<Record<string, string | undefined>>
  body?: Readonly<Record<string, unknown>>
}

/** Brings a question to Capa and their parsed body back; every number in it is text. Throws only `OfframpError`. */
export type CapaTransport = (ask: CapaAsk, call: CallSignal) => Promise<unknown>

export interface TransportParts extends UpstreamParts {
  /** Origin; replaced only to talk to a stand-in. */
  baseUrl: string
  apiKey: string
}

/**
 * HTTP to a fixed host with the partner's key. Paths are checked against a strict alphabet and once more after the URL
 * was built; a redirect is never followed, because the key must not travel.
 *
 * @throws OfframpError `invalid_config` for an unusable base URL or an empty key
 */
export function createTransport(parts: TransportParts): CapaTransport {
  const base = secureOrigin(parts.baseUrl)
  if (base === null || !/^[\x21-\x7e]{1,512}$/.test(parts.apiKey))
    throw new OfframpError({
      code: 'invalid_config',
      message: 'The base URL or the API key of Capa is not usable.',
      why: 'Every request to it carries your key.',
      action: 'Use an https origin without a path, and the key from the dashboard.',
    })

  return async (ask, { signal }) => {
    const { method } = ask
    const url = buildUrl(base, ask)
    const headers = { 'partner-api-key': parts.apiKey }
    const text = ask.body === undefined ? undefined : jsonOf(ask.body)
    const asked = { method, url, headers, body: text, what: 'a request', signal }
    const body = await askUpstream(parts, { errorOf, unavailable, unreadable }, asked)
    // Their envelope can say no under a status that says yes.
    if (own(body, 'success') === false) throw errorOf({ status: 200, body })
    return body
  }
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
