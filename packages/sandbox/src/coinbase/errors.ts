/**
 * The API's three error shapes. Which call answers with which is only partly known, so the stand-in uses
 * each where it was documented or seen.
 */
const json = (status: number, body: unknown) => Response.json(body, { status })

/** Documented default: google.rpc.Status (OpenAPI of the v1 API). 3 = invalid argument, 5 = not found. */
export function statusError(status: 400 | 404 | 500 | 503, message: string): Response {
  const code = { 400: 3, 404: 5, 500: 13, 503: 14 }[status]
  return json(status, { code, message, details: [] })
}

/** Observed on sell quotes (2026-08): a reason and a string code. */
export function invalidRequest(message: string): Response {
  return json(400, { code: 'ERROR_CODE_INVALID_REQUEST', message })
}

/** Documented: HTTP 429 with a `rate_limit_exceeded` error. No `Retry-After` is documented, so none is sent. */
export function rateLimited(): Response {
  return json(429, { errorType: 'rate_limit_exceeded', errorMessage: 'Rate limit exceeded.' })
}

/** Observed: a 401 carries no useful text. */
export function unauthorized(): Response {
  return new Response('Unauthorized\n', { status: 401, headers: { 'content-type': 'text/plain' } })
}
