import { Hono } from 'hono'
import type { SandboxChain } from '../chain/describe.ts'
import { type Rpc, RpcError } from '../chain/rpc.ts'
import { seeOther } from '../html/page.ts'
import { isLoopbackOrigin } from '../loopback.ts'
import type { Random } from '../random.ts'
import { createEvents } from './events.ts'
import { execute } from './execute.ts'
import { handle } from './methods.ts'
import { type WalletAccount, walletPage, walletPageScript } from './page.ts'
import { applyPersona, defaultPersona } from './persona.ts'
import { createQueue, type WalletAnswer, type WalletRequest, walletError } from './queue.ts'
import { createSites } from './sites.ts'

export type { WalletAccount } from './page.ts'

export interface WalletContext {
  chains: readonly SandboxChain[]
  accounts: readonly WalletAccount[]
  publicUrl: string
  random: Random
  rpcOf(chainId: number): Rpc
  sleep(ms: number): Promise<void>
}

/** One answer to a page is held open at most this long; the page then asks again. */
const LONG_POLL_MS = 20_000

/** The wallet's server half: what pages ask, what the user decides, what goes to the chain. */
export function createWallet(ctx: WalletContext) {
  const persona = defaultPersona()
  const windowEvents = createEvents()
  const siteEvents = createEvents()
  let version = 1
  const changed = () => {
    version += 1
    windowEvents.send(version)
    siteEvents.send({ changed: version })
  }
  const queue = createQueue(ctx.random, changed)
  const sites = createSites(ctx.accounts, ctx.chains[0]?.chainId ?? 31337, changed)

  async function decide(request: WalletRequest, approve: boolean): Promise<void> {
    if (request.state !== 'pending') return
    if (!approve) {
      queue.answer(request, walletError(4001, 'User rejected the request.'))
      return
    }
    request.state = 'working'
    changed()
    const answer = await execute({ ...ctx, sites, persona }, request)
    if (answer !== null) queue.answer(request, answer)
  }

  /** Takes one request of a page; `pending` when the user has to decide. */
  async function take(
    origin: string,
    method: string,
    params: readonly unknown[],
  ): Promise<WalletAnswer | { pending: string }> {
    if (persona.disconnected) return walletError(4900, 'The wallet is disconnected.')
    const handling = handle(method, params, origin, sites, ctx.chains)
    if (handling.do === 'answer') return handling.answer
    const { chainId } = sites.view(origin)
    if (handling.do === 'chain') {
      try {
        return { result: await ctx.rpcOf(chainId)(method, params) }
      } catch (error) {
        if (error instanceof RpcError) return { error: { code: error.code, message: error.message } }
        return walletError(-32603, 'The sandbox chain could not be reached.')
      }
    }
    const request = queue.add({ origin, chainId, method, params })
    if (persona.answer === 'approve' || persona.answer === 'reject') {
      void decide(request, persona.answer === 'approve')
    }
    return { pending: request.id }
  }

  const app = new Hono()
  const cors = (origin: string) => ({
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'content-type',
    'cache-control': 'no-store',
    vary: 'origin',
  })
  const originOf = (request: Request) => request.headers.get('origin') ?? 'null'

  // Only pages on this machine may talk to the wallet.
  app.use('/rpc/*', async (c, next) =>
    isLoopbackOrigin(c.req.header('origin') ?? null) ? next() : c.body(null, 403),
  )
  app.options('/rpc/*', (c) => c.body(null, 204, cors(originOf(c.req.raw))))

  app.post('/rpc', async (c) => {
    const origin = originOf(c.req.raw)
    const body = (await c.req.json().catch(() => null)) as { method?: unknown; params?: unknown } | null
    if (typeof body?.method !== 'string') {
      return c.json(walletError(-32600, 'This is not a JSON-RPC request.'), 400, cors(origin))
    }
    const params = Array.isArray(body.params) ? (body.params as unknown[]) : []
    return c.json(await take(origin, body.method, params), 200, cors(origin))
  })

  app.get('/rpc/events', (c) => siteEvents.open({ changed: version }, cors(originOf(c.req.raw))))

  app.get('/rpc/:id', async (c) => {
    const origin = originOf(c.req.raw)
    const request = queue.find(c.req.param('id'))
    if (request === null || request.origin !== origin) {
      return c.json(
        walletError(-32603, 'The sandbox wallet does not know this request any more.'),
        404,
        cors(origin),
      )
    }
    await queue.wait(request, LONG_POLL_MS)
    return c.json(request.answer ?? { pending: request.id }, 200, cors(origin))
  })

  app.get('/', (c) => {
    const pending = queue.pending()
    return walletPage({
      request: pending[0] ?? null,
      waiting: pending.length,
      accounts: ctx.accounts,
      selected: sites.selected(),
      chains: ctx.chains,
      version,
      close: persona.closeWhenDone && c.req.query('done') === '1',
      last: queue.all().findLast((r) => r.state === 'answered') ?? null,
    })
  })
  app.get('/page.js', (c) =>
    c.body(walletPageScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  app.get('/events', () => windowEvents.open(version))

  // A decision counts only when it comes from the wallet's own window: a page must not approve for its user.
  const ownPage = (request: Request) => originOf(request) === new URL(request.url).origin

  app.post('/decide', async (c) => {
    if (!ownPage(c.req.raw)) return c.body(null, 403)
    const form = await c.req.raw.formData()
    const request = queue.find(String(form.get('id')))
    // Not awaited: a persona may answer late, the window should not.
    if (request !== null) void decide(request, form.get('decision') === 'approve')
    return seeOther(queue.pending().length === 0 ? '/wallet?done=1' : '/wallet')
  })

  app.post('/account', async (c) => {
    if (!ownPage(c.req.raw)) return c.body(null, 403)
    sites.select(String((await c.req.raw.formData()).get('address')))
    return seeOther('/wallet')
  })

  return {
    app,
    persona,
    sites,
    queue,
    decide,
    configure: (patch: Record<string, unknown>) => applyPersona(persona, patch),
    reset() {
      Object.assign(persona, defaultPersona())
      queue.clear()
      sites.clear()
    },
    close() {
      queue.close()
      windowEvents.close()
      siteEvents.close()
    },
  }
}

export type Wallet = ReturnType<typeof createWallet>
