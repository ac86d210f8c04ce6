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
import { WrittenJson } from './guards/writtenJson.ts'
import { blamedFor, markOrNothing } from './log/marks.ts'
import type { RequestNote } from './log/writer.ts'
import type { OfframpHandlerOptions, User } from './options.ts'
import { type Reconciled, type ReconcileOptions, reconcile } from './orders/reconcile.ts'
import { keepPlain, type PlainAnswer, type PlainHandler, responseOf } from './plainAnswers.ts'
import { noRoute } from './refusals.ts'
import { requestsStandApart } from './requestsStandApart.ts'
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
  type Env = { Bindings: Call<platform> }
  const app = new Hono<Env>({ strict: false }).basePath(basePath)

  async function serve(name: RouteName, context: Context<Env>): Promise<unknown> {
    const { access } = routes[name]
    const request = context.req.raw
    const { platform, framed, note } = context.env
    note.during = name
    note.order = services.log ? markOrNothing(context.req.param('orderId')) : undefined
    note.provider = services.providers.get(context.req.param('provider') ?? '')?.id
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
      query: () => queryOf(request.url),
      body: request.method === 'POST' ? await readBytes(request, framed) : new Uint8Array(),
      clientIp: async () =>
        usableClientIp(await options.clientIp(request, platform), request, { developmentClientIp }),
      background: async (work) => (options.waitUntil ? options.waitUntil(work, platform) : await work),
    }
    if (user) {
      const stillSignedIn = askAgain(options.authenticate, request, platform, user)
      return await (routeTable[name] as Route<UserAsk>)({ ...ask, user, stillSignedIn }, services)
    }
    return await (routeTable[name] as Route)(ask, services)
  }

  const fail = (thrown: unknown, note: RequestNote, headers: Record<string, string>) => {
    const error = toOfframpError(thrown)
    note.error = error
    note.provider ??= blamedFor(error)
    services.tell(error, note.during)
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
          fail(wrongMethod([...methods.keys()]), context.env.note, {
            ...cors,
            allow: [...methods.keys()].join(', '),
          }),
        )
      try {
        const said = await serve(name, context)
        if (services.log) noteSaid(context.env.note, said)
        return say(said instanceof ReadableStream ? answerEvents(said, cors) : plainAnswer(200, said, cors))
      } catch (error) {
        return say(fail(error, context.env.note, cors))
      }
    })
  // Made when somebody asks, and once.
  let described: unknown
  if (options.openApi !== false)
    app.get('/openapi.json', async (context) => {
      const { openApiDocument } = await import('./openapi/document.ts')
      described ??= openApiDocument({ basePath })
      const cors = corsHeaders(context.req.raw, origins, credentials)
      return told(context, plainAnswer(200, described, cors))
    })
  app.notFound((context) => {
    const cors = corsHeaders(context.req.raw, origins, credentials)
    return told(context, fail(noRoute(), context.env.note, cors))
  })
  app.onError((error, context) => told(context, fail(error, context.env.note, {})))

  const plain: PlainHandler = async (request, platform, { framed }) => {
    const { log } = services
    const note: RequestNote = { during: 'routing' }
    const call: Call<platform> = { platform: platform as platform, framed, note, answer: null }
    const begunAt = log?.begin() ?? 0
    const response = await app.fetch(request, call)
    const answer = call.answer ?? response
    if (request.method !== 'OPTIONS') log?.answered(note, answer.status, begunAt)
    return request.method === 'HEAD' && !(answer instanceof Response) ? { ...answer, body: null } : answer
  }
  const linger = requestsStandApart() ? options.waitUntil : undefined
  const handle = async (request: Request, platform?: platform) => {
    const answering = plain(request, platform, { framed: false })
    // A client that leaves must not take along what others wait for: an order's turn, an answer of a provider's.
    linger?.(
      answering.then(() => undefined),
      platform as platform,
    )
    const answer = await answering
    return answer instanceof Response ? answer : responseOf(answer)
  }
  const { streams } = services
  const handler = Object.assign(handle, {
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
  return keepPlain(handler, plain)
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
  note: RequestNote
  /** Goes past the router, which would want a `Response`. */
  answer: PlainAnswer | Response | null
}

/** What the router gets to see. */
const elsewhere = new Response(null)

function told(context: { env: Call<unknown> }, answer: PlainAnswer | Response): Response {
  context.env.answer = answer
  return elsewhere
}

/** An order, a quote or the like says itself whose it is. */
function noteSaid(note: RequestNote, said: unknown): void {
  const about = said instanceof WrittenJson ? said.about : (said ?? {})
  const { orderId, provider } = about as { orderId?: unknown; provider?: unknown }
  note.order ??= markOrNothing(orderId)
  if (typeof provider === 'string') note.provider ??= provider
}

/** Apart from everything else of the request, all of which it would keep for as long as a stream lives. */
function askAgain<platform>(
  authenticate: OfframpHandlerOptions<platform>['authenticate'],
  request: Request,
  platform: platform,
  { userId }: User,
): () => Promise<boolean> {
  return async () => (await authenticate(request, platform))?.userId === userId
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
