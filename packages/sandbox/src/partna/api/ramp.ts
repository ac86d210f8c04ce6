import { type Context, Hono } from 'hono'
import { invalid, ok, refuse } from '../answers.ts'
import { findFiat, NETWORKS } from '../catalog.ts'
import { num } from '../json.ts'
import { type Ramp, rampCreated, rampRow, transferRow } from '../order.ts'
import { resolvePayout } from '../payout.ts'
import { Fields, merchantOf, type PartnaApiContext } from './context.ts'

const HEX = /^[0-9a-f]+$/i

/** What `POST /ramp` holds, in Partna's own order of checks as far as it is written down. */
function check(body: Fields) {
  if (body.has('type') && body.text('type') !== 'cryptoToFiat')
    return invalid('type', 'oneof(cryptoToFiat)', body.text('type'))
  for (const name of ['fromCurrency', 'fromNetwork', 'toCurrency', 'toNetwork', 'rateKey']) {
    if (body.text(name) === '') return invalid(name, 'required', '')
  }
  if (!NETWORKS.includes(body.text('fromNetwork')))
    return invalid('fromNetwork', `oneof(${NETWORKS.join(' ')})`, body.text('fromNetwork'))
  const fiat = findFiat(body.text('toCurrency'))
  if (fiat === null) return invalid('toCurrency', 'oneof(NGN KES)', body.text('toCurrency'))
  if (fiat.network !== body.text('toNetwork'))
    return invalid('toNetwork', fiat.network, body.text('toNetwork'))
  if (body.text('rampReference') !== '' && !HEX.test(body.text('rampReference')))
    return invalid('rampReference', 'hexadecimal', body.text('rampReference'))
  if (body.has('rampExpTime') && !/^[1-9]\d{0,6}$/.test(body.number('rampExpTime')))
    return invalid('rampExpTime', 'number', '')
  const action = body.text('expireAction')
  if (action !== '' && action !== 'useCurrentRate' && action !== 'deposit')
    return invalid('expireAction', 'oneof(useCurrentRate deposit)', action)
  return null
}

/** Selling without the widget, and how a sale stands. */
export function rampRoutes(ctx: PartnaApiContext) {
  const { ramps, settings } = ctx
  const app = new Hono()

  app.post('/ramp', async (c) => {
    const body = await Fields.read(c)
    const wrong = check(body)
    if (wrong !== null) return wrong
    const merchant = merchantOf(c)
    const accountName = body.text('accountName')
    const reference = body.text('rampReference') || null
    if (!ctx.accounts.has(merchant, accountName)) return refuse(404, 'account not found')
    if (reference !== null && ramps.find(reference) !== null)
      return refuse(400, 'ramp reference already exists')
    const payout = resolvePayout({
      currency: body.text('toCurrency'),
      accountNumber: body.text('shortcode') || body.text('accountNumber'),
      bankCode: body.text('bankCode'),
      mobileNetwork: body.text('mobileNetwork'),
      paymentNetwork: body.text('paymentNetwork'),
    })
    if (payout === null) return refuse(400, 'Invalid bank account details')
    const sold = {
      fromAmount: body.number('fromAmount'),
      fromCurrency: body.text('fromCurrency'),
      fromNetwork: body.text('fromNetwork'),
      toCurrency: body.text('toCurrency'),
    }
    const rate = ctx.rates.use(body.text('rateKey'), sold.fromCurrency, sold.toCurrency)
    if (rate === null) return refuse(400, 'invalid key')
    const refusal = ramps.refusal({ ...sold, rate })
    if (refusal !== null) return refuse(400, refusal)
    const waiting = ramps.pendingOf(merchant, accountName)
    if (waiting !== null && !body.flag('cancelPendingRampRequest'))
      return refuse(409, 'User already has a pending ramp request')
    if (waiting !== null) ramps.cancel(waiting)
    const ramp = await ramps.create({
      ...sold,
      by: 'api',
      reference,
      merchant,
      accountName,
      payout,
      rate,
      sendingAddress: body.text('sendingAddress'),
      expireAction: body.text('expireAction') === 'deposit' ? 'deposit' : 'useCurrentRate',
      expiresAfterMs: body.has('rampExpTime')
        ? Number(body.number('rampExpTime')) * 1000
        : settings.expiresAfterMs,
    })
    return ok(rampCreated(ramp, settings.addressField))
  })

  function listed(c: Context, more: (ramp: Ramp) => boolean) {
    const reference = c.req.query('rampReference') ?? c.req.query('transactionReference')
    return ramps
      .all()
      .filter((r) => r.merchant === merchantOf(c) && more(r))
      .filter((r) => reference === undefined || r.reference === reference.toLowerCase())
      .reverse()
  }

  app.get('/ramp', (c) => {
    const accountName = c.req.query('accountName')
    if (accountName === undefined && settings.requireAccountName)
      return refuse(400, 'accountName is required')
    const found = listed(c, (r) => accountName === undefined || r.accountName === accountName)
    const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1)
    const perPage = Math.min(100, Math.max(1, Number.parseInt(c.req.query('perPage') ?? '10', 10) || 10))
    const rampRequests = found.slice((page - 1) * perPage, page * perPage).map(rampRow)
    const count = (n: number) => num(String(n))
    return ok({ page: count(page), perPage: count(perPage), total: count(found.length), rampRequests })
  })

  app.get('/transfer/details', (c) => {
    const [ramp] = c.req.query('transactionReference') === undefined ? [] : listed(c, () => true)
    return ramp === undefined ? refuse(404, 'transaction not found') : ok(transferRow(ramp))
  })

  app.get('/transfer', (c) => {
    const status = c.req.query('status')
    const rows = listed(c, () => true).map(transferRow)
    return ok({ transactions: rows.filter((row) => status === undefined || row.status === status) })
  })

  return app
}
