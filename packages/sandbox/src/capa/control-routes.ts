import { type Context, Hono } from 'hono'
import type { CapaControl } from './control.ts'
import type { KycResult } from './users.ts'

type Body = Record<string, unknown>

const text = (body: Body, name: string): string => {
  const value = body[name]
  if (typeof value !== 'string') throw new TypeError(`"${name}" has to be text.`)
  return value
}

const textOrNull = (body: Body, name: string) => (body[name] === null ? null : text(body, name))

/** `/control/capa`: JSON in, JSON out. The parent's guard keeps other machines' pages away. */
export function capaControlRoutes(control: CapaControl) {
  const app = new Hono()
  app.onError((error, c) =>
    c.json({ error: error.message }, error instanceof TypeError || error instanceof RangeError ? 400 : 500),
  )

  app.get('/state', (c) => c.json({ settings: control.settings() }))
  app.get('/users', (c) => c.json(control.users()))
  app.get('/orders', (c) => c.json(control.orders()))
  app.get('/deposits', (c) => c.json(control.deposits()))
  app.get('/webhooks', (c) => c.json(control.webhooks()))

  /** A command that answers with what it returns, or with the settings. */
  const command = (path: string, run: (body: Body, c: Context) => unknown) =>
    app.post(path, async (c) => {
      const value: unknown = await c.req.json().catch(() => ({}))
      const result = await run(typeof value === 'object' && value !== null ? (value as Body) : {}, c)
      return c.json(result === undefined ? { settings: control.settings() } : (result as object))
    })
  const id = (c: Context) => c.req.param('id') ?? ''

  command('/settings', (b) => control.setSettings(b))
  command('/faults', (b) => control.setFaults(b))
  command('/price', (b) => control.setPriceFactor(text(b, 'factor')))
  command('/users/:id/kyc', (b, c) => control.setKyc(id(c), text(b, 'result') as KycResult))
  command('/receivers/:id', (b, c) => control.setReceiverVerified(id(c), b.verified === true))
  command('/orders/:id/age', (b, c) => control.ageOrder(id(c), b.ms as number))
  command('/orders/:id/status', (b, c) => control.showStatus(id(c), textOrNull(b, 'status')))
  command('/orders/:id/settle', (b, c) => control.settle(id(c), b.pay === true))
  command('/orders/:id/deposit', (b, c) =>
    control.tellDeposit(id(c), text(b, 'amount'), b.hash === undefined ? null : textOrNull(b, 'hash')),
  )
  command('/webhooks', (b) => control.setWebhookFaults(b))
  command('/webhooks/url', (b) => control.setWebhookUrl(text(b, 'partner'), text(b, 'url')))
  command('/webhooks/release', (b) => control.releaseWebhooks(b.reversed === true))
  return app
}
