import { Hono } from 'hono'
import type { SandboxChain } from '../chain/describe.ts'
import type { SteeredClock } from '../clock.ts'
import { type FaultState, strikes } from '../faults.ts'
import { ApiBody } from './body.ts'
import { rateLimited, statusError, unauthorized } from './errors.ts'
import { type SandboxApiKey, verifyBearer } from './jwt.ts'
import { sellConfig, sellOptions } from './options.ts'
import type { Orders } from './orders.ts'
import type { Quotes } from './quotes.ts'
import { createSlidingWindow } from './rate-limit.ts'
import type { CoinbaseSettings } from './settings.ts'
import type { Tokens } from './tokens.ts'
import { listAll, listOfUser } from './transactions.ts'

/** Host that production tokens are signed for. */
const OFFICIAL_HOST = 'api.developer.coinbase.com'

export interface ApiContext {
  chains: readonly SandboxChain[]
  publicUrl: string
  apiKeys: readonly SandboxApiKey[]
  jwtHosts: readonly string[] | null
  clock: SteeredClock
  settings: CoinbaseSettings
  faults: FaultState
  tokens: Tokens
  quotes: Quotes
  orders: Orders
  sleep(ms: number): Promise<void>
  /** Applies what the clock has made due, so that a read never shows a stale row. */
  settle(): void
}

/** The REST API under `/onramp/v1`. No CORS headers, as on the real one: it is for servers. */
export function coinbaseApi(ctx: ApiContext) {
  const app = new Hono<{ Variables: { appId: string } }>()
  const quoteWindow = createSlidingWindow()

  app.use(async (c, next) => {
    if (ctx.faults.slowMs > 0) await ctx.sleep(ctx.faults.slowMs)
    if (strikes(ctx.faults, 'down')) return statusError(503, 'upstream unavailable')
    const hosts = ctx.jwtHosts ?? [OFFICIAL_HOST, new URL(c.req.url).host]
    const appId = await verifyBearer(c.req.raw, ctx.apiKeys, hosts, ctx.clock.wall())
    if (appId === null) return unauthorized()
    if (strikes(ctx.faults, 'rateLimited')) return rateLimited()
    if (strikes(ctx.faults, 'garbled')) return new Response('<html>gateway</html>', { status: 200 })
    ctx.settle()
    c.set('appId', appId)
    return next()
  })

  app.post('/token', async (c) => {
    const body = await ApiBody.read(c.req.raw)
    return body === null ? statusError(400, 'invalid JSON') : ctx.tokens.create(body, c.get('appId'))
  })

  app.post('/sell/quote', async (c) => {
    if (!quoteWindow.take(c.get('appId'), ctx.settings.quotesPerSecond, ctx.clock.now())) return rateLimited()
    const body = await ApiBody.read(c.req.raw)
    return body === null ? statusError(400, 'invalid JSON') : ctx.quotes.create(body, c.get('appId'))
  })

  app.get('/sell/config', () => sellConfig())
  app.get('/sell/options', (c) => sellOptions(new URL(c.req.url).searchParams, ctx.chains, ctx.publicUrl))
  app.get('/sell/user/:ref/transactions', (c) =>
    listOfUser(ctx.orders.ofRef(c.req.param('ref')), new URL(c.req.url).searchParams, ctx.settings),
  )
  app.get('/sell/transactions', (c) =>
    listAll(ctx.orders.all(), new URL(c.req.url).searchParams, ctx.clock.now()),
  )
  app.all('*', () => statusError(404, 'Not Found'))
  return app
}
