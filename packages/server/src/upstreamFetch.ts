import { OfframpError } from '@offrampkit/core'

/** No call to a provider takes longer. */
const longestMs = 15_000

/**
 * The `fetch` that providers are handed: it follows no redirect, because a key must not travel to another host, sends no
 * cookies, and gives up. Redirects are refused here and not by `redirect: 'error'`, which some edge runtimes do not know.
 *
 * @throws OfframpError `provider_unreadable` for a redirect
 */
export function upstreamFetch(base: typeof fetch, timeout: (ms: number) => AbortSignal): typeof fetch {
  return async (input, init) => {
    const limit = timeout(longestMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
    const response = await base(input, { ...init, redirect: 'manual', credentials: 'omit', signal })
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw redirected()
    return response
  }
}

function redirected(): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: 'The provider answered with a redirect.',
    why: 'Following it could hand your API key to somebody else, so it was not followed.',
    action: 'Check the base URL that the provider is configured with.',
  })
}
