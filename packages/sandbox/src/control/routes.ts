import { type Context, Hono } from 'hono'
import { capaControlRoutes } from '../capa/control-routes.ts'
import type { SeedRequest } from '../coinbase/seeds.ts'
import { isLoopbackOrigin } from '../loopback.ts'
import type { SandboxControl } from './control.ts'
import { partnaControlRoutes } from './partna-routes.ts'
import { type Body, bodyOf, integer, text } from './routes-body.ts'

/** The control API: JSON in, JSON out; for this machine's own pages and programs. */
export function controlRoutes(control: SandboxControl, describe: () => unknown) {
  const app = new Hono()

  app.use(async (c, next) => {
    const origin = c.req.header('origin') ?? null
    // A page from elsewhere must not steer the sandbox, nor read what it holds.
    if (!isLoopbackOrigin(origin)) return c.body(null, 403)
    if (origin !== null) {
      c.header('access-control-allow-origin', origin)
      c.header('access-control-allow-headers', 'content-type')
      c.header('vary', 'origin')
    }
    if (c.req.method === 'OPTIONS') return c.body(null, 204)
    return next()
  })
  app.onError((error, c) =>
    c.json({ error: error.message }, error instanceof TypeError || error instanceof RangeError ? 400 : 500),
  )

  const state = () => ({ now: control.now(), settings: control.settings(), wallet: control.wallet().persona })

  app.get('/describe', (c) => c.json(describe()))
  app.get('/state', (c) => c.json(state()))
  app.get('/scenarios', (c) => c.json(control.scenarios()))
  app.get('/orders', (c) => c.json(control.orders(c.req.query('ref'))))
  app.get('/deposits', (c) => c.json(control.deposits()))
  app.get('/webhooks', (c) => c.json(control.webhooks()))
  app.get('/wallet', (c) => c.json(control.wallet()))

  app.route('/capa', capaControlRoutes(control.capa))

  /** A command that answers with the new state. */
  const command = (path: string, run: (body: Body, c: Context) => unknown) =>
    app.post(path, async (c) => {
      const result = await run(await bodyOf(c), c)
      return c.json(result === undefined ? state() : (result as object))
    })

  command('/advance', (b) => control.advance(integer(b, 'ms')))
  command('/tick', () => control.tick())
  command('/reset', () => control.reset())
  command('/price', (b) => control.setPriceFactor(text(b, 'factor')))
  command('/faults', (b) => control.setFaults(b))
  command('/settings', (b) => control.setSettings(b))
  command('/scenario', ({ id, ...input }) =>
    control.runScenario(text({ id }, 'id'), input as { ref?: string }),
  )
  command('/orders', (b) => control.seedOrder(b as unknown as SeedRequest))
  command('/orders/:id/age', (b, c) => control.ageOrder(c.req.param('id') ?? '', integer(b, 'ms')))
  command('/webhooks', (b) => control.setWebhookFaults(b))
  command('/webhooks/targets', (b) =>
    control.addWebhookTarget({ url: text(b, 'url'), secret: text(b, 'secret') }),
  )
  command('/webhooks/release', (b) => control.releaseWebhooks(b.reversed === true))
  command('/wallet', (b) => control.setWallet(b))
  command('/wallet/account', (b) => ({ selected: control.selectAccount(text(b, 'address')) }))
  command('/wallet/decide', async (b) => ({ decided: await control.decideWallet(b.approve === true) }))
  app.route('/partna', partnaControlRoutes(control.partna))
  return app
}
