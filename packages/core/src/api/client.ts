import type * as z from 'zod/mini'
import type { CallOptions, OfframpBackend } from '../backend/backend.ts'
import { isOfframpError, OfframpError } from '../errors/offrampError.ts'
import { readErrorBody } from './errorBody.ts'
import { pathOf, type RouteName, routes } from './routes.ts'
import {
  findResultSchema,
  optionsSchema,
  orderPageSchema,
  orderViewSchema,
  quoteSchema,
  quotesSchema,
  reservationSchema,
  sessionSchema,
} from './schemas.ts'
import { apiVersion, apiVersionHeader } from './version.ts'
import { watchOrder } from './watchOrder.ts'

/** Options of {@link httpBackend}. */
export interface HttpBackendOptions {
  /** Where the handler of `@offrampkit/server` is mounted, such as `/api/offramp`. */
  baseUrl: string
  fetch?: typeof fetch
  /** Extra headers, such as the app's own authorisation. Asked before every call. */
  headers?: () => Record<string, string> | Promise<Record<string, string>>
  /** Calls back once after so many ms; the result stops it. Default `setTimeout`. */
  after?: (ms: number, callback: () => void) => () => void
  /** From 0 up to, not including, 1. Default `Math.random`; it spreads reconnections and guards nothing. */
  random?: () => number
}

/**
 * The backend that speaks to `@offrampkit/server`.
 *
 * Every method rejects with an `OfframpError`: the server's own, `backend_unreachable` when there was no answer,
 * `backend_unreadable` when the answer is not one of ours, or `version_mismatch` when it is one of another version.
 * Only an abort rejects with the reason that its signal was given.
 *
 * `subscribe` never fails: it opens the order's stream again when it ends, and is silent for good where there is none, or it
 * is refused.
 *
 * @example createOfframpConfig({ backend: httpBackend({ baseUrl: '/api/offramp' }) })
 */
export function httpBackend(options: HttpBackendOptions): OfframpBackend {
  const request = createRequest(options)
  const ask = createAsk(request)
  const { after = afterTimeout, random = Math.random } = options
  return {
    getOptions: (p, call) => ask('getOptions', optionsSchema, { query: { ...p } }, call),
    getQuote: (p, call) => ask('getQuote', quoteSchema, { body: p }, call),
    getQuotes: (p, call) => ask('getQuotes', quotesSchema, { body: p }, call),
    createOrder: (p, call) => ask('createOrder', orderViewSchema, { body: p }, call),
    createSession: (p, call) => ask('createSession', sessionSchema, { path: p, body: {} }, call),
    continueSession: ({ orderId, values }, call) =>
      ask('continueSession', sessionSchema, { path: { orderId }, body: { values } }, call),
    getOrder: ({ orderId, returned, declared }, call) => {
      const query = { returned: returned ? '1' : undefined, declared: declared ? '1' : undefined }
      return ask('getOrder', orderViewSchema, { path: { orderId }, query }, call)
    },
    listOrders: (p, call) => ask('listOrders', orderPageSchema, { query: { ...p } }, call),
    cancelOrder: (p, call) => ask('cancelOrder', orderViewSchema, { path: p, body: {} }, call),
    deposits: {
      reserve: ({ orderId, attempt }, call) =>
        ask('reserveDeposit', reservationSchema, { path: { orderId }, body: { attempt } }, call),
      report: ({ orderId, attemptId, ...body }, call) =>
        ask('reportDeposit', orderViewSchema, { path: { orderId, attemptId }, body }, call),
      find: (path, call) => ask('findDeposit', findResultSchema, { path, body: {} }, call),
    },
    subscribe({ orderId, known }, onChange) {
      const open = (signal: AbortSignal, lastEventId: string | undefined) => {
        const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
        return request('watchOrder', { path: { orderId }, headers }, signal)
      }
      return watchOrder({ open, known, after, random }, onChange)
    },
  }
}

function afterTimeout(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

interface Parts {
  path?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | undefined>>
  body?: unknown
  headers?: Readonly<Record<string, string>>
}

type AskForResponse = (name: RouteName, parts: Parts, signal: AbortSignal | undefined) => Promise<Response>

/** Puts a question into a request: address, headers and body. Rejects as `fetch` does. */
function createRequest({ baseUrl, fetch: ownFetch, headers }: HttpBackendOptions): AskForResponse {
  return async function request(name, { path, query = {}, body, headers: more }, signal) {
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, value)
    const url = `${baseUrl.replace(/\/+$/, '')}${pathOf(name, path)}${search.size > 0 ? `?${search}` : ''}`
    return await (ownFetch ?? fetch)(url, {
      method: routes[name].method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more,
        ...(await ownHeaders()),
        [apiVersionHeader]: apiVersion,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      cache: 'no-store',
    })
  }

  async function ownHeaders(): Promise<Record<string, string>> {
    try {
      return (await headers?.()) ?? {}
    } catch (cause) {
      throw new OfframpError({
        code: 'backend_unreachable',
        message: "The app's own headers for the backend could not be made.",
        why: 'Nothing was asked.',
        action: 'Sign in again, or check the `headers` option of httpBackend.',
        cause,
      })
    }
  }
}

function createAsk(request: AskForResponse) {
  return async function ask<value>(
    name: RouteName,
    schema: z.ZodMiniType<value>,
    parts: Parts,
    call: CallOptions | undefined,
  ): Promise<value> {
    const { response, text } = await whole(name, parts, call?.signal)
    const version = response.headers.get(apiVersionHeader)
    if (version !== null && version !== apiVersion) throw versionMismatch(version)
    const body = readJson(text)
    if (!response.ok) throw readErrorBody(response.status, body)
    const parsed = schema.safeParse(body)
    if (parsed.success) return parsed.data
    throw unreadable(name)
  }

  /** Sends and reads the whole answer: one that breaks off half way was not an answer. */
  async function whole(name: RouteName, parts: Parts, signal: AbortSignal | undefined) {
    try {
      const response = await request(name, parts, signal)
      return { response, text: await response.text() }
    } catch (cause) {
      if (signal?.aborted || isOfframpError(cause)) throw cause
      throw new OfframpError({
        code: 'backend_unreachable',
        message: 'The backend did not answer.',
        why: 'What was asked may or may not have been done; asking again is safe.',
        action: 'Check the connection and try again.',
        cause,
      })
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function versionMismatch(version: string): OfframpError {
  return new OfframpError({
    code: 'version_mismatch',
    message: `This page speaks version ${apiVersion} of the Offramp Kit API and the backend version ${version.slice(0, 16)}.`,
    why: 'One of them could misread the other, so nothing of the answer was used.',
    action: 'Reload the page; if that does not help, deploy client and server of the same major version.',
    details: { client: apiVersion, server: version.slice(0, 16) },
  })
}

/** An answer that is not of our contract: nothing in it is acted on. */
export function unreadable(what: string): OfframpError {
  return new OfframpError({
    code: 'backend_unreadable',
    message: `The backend's answer to ${what} is not one that the kit understands.`,
    why: 'Acting on it could send the wrong amount or to the wrong place, so nothing was done.',
    action: 'Check that the client and the server run the same version of Offramp Kit.',
  })
}
