import { OfframpError } from '@offrampkit/core'

/** What browsers say in `Sec-Fetch-Site`. `none`: no page asked, such as a typed address. */
const sites = ['same-origin', 'same-site', 'cross-site', 'none']

/**
 * Whose pages may call. Browsers set `Origin` and `Sec-Fetch-Site` themselves and no script can change them.
 *
 * - A call that changes something needs an `Origin` that is listed, to the letter: a missing or `null` one is refused.
 * - A read without an `Origin` is one of the same origin, or no page's: one of another site is refused, and one of a
 *   neighbour on the same site as well.
 *
 * @throws OfframpError `forbidden`
 */
export function checkOrigin(request: Request, allowed: ReadonlySet<string>): void {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && !sites.includes(site)) throw foreign()
  if (origin !== null) {
    if (!allowed.has(origin)) throw foreign()
    // A listed page always says more than "the user typed it".
    if (site === 'none') throw foreign()
    return
  }
  if (request.method !== 'GET') throw foreign()
  if (site === 'cross-site' || site === 'same-site') throw foreign()
}

/** Headers that let a listed origin read the answer; none for anybody else. */
export function corsHeaders(
  request: Request,
  allowed: ReadonlySet<string>,
  credentials: boolean,
): Record<string, string> {
  const origin = request.headers.get('origin')
  if (origin === null || !allowed.has(origin)) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'offrampkit-version, retry-after',
    ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
  }
}

/** The answer to a preflight. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'content-type, authorization, last-event-id, offrampkit-version',
  'access-control-max-age': '600',
}

function foreign(): OfframpError {
  return new OfframpError({
    code: 'forbidden',
    message: 'This page may not call this backend.',
    why: 'Another site could otherwise act in the name of a signed-in user.',
    action:
      'Add the origin of your app to `allowedOrigins` of createOfframpHandler, exactly as browsers send it.',
    details: { header: 'origin' },
  })
}
