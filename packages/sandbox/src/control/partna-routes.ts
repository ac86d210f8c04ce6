import { Hono } from 'hono'
import { writeJson } from '../partna/json.ts'
import type { PartnaControl } from './partna.ts'
import { bodyOf, integer, text } from './routes-body.ts'

const json = (value: unknown) =>
  new Response(writeJson(value), { headers: { 'content-type': 'application/json' } })

/** `/control/partna`: mounted behind the control API's own check of origins. */
export function partnaControlRoutes(control: PartnaControl) {
  const app = new Hono()
  const state = () => ({ settings: control.settings() })

  app.get('/state', () => json(state()))
  app.get('/public-key', async (c) => c.text(await control.publicKeyPem()))
  app.get('/ramps', (c) => json(control.ramps(c.req.query('reference'))))
  app.get('/deposits', () => json(control.deposits()))
  app.get('/webhooks', () => json(control.webhooks()))

  const command = (path: string, run: (body: Record<string, unknown>, reference: string) => unknown) =>
    app.post(path, async (c) => {
      const result = await run(await bodyOf(c), c.req.param('reference') ?? '')
      return json(result === undefined ? state() : result)
    })

  command('/price', (b) => control.setPriceFactor(text(b, 'factor')))
  command('/faults', (b) => control.setFaults(b))
  command('/settings', (b) => control.setSettings(b))
  command('/webhooks', (b) => control.setWebhookFaults(b))
  command('/webhooks/url', (b) => control.setWebhookUrl(b.url === null ? null : text(b, 'url')))
  command('/webhooks/release', (b) => control.releaseWebhooks(b.reversed === true))
  command('/ramps/:reference/age', (b, reference) => control.ageRamp(reference, integer(b, 'ms')))
  command('/ramps/:reference/cancel', (_, reference) => control.cancelRamp(reference))
  command('/ramps/:reference/change-address', (_, reference) => control.changeAddress(reference))
  command('/ramps/:reference/replay', (_, reference) => control.replayWebhooks(reference))
  return app
}
