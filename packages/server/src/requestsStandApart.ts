/**
 * Whether what one request begins, a timer or a call, ends with it, so that no other may wait for it: on Cloudflare Workers.
 *
 * Source: https://developers.cloudflare.com/workers/observability/errors/#cannot-perform-io-on-behalf-of-a-different-request and
 * `navigator.userAgent` in https://developers.cloudflare.com/workers/runtime-apis/web-standards/
 */
export function requestsStandApart(): boolean {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } }
  return navigator?.userAgent === 'Cloudflare-Workers'
}
