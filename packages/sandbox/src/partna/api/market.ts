import { Hono } from 'hono'
import { isDecimal, toFixed } from '../../decimal.ts'
import { invalid, noRates, ok, refuse } from '../answers.ts'
import { banksOf, supportedAssets } from '../catalog.ts'
import { resolvePayout } from '../payout.ts'
import { breakdown, priceRamp } from '../pricing.ts'
import { Fields, type PartnaApiContext } from './context.ts'

/** What can be sold, for how much, and to whom it can be paid. */
export function marketRoutes(ctx: PartnaApiContext) {
  const app = new Hono()

  app.get('/rate', (c) => {
    const from = c.req.query('fromCurrency') ?? ''
    const to = c.req.query('toCurrency') ?? ''
    const amount = c.req.query('fromAmount') ?? c.req.query('toAmount')
    if (amount !== undefined && (!isDecimal(amount) || toFixed(amount) === 0n))
      return invalid('fromAmount', 'number', amount)
    const rate = ctx.rates.ask(from, to)
    return rate === null ? noRates() : ok({ rate })
  })

  app.get('/rate/verify-rate-key', (c) => {
    const known = ctx.rates.verify(c.req.query('key') ?? '')
    return known === null ? refuse(400, 'invalid key') : ok(known)
  })

  app.get('/supported/assets', (c) => ok(supportedAssets(ctx.chains, c.req.query('currency') ?? null)))

  app.get('/banks', (c) => {
    const currency = c.req.query('currency') ?? ''
    const banks = banksOf(currency)
    return banks === null ? invalid('currency', 'oneof(NGN GHS KES)', currency) : ok(banks)
  })

  app.post('/kyc/resolve-account', async (c) => {
    const body = await Fields.read(c)
    const payout = resolvePayout({
      currency: body.text('currency'),
      accountNumber: body.text('shortCode') || body.text('accountNumber'),
      bankCode: body.text('bankCode'),
      mobileNetwork: body.text('mobileNetwork'),
      paymentNetwork: body.has('shortCode') ? 'PAYBILL' : '',
    })
    if (payout === null) return refuse(400, 'Invalid bank account details')
    return ok({ accountName: payout.accountName, accountNumber: payout.accountNumber })
  })

  app.post('/ramp/breakdown', async (c) => {
    const body = await Fields.read(c)
    const network = body.text('fromNetwork')
    if (ctx.settings.breakdownRefusesBase && network === 'base')
      return invalid(
        'fromNetwork',
        'oneof(avalanche binance bitcoin celo ethereum polygon tron solana)',
        network,
      )
    const rate = ctx.rates.use(body.text('rateKey'), body.text('fromCurrency'), body.text('toCurrency'))
    if (rate === null) return refuse(400, 'invalid key')
    const amount = body.number('fromAmount')
    if (!isDecimal(amount) || toFixed(amount) === 0n) return invalid('fromAmount', 'number', amount)
    const price = priceRamp(amount, rate, body.text('toCurrency'))
    return price === null ? refuse(400, 'amount is too low') : ok(breakdown(amount, price))
  })

  return app
}
