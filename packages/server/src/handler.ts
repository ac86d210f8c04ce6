import { OfframpError, toOfframpError } from '@offrampkit/core'
import { type RouteName, routes } from '@offrampkit/core/api'
import { type Context, Hono } from 'hono'
import { buildServices } from './buildServices.ts'
import { checkOptions } from './checkOptions.ts'
import { answerEvents, answerHeaders, plainAnswer } from './guards/answer.ts'
import { checkContentType, readBytes } from './guards/body.ts'
import { usableClientIp } from './guards/clientIp.ts'
import { plainError } from './guards/errorAnswer.ts'
import { checkOrigin, corsHeaders, preflightHeaders } from './guards/origin.ts'
import { checkUrl } from './guards/url.ts'
import { requireUser } from './guards/user.ts'
import { checkVersion } from './guards/version.ts'
import type { OfframpHandlerOptions } from './options.ts'
import { type Reconciled, reconcile } from './orders/reconcile.ts'
import { keepPlain, type PlainAnswer, type PlainHandler, responseOf } from './plainAnswers.ts'
import { notFound } from './refusals.ts'
import type { Ask, Route, UserAsk } from './routes/route.ts'
import { routeTable } from './routes/table.ts'

/** The backend: a function from a request to its answer, for any Fetch runtime. */
export interface OfframpHandler<platform = unknown> {
  /** Never rejects. `platform` is handed on to `authenticate` and `clientIp`. */
  (request: Request, platform?: platform): Promise<Response>
  /**
   * One round of catching up: webhooks that could not be worked on, and orders whose news stopped. Call it when the server
   * starts and from a timer or a scheduled job; any number of instances may.
   */
  reconcile(): Promise<Reconciled>
}

/**
 * The whole backend of Offramp Kit as one Fetch handler.
 *
 * @throws OfframpError `invalid_config`, saying what is missing and how to set it
 * @example
 * ```ts
 * const offramp = createOfframpHandler({
 *   store: sqliteStore({ path: 'orders.db' }),
 *   providers: [coinbase({ keyId, keySecret })],
 *   registry: mainnetRegistry(),
 *   authenticate: auth.authenticate,
 *   clientIp: clientIpFromSocket(),
 *   returnUrl: 'https://app.example/cash-out',
 *   allowedOrigins: ['https://app.example'],
 * })
 * export const GET = offramp, POST = offramp, OPTIONS = offramp
 * ```
 */
export function createOfframpHandler<platform = unknown>(
  options: OfframpHandlerOptions<platform>,
): OfframpHandler<platform> {
  const checked = checkOptions(options)
  const { basePath, origins, developmentClientIp } = checked
  const services = buildServices(options, checked)
  const credentials = options.allowCredentials ?? false
  type Env = { Bindings: Call<platform> }
  const app = new Hono<Env>({ strict: false }).basePath(basePath)

  async function serve(name: RouteName, context: Context<Env>): Promise<unknown> {
    const { access } = routes[name]
    const request = context.req.raw
    const { platform, framed } = context.env
    checkUrl(request)
    if (access !== 'provider') {
      checkOrigin(request, origins)
      checkVersion(request)
      if (request.method === 'POST') checkContentType(request)
    }
    const user = access === 'user' ? requireUser(await options.authenticate(request, platform)) : null
    const ask: Ask = {
      request,
      param: (key) => context.req.param(key) ?? '',
      query: queryOf(request.url),
      body: request.method === 'POST' ? await readBytes(request, framed) : new Uint8Array(),
      clientIp: async () =>
        usableClientIp(await options.clientIp(request, platform), request, { developmentClientIp }),
      background: async (work) => (options.waitUntil ? options.waitUntil(work, platform) : await work),
    }
    if (user) return await (routeTable[name] as Route<UserAsk>)({ ...ask, user }, services)
    return await (routeTable[name] as Route)(ask, services)
  }

  const fail = (thrown: unknown, during: string, headers: Record<string, string>) => {
    const error = toOfframpError(thrown)
    services.report(error, during)
    return plainError(error, headers)
  }

  for (const [path, methods] of routesByPath())
    app.all(path, async (context) => {
      const { method } = context.req
      const cors = corsHeaders(context.req.raw, origins, credentials)
      const say = (answer: PlainAnswer | Response) => told(context, answer)
      if (method === 'OPTIONS')
        return say({ status: 204, headers: { ...answerHeaders, ...cors, ...preflightHeaders }, body: null })
      const name = methods.get(method)
      if (!name)
        return say(
          fail(wrongMethod([...methods.keys()]), 'routing', {
            ...cors,
            allow: [...methods.keys()].join(', '),
          }),
        )
      try {
        const said = await serve(name, context)
        return say(said instanceof ReadableStream ? answerEvents(said, cors) : plainAnswer(200, said, cors))
      } catch (error) {
        return say(fail(error, name, cors))
      }
    })
  app.notFound((context) =>
    told(context, fail(notFound(), 'routing', corsHeaders(context.req.raw, origins, credentials))),
  )
  app.onError((error, context) => told(context, fail(error, 'routing', {})))

  const plain: PlainHandler = async (request, platform, { framed }) => {
    const call: Call<platform> = { platform: platform as platform, framed, answer: null }
    const response = await app.fetch(request, call)
    if (call.answer === null || call.answer instanceof Response) return call.answer ?? response
    return request.method === 'HEAD' ? { ...call.answer, body: null } : call.answer
  }
  const handle = async (request: Request, platform?: platform) => {
    const answer = await plain(request, platform, { framed: false })
    return answer instanceof Response ? answer : responseOf(answer)
  }
  return keepPlain(Object.assign(handle, { reconcile: () => reconcile(services) }), plain)
}

/** Without making a `URL`: most have none. */
function queryOf(url: string): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : new URL(url).search)
}

/** One request on its way through the router. */
interface Call<platform> {
  platform: platform
  framed: boolean
  /** Goes past the router, which would want a `Response`. */
  answer: PlainAnswer | Response | null
}

/** What the router gets to see. */
const elsewhere = new Response(null)

function told(context: { env: Call<unknown> }, answer: PlainAnswer | Response): Response {
  context.env.answer = answer
  return elsewhere
}

function routesByPath(): Map<string, Map<string, RouteName>> {
  const paths = new Map<string, Map<string, RouteName>>()
  for (const [name, { path, method }] of Object.entries(routes) as [RouteName, (typeof routes)[RouteName]][])
    paths.set(path, (paths.get(path) ?? new Map()).set(method, name))
  return paths
}

function wrongMethod(allowed: readonly string[]): OfframpError {
  return new OfframpError({
    code: 'method_not_allowed',
    message: `This address answers to ${allowed.join(' and ')} only.`,
    why: 'Nothing was done.',
    action: 'Use another method.',
  })
}
