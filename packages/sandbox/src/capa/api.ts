import { Hono } from 'hono'
import type { SteeredClock } from '../clock.ts'
import type { Accounts } from './accounts.ts'
import { type DraftContext, readDraft } from './create-order.ts'
import { readJson, success } from './exact-json.ts'
import { type CapaFaults, capaStrikes } from './faults.ts'
import type { createNotifications } from './notifications.ts'
import type { CapaOrders } from './orders.ts'

/** A key that the API accepts, and the partner it belongs to. */
export interface CapaApiKey {
  key: string
  partner: string
}

/** What a key looks like. Undocumented: the documentation only knows that a format exists. */
const KEY_FORMAT = /^[\w-]{20,}$/

export interface CapaApiContext extends DraftContext {
  keys: readonly CapaApiKey[]
  clock: SteeredClock
  faults: CapaFaults
  accounts: Accounts
  orders: CapaOrders
  notifications: ReturnType<typeof createNotifications>
  webhookUrls: Map<string, string>
  sleep(ms: number): Promise<void>
  /** Applies what the clock has made due, so that a read never shows a stale row. */
  settle(): void
}

type Kind = 'users' | 'receivers'

/** The REST API under `/api/partner/v2`. For servers: no CORS headers. */
export function capaApi(ctx: CapaApiContext) {
  const { refuse, settings, faults, orders } = ctx
  const app = new Hono<{ Variables: { partner: string } }>()

  app.use(async (c, next) => {
    if (faults.slowMs > 0) await ctx.sleep(faults.slowMs)
    if (capaStrikes(faults, 'down')) return refuse('down')
    const key = c.req.header('partner-api-key')
    if (key === undefined || key === '') return refuse('keyMissing')
    if (!KEY_FORMAT.test(key)) return refuse('keyFormat')
    const known = ctx.keys.find((k) => k.key === key)
    if (known === undefined) return refuse('keyInvalid')
    if (capaStrikes(faults, 'rateLimited')) return refuse('rateLimited')
    if (capaStrikes(faults, 'garbled')) return new Response('<html>gateway</html>', { status: 200 })
    if (settings.invalidPartnerFlow) return refuse('partnerFlow')
    ctx.settle()
    c.set('partner', known.partner)
    return next()
  })

  type Run = (body: Record<string, unknown>, partner: string, param: (name: string) => string) => unknown
  /** A call with a JSON body. */
  const call = (method: 'POST' | 'PUT', path: string, run: Run) =>
    app.on(method, path, async (c) => {
      const body = await readJson(c.req.raw)
      if (body === null) return refuse('invalidInput')
      return (await run(body, c.get('partner'), (name) => c.req.param(name) ?? '')) as Response
    })
  const query = (url: string) => new URL(url).searchParams

  call('POST', '/users', (body, partner) => ctx.users.create(body, partner))
  for (const kind of ['kyc', 'kyb'])
    call('POST', `/users/:id/${kind}/verification-link`, (body, partner, param) =>
      ctx.users.createLink(param('id'), body, partner),
    )
  app.get('/kyc/details', (c) => ctx.users.details(c.req.query('userId') ?? null, c.get('partner')))

  call('POST', '/receivers', (body, partner) => ctx.receivers.create(body, partner))
  app.get('/receivers', (c) => ctx.receivers.list(c.req.query('userId') ?? null, c.get('partner')))
  app.delete('/receivers/:id', (c) => ctx.receivers.remove(c.req.param('id'), c.get('partner')))

  for (const kind of ['users', 'receivers'] as Kind[]) {
    call('POST', `/banks/${kind}/:id/accounts`, (body, partner, param) =>
      ctx.accounts.save(kind, param('id'), body, partner),
    )
    app.get(`/banks/${kind}/:id/accounts`, (c) =>
      ctx.accounts.list(kind, c.req.param('id') ?? '', query(c.req.url), c.get('partner')),
    )
  }

  app.get('/quotes', (c) => ctx.quotes.indicative(query(c.req.url), c.get('partner')))
  call('POST', '/quotes', (body, partner) => ctx.quotes.lock(body, partner))

  call('POST', '/off-ramp', async (body, partner) => {
    const draft = readDraft(ctx, body, partner)
    if (draft instanceof Response) return draft
    const answer = await orders.create(draft)
    // The order exists; only its answer is lost on the way.
    return capaStrikes(faults, 'lostCreates') ? new Response('Bad gateway', { status: 502 }) : answer
  })
  call('POST', '/off-ramp/execute', (body, partner) => orders.execute(body, partner))

  app.get('/transactions/mock-testing-guide', () =>
    success({
      enabled: settings.mockTesting,
      environment: 'staging',
      onRampRules: [],
      offRampRules: [
        ['01', 'COMPLETED'],
        ['02', 'CANCELLED'],
        ['03', 'CRYPTO_NOT_RECEIVED'],
      ].map(([cents, status]) => ({ cryptoAmount: `${settings.mockBase}.${cents}`, status })),
    }),
  )
  app.get('/transactions', (c) => orders.list(query(c.req.url), c.get('partner')))
  app.put('/transactions/:id/cancel', (c) => orders.cancel(c.req.param('id'), c.get('partner')))

  call('PUT', '/webhook-settings', (body, partner) => {
    const { url } = body
    if (url === null) ctx.webhookUrls.delete(partner)
    else if (typeof url === 'string' && URL.canParse(url)) ctx.webhookUrls.set(partner, url)
    else return refuse('invalidInput')
    return success({ url })
  })
  app.get('/webhook-notifications', (c) => ctx.notifications.list(c.get('partner')))
  app.get('/webhook-notifications/:id', (c) => ctx.notifications.show(c.req.param('id'), c.get('partner')))
  app.post('/webhook-notifications/:id/retry', (c) =>
    ctx.notifications.retry(c.req.param('id'), c.get('partner')),
  )

  app.all('*', () => refuse('notFound'))
  return app
}
