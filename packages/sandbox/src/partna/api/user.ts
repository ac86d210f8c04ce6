import { Hono } from 'hono'
import { isDecimal } from '../../decimal.ts'
import type { MerchantSettings } from '../accounts.ts'
import { invalid, ok, refuse } from '../answers.ts'
import { FIAT } from '../catalog.ts'
import { num } from '../json.ts'
import { Fields, merchantOf, type PartnaApiContext } from './context.ts'

const CHOICES = {
  registrationType: ['open', 'closed'],
  cryptoPaymentSource: ['known', 'unknown'],
  feeType: ['fixed', 'percentage'],
  feeCurrency: ['USD'],
} as const

const settingsRow = (settings: MerchantSettings) => ({
  ...settings,
  feeAmount: num(settings.feeAmount),
  feeCap: num(settings.feeCap),
})

/** The staging environment's one-time code (repository of 2026-04-23). */
const OTP = '123456'

/** The merchant's settings and webhook address, and its users' accounts. */
export function userRoutes(ctx: PartnaApiContext) {
  const { accounts } = ctx
  const app = new Hono()

  app.get('/user/settings', (c) => ok(settingsRow(accounts.settings(merchantOf(c)))))

  app.put('/user/settings', async (c) => {
    const body = await Fields.read(c)
    const patch: Record<string, string> = {}
    for (const [name, allowed] of Object.entries(CHOICES)) {
      if (!body.has(name)) continue
      const value = body.text(name)
      if (!(allowed as readonly string[]).includes(value))
        return invalid(name, `oneof(${allowed.join(' ')})`, value)
      patch[name] = value
    }
    for (const name of ['feeAmount', 'feeCap']) {
      if (!body.has(name)) continue
      if (!isDecimal(body.number(name))) return invalid(name, 'number', body.text(name))
      patch[name] = body.number(name)
    }
    if (body.has('feeAccount')) patch.feeAccount = body.text('feeAccount')
    return ok(settingsRow(Object.assign(accounts.settings(merchantOf(c)), patch)))
  })

  app.get('/user/webhook', (c) => ok({ url: accounts.webhookUrl(merchantOf(c)) ?? '' }))
  app.post('/user/webhook', async (c) => {
    const url = (await Fields.read(c)).text('url')
    if (!URL.canParse(url)) return invalid('url', 'url', url)
    accounts.setWebhookUrl(merchantOf(c), url)
    return ok({ url })
  })
  app.delete('/user/webhook', (c) => {
    accounts.setWebhookUrl(merchantOf(c), null)
    return ok({})
  })

  app.post('/account', async (c) => {
    const body = await Fields.read(c)
    const name = body.text('accountName')
    if (!accounts.isName(name)) return invalid('accountName', 'alphanum,lowercase,min=2,max=40', name)
    if (!body.text('email').includes('@')) return invalid('email', 'email', body.text('email'))
    if (!accounts.create(merchantOf(c), name, body.text('email'), false))
      return refuse(409, 'account already exists')
    return ok(Object.fromEntries(FIAT.map(({ currency }) => [currency, num('0')])), 201)
  })

  /** No key: the widget's user does this. A `closed` merchant takes only accounts that it made. */
  app.post('/account/register', async (c) => {
    const body = await Fields.read(c)
    const name = body.text('accountName')
    const merchant = body.text('merchantName')
    if (accounts.merchant(merchant) === null) return refuse(404, 'merchant not found')
    if (accounts.settings(merchant).registrationType === 'closed')
      return refuse(403, 'registration is closed')
    if (!accounts.isName(name)) return invalid('accountName', 'alphanum,lowercase,min=2,max=40', name)
    if (!body.text('email').includes('@')) return invalid('email', 'email', body.text('email'))
    if (!accounts.create(merchant, name, body.text('email'), true))
      return refuse(409, 'account already exists')
    return ok({}, 201)
  })

  app.post('/account/complete-registration', async (c) => {
    const body = await Fields.read(c)
    if (body.text('otp') !== OTP) return refuse(400, 'invalid otp')
    const done = accounts.complete(body.text('merchantName'), body.text('email'))
    return done ? ok({}) : refuse(404, 'account not found')
  })

  return app
}
