import { secureBase } from '../secureUrl.ts'
import { askUpstream, type CallSignal, type UpstreamParts } from '../upstream.ts'
import { errorOf, invalid, misconfigured, unavailable } from './errors.ts'
import { unreadable } from './wire.ts'

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

export interface TransportParts extends UpstreamParts {
  /** With `/v4`; replaced only to talk to a stand-in. */
  baseUrl: string
  apiKey: string
  merchant: string
  now: () => number
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
  const base = secureBase(parts.baseUrl)
  const visible = /^[\x21-\x7e]{1,512}$/
  if (base === null || !visible.test(parts.apiKey) || !visible.test(parts.merchant))
    throw misconfigured(
      "The base URL, the API key or the merchant's username for Partna is not usable.",
      'Requests carry the key in a header.',
      'Use an https URL (or leave it out), and pass the key and the username without spaces.',
    )
  const root = base.href.replace(/\/$/, '')
  const headers = { 'x-api-key': parts.apiKey, 'x-api-user': parts.merchant }
  return async (ask, call = {}) => {
    if (!/^(\/[a-z][a-z-]*)+$/.test(ask.path)) throw invalid('A path to Partna is odd.', 'Nothing was asked.')
    const url = new URL(root + ask.path)
    for (const [name, value] of Object.entries(ask.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, value)
    const body = ask.body === undefined ? undefined : jsonOf(ask.body)
    const what = `a request to ${ask.path}`
    const asked = { method: ask.method, url, headers, body, what, signal: call.signal }
    return await askUpstream(parts, { errorOf, unavailable, unreadable }, asked)
  }
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
