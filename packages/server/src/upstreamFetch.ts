import { OfframpError } from '@offrampkit/core'

/** No call to a provider takes longer, its answer included. */
const longestMs = 15_000
/** Larger answers are cut off, counted as they are after unpacking. The kit's own providers stop at 2 MiB. */
const longestAnswer = 8 * 1024 * 1024

/**
 * The `fetch` that providers are handed: it asks over TLS alone, follows no redirect, because a key must not travel to another
 * host, sends no cookies, reads no answer without end, and gives up. Redirects are refused here and not by
 * `redirect: 'error'`, which some edge runtimes do not know.
 *
 * @throws OfframpError `provider_unreadable` for a redirect, an answer that is too long, or an address without TLS
 */
export function upstreamFetch(base: typeof fetch, timeout: (ms: number) => AbortSignal): typeof fetch {
  return async (input, init) => {
    if (!isSafe(new URL(input instanceof Request ? input.url : input))) throw withoutTls()
    const limit = timeout(longestMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit
    const response = await base(input, { ...init, redirect: 'manual', credentials: 'omit', signal })
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel().catch(() => undefined)
      throw redirected()
    }
    return limited(response)
  }
}

/** https; http on this machine, where a stand-in may be. */
function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')
  return protocol === 'http:' && local
}

/** The same answer, whose body fails once it is too long: whoever reads it is told, and the rest is not fetched. */
function limited(response: Response): Response {
  if (response.body === null) return response
  let left = longestAnswer
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength
      if (left < 0) controller.error(tooLong())
      else controller.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(counter), response)
}

function withoutTls(): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: 'A provider was to be asked without TLS.',
    why: 'Anybody on the way could read your API key, so nothing was asked.',
    action: 'Check the base URL that the provider is configured with: http works on localhost only.',
  })
}

function tooLong(): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: 'The provider’s answer is far too long.',
    why: 'An answer without end would fill the memory of this server, so the rest was not read.',
    action: 'Try again later.',
  })
}

function redirected(): OfframpError {
  return new OfframpError({
    code: 'provider_unreadable',
    message: 'The provider answered with a redirect.',
    why: 'Following it could hand your API key to somebody else, so it was not followed.',
    action: 'Check the base URL that the provider is configured with.',
  })
}
