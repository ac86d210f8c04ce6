/** No call to a provider takes longer. */
const longestMs = 15_000

/**
 * The `fetch` that providers are handed: it follows no redirect, because a key must not travel to another host, sends no
 * cookies, and gives up.
 */
export function upstreamFetch(base: typeof fetch, timeout: (ms: number) => AbortSignal): typeof fetch {
  return (input, init) => {
    const limit = timeout(longestMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
    return base(input, { ...init, redirect: 'error', credentials: 'omit', signal })
  }
}
