import { createServer, type RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { verifyWebhook, type WebhookVerification } from '@offrampkit/core/webhook'
import { Hono } from 'hono'
import { createOfframpHandler } from '../../src/handler.ts'
import { toNodeListener } from '../../src/node/listener.ts'
import { keepPlain, type PlainAnswer, responseOf } from '../../src/plainAnswers.ts'
import { createSiweAuth } from '../../src/siwe/auth.ts'
import type { InboxEntry, Store } from '../../src/stores/store.ts'
import { type AppName, basePath, siweDomain, siweSecret } from './config.ts'
import type { LoadedProviders } from './loadedProviders.ts'

export interface AppParts {
  store: Store
  loaded: LoadedProviders
  /** Is told what goes on after the answer. */
  background: (work: Promise<void>) => void
  now?: () => number
}

/** The handler under test as anybody would mount it. */
export function kitHandler({ store, loaded, background, now }: AppParts) {
  const auth = createSiweAuth({ domain: siweDomain, secret: siweSecret, store })
  return createOfframpHandler({
    store,
    ...{ providers: loaded.providers, registry: loaded.registry, fetch: loaded.fetch },
    authenticate: auth.authenticate,
    clientIp: () => '203.0.113.7',
    returnUrl: `https://${siweDomain}/cash-out`,
    allowedOrigins: [`https://${siweDomain}`],
    basePath,
    // One user reads it all, and the provider is no more than a stand-in.
    userLimits: { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY },
    userReadsPerSecond: { coinbase: 1_000, partna: 1_000 },
    ...(now ? { now } : {}),
    waitUntil: background,
    onError: (error, { during }) => console.error(during, error.code, error.shortMessage),
  })
}

/**
 * What a good developer would write by hand with the same parts, and no more: no origin, version, size or content-type checks, no
 * asking the provider, no acting on a webhook.
 */
function honoByHand({ store, loaded }: AppParts, writesOrders = false) {
  const auth = createSiweAuth({ domain: siweDomain, secret: siweSecret, store })
  const ways = new Map<string, WebhookVerification>()
  for (const create of loaded.providers) {
    const { registry, fetch } = loaded
    const made = create({ registry, fetch, now: Date.now, random: (n) => new Uint8Array(n) })
    if (made.webhook) ways.set(made.id, made.webhook.verification)
  }
  const app = new Hono()
  app.get(`${basePath}/orders/:orderId`, async (context) => {
    const user = await auth.authenticate(context.req.raw)
    if (!user) return context.json({ error: 'unauthenticated' }, 401)
    const stored = await store.order(context.req.param('orderId'))
    if (stored?.ownerId !== user.userId) return context.json({ error: 'not_found' }, 404)
    return context.json({ ...stored.order, version: stored.version })
  })
  app.post(`${basePath}/webhooks/:provider`, async (context) => {
    const provider = context.req.param('provider')
    const verification = ways.get(provider)
    if (!verification) return context.json({ error: 'not_found' }, 404)
    const rawBody = new Uint8Array(await context.req.arrayBuffer())
    const message = { headers: context.req.raw.headers, rawBody }
    const now = Date.now()
    const { signed, dedupeKey: digest } = await verifyWebhook(verification, message, now)
    const kept = {
      provider,
      digest,
      signed,
      receivedAt: now,
      tries: 0,
      outcome: 'waiting',
      retryAt: now,
    } as const
    await store.receiveWebhook(kept)
    if (writesOrders) await writeOrder(store, kept, context.req.header('x-order') ?? '')
    return context.json({ received: true })
  })
  return app
}

/** What a webhook about an order leaves behind, without a thought about what it says. */
async function writeOrder(store: Store, kept: InboxEntry, orderId: string) {
  const stored = await store.order(orderId)
  if (!stored) throw new Error('The order is missing.')
  const next = { ...stored, version: stored.version + 1 }
  const event = { type: 'opened', at: kept.receivedAt, source: 'webhook' } as const
  await store.compareAndSet({ next, expected: stored.version, events: [event], keys: [] })
  await store.settleWebhook(kept, { tries: 1, outcome: 'applied', retryAt: null })
}

const said = {
  ok: true,
  at: '2026-11-21T12:00:00Z',
  note: 'a small answer, as long as those of sessions are',
  id: 'a1b2c3d4e5f6',
}

const echoed = async (request: Request): Promise<PlainAnswer> => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...said, got: (await request.json()).id }),
})

const echo = async (request: Request) => responseOf(await echoed(request))

const apps: Record<AppName, (parts: AppParts) => RequestListener> = {
  kit: (parts) => toNodeListener(kitHandler(parts)),
  // As `serve` of @hono/node-server does it, with the `Response` that it puts in the global one's place.
  hono: (parts) => getRequestListener(honoByHand(parts).fetch),
  honoWrites: (parts) => getRequestListener(honoByHand(parts, true).fetch),
  kitListener: () => toNodeListener(keepPlain(echo, echoed)),
  fetchListener: () => toNodeListener(echo),
  http: () => (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string }
      const body = JSON.stringify({ ...said, got: id })
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    })
  },
}

export const serverOf = (name: AppName, parts: AppParts) => createServer(apps[name](parts))
