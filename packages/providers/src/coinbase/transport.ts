import { OfframpError } from '@offrampkit/core'
import { secureOrigin } from '../secureUrl.ts'
import { askUpstream, type UpstreamParts } from '../upstream.ts'
import type { CoinbaseAsk, CoinbaseTransport } from './api.ts'
import { errorOf, unavailable } from './errors.ts'
import type { RequestSigner } from './jwt.ts'
import { unreadable } from './wire.ts'

/** The host of the sell API. */
export const coinbaseApiHost = 'https://api.developer.coinbase.com'

export interface TransportParts extends UpstreamParts {
  /** Origin; replaced only to talk to a stand-in. */
  baseUrl: string
  sign: RequestSigner
  now: () => number
}

/**
 * Signed HTTP to a fixed host. The path is checked against a strict alphabet and once more after the URL was built, so
 * that nothing in it can lead elsewhere; a redirect is never followed.
 *
 * @throws OfframpError `invalid_config` for an unusable base URL
 */
export function createTransport(parts: TransportParts): CoinbaseTransport {
  const base = secureOrigin(parts.baseUrl)
  if (base === null)
    throw new OfframpError({
      code: 'invalid_config',
      message: 'The base URL of the Coinbase API is not usable.',
      why: 'Requests to it carry proof of your API key.',
      action: 'Use an https origin without a path, or leave it out.',
    })

  return async (ask, { signal }) => {
    const { method, path } = ask
    const url = buildUrl(base, ask)
    const headers = { authorization: `Bearer ${await parts.sign(method, url.host, url.pathname)}` }
    const body = ask.body === undefined ? undefined : JSON.stringify(ask.body)
    const what = path.replace(/^.*\/(?=[a-z]+$)/, '')
    return await askUpstream(
      parts,
      { errorOf, unavailable, unreadable },
      { method, url, headers, body, what, signal },
    )
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
