import { apiVersion, apiVersionHeader } from '@offrampkit/core/api'

/**
 * Headers of every answer. Nothing that this API says may be kept by a cache, read by another origin or shown as a page.
 */
export const answerHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  vary: 'Origin, Cookie, Authorization',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** JSON with the headers of {@link answerHeaders}. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      [apiVersionHeader]: apiVersion,
      ...answerHeaders,
      ...headers,
    },
  })
}
