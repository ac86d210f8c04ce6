import { apiVersion, apiVersionHeader } from '@offrampkit/core/api'
import { type PlainAnswer, responseOf } from '../plainAnswers.ts'
import { WrittenJson } from './writtenJson.ts'

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

/** A stream of events with the headers of {@link answerHeaders}, which nobody on the way may hold back or compress. */
export function answerEvents(
  events: ReadableStream<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(events, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      [apiVersionHeader]: apiVersion,
      ...answerHeaders,
      'cache-control': 'no-store, no-transform',
      // Source: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering
      'x-accel-buffering': 'no',
      ...headers,
    },
  })
}

/** JSON with the headers of {@link answerHeaders}. */
export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return responseOf(plainAnswer(status, body, headers))
}

/** The same before it is a `Response`: Node needs none. */
export function plainAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): PlainAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      [apiVersionHeader]: apiVersion,
      ...answerHeaders,
      ...headers,
    },
    body: body instanceof WrittenJson ? body.text : JSON.stringify(body),
  }
}
