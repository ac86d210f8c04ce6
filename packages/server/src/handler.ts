import { OfframpError, toOfframpError } from '@offrampkit/core'
import { type RouteName, routes } from '@offrampkit/core/api'
import { type Context, Hono } from 'hono'
import { buildServices } from './buildServices.ts'
import { checkOptions } from './checkOptions.ts'
import { answer, answerEvents, answerHeaders } from './guards/answer.ts'
import { checkContentType, readBytes } from './guards/body.ts'
import { usableClientIp } from './guards/clientIp.ts'
import { errorAnswer } from './guards/errorAnswer.ts'
import { checkOrigin, corsHeaders, preflightHeaders } from './guards/origin.ts'
import { checkUrl } from './guards/url.ts'
import { requireUser } from './guards/user.ts'
import { checkVersion } from './guards/version.ts'
import type { OfframpHandlerOptions } from './options.ts'
import { type Reconciled, type ReconcileOptions, reconcile } from './orders/reconcile.ts'
import { notFound } from './refusals.ts'
import type { Ask, Route, UserAsk } from './routes/route.ts'
import { routeTable } from './routes/table.ts'

/** The backend: a function from a request to its answer, for any Fetch runtime. */
export interface OfframpHandler<platform = unknown> {
  /** Never rejects. `platform` is handed on to `authenticate` and `clientIp`. */
  (request: Request, platform?: platform): Promise<Response>
  /**
   * One round of catching up: webhooks that could not be worked on, and orders whose news stopped. For a timer
   * ({@link startReconciling}), a scheduled job ({@link scheduled}, {@link cronRoute}) or the command `offrampkit-server reconcile`; any
   * number of instances may, at once: they share the work.
   *
   * @throws OfframpError `store_failed` when the store cannot be asked; all else is told to `onError` and tried again later
   */
  reconcile(options?: ReconcileOptions): Promise<Reconciled>
  /**
   * Ends every stream of news and opens none any more. Call it before `server.close()`, which waits for them; clients go on
   * polling, and open theirs at another instance within seconds.
   */
  closeStreams(): void
  /** How many streams of news are open here. */
  openStreams(): number
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
  type Env = { Bindings: { platform: platform } }
  const app = new Hono<Env>({ strict: false }).basePath(basePath)

  async function serve(name: RouteName, context: Context<Env>): Promise<unknown> {
    const { access } = routes[name]
    const request = context.req.raw
    const { platform } = context.env
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
      query: new URL(request.url).searchParams,
      body: request.method === 'POST' ? await readBytes(request) : new Uint8Array(),
      clientIp: async () =>
        usableClientIp(await options.clientIp(request, platform), request, { developmentClientIp }),
      background: async (work) => (options.waitUntil ? options.waitUntil(work, platform) : await work),
    }
    if (user) {
      const stillSignedIn = async () =>
        (await options.authenticate(request, platform))?.userId === user.userId
      return await (routeTable[name] as Route<UserAsk>)({ ...ask, user, stillSignedIn }, services)
    }
    return await (routeTable[name] as Route)(ask, services)
  }

  const fail = (thrown: unknown, during: string, headers: Record<string, string>) => {
    const error = toOfframpError(thrown)
    services.report(error, during)
    return errorAnswer(error, headers)
  }

  for (const [path, methods] of routesByPath())
    app.all(path, async (context) => {
      const { method } = context.req
      const cors = corsHeaders(context.req.raw, origins, credentials)
      if (method === 'OPTIONS')
        return new Response(null, {
          status: 204,
          headers: { ...answerHeaders, ...cors, ...preflightHeaders },
        })
      const name = methods.get(method)
      if (!name)
        return fail(wrongMethod([...methods.keys()]), 'routing', {
          ...cors,
          allow: [...methods.keys()].join(', '),
        })
      try {
        const said = await serve(name, context)
        return said instanceof ReadableStream ? answerEvents(said, cors) : answer(200, said, cors)
      } catch (error) {
        return fail(error, name, cors)
      }
    })
  app.notFound((context) => fail(notFound(), 'routing', corsHeaders(context.req.raw, origins, credentials)))
  app.onError((error) => fail(error, 'routing', {}))

  const handle = async (request: Request, platform?: platform) =>
    await app.fetch(request, { platform: platform as platform })
  const { streams } = services
  return Object.assign(handle, {
    async reconcile(given?: ReconcileOptions) {
      try {
        return await reconcile(services, given)
      } catch (error) {
        services.report(error, 'reconcile')
        throw error
      }
    },
    closeStreams: () => streams.close(),
    openStreams: () => streams.size,
  })
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
