import { Hono } from 'hono'
import { BoundedMap } from '../../bounded-map.ts'
import { payFromOutside } from '../../chain/outside-wallet.ts'
import type { Rpc } from '../../chain/rpc.ts'
import { fromFixed, roundTo, toBaseUnits } from '../../decimal.ts'
import { seeOther } from '../../html/page.ts'
import { type Random, randomToken } from '../../random.ts'
import type { Accounts } from '../accounts.ts'
import type { Ramp } from '../order.ts'
import type { Ramps } from '../orders.ts'
import { resolvePayout } from '../payout.ts'
import { type PartnaPrices, priceRamp } from '../pricing.ts'
import type { PartnaSettings } from '../settings.ts'
import { payoutPage, rampPage, widgetError } from './pages.ts'
import { readWidgetQuery, type WidgetQuery } from './query.ts'

interface Visit {
  query: WidgetQuery
  reference: string | null
  /** "I have paid" was pressed. It changes nothing: only the chain counts. */
  paidSaid: boolean
}

const PATH = '/v4/pay/offramp'
const GONE = 'This page is no longer open.'

/** The widget: `/v4/pay/offramp`, then one address for the whole visit. */
export function widgetRoutes(ctx: {
  random: Random
  settings: PartnaSettings
  accounts: Accounts
  prices: PartnaPrices
  ramps: Ramps
  rpcOf(chainId: number): Rpc
  settle(): void
}) {
  const { ramps } = ctx
  const app = new Hono()
  const visits = new BoundedMap<string, Visit>(1000)

  const saleOf = (query: WidgetQuery) => {
    const rate = ctx.prices.rate(query.fromCurrency, query.toCurrency)
    return rate === null
      ? null
      : { ...query, fromAmount: query.amount, rate, price: priceRamp(query.amount, rate, query.toCurrency) }
  }

  function refusal(query: WidgetQuery): string | null {
    if (ctx.accounts.merchant(query.merchant) === null) return 'There is no such merchant.'
    const sale = saleOf(query)
    return sale === null
      ? `${query.fromCurrency} cannot be sold for ${query.toCurrency}.`
      : ramps.refusal(sale)
  }

  function showPayout({ query }: Visit, error: string | null = null) {
    const price = saleOf(query)?.price ?? null
    return payoutPage(query, price === null ? '' : fromFixed(roundTo(price.net, 2)), error)
  }

  /** As a user with a second wallet does. */
  async function payElsewhere(ramp: Ramp) {
    const asset = ramps.asset(ramp.fromCurrency, ramp.fromNetwork)
    const units = asset === null ? null : toBaseUnits(ramp.fromAmount, asset.decimals)
    if (asset !== null && units !== null)
      await payFromOutside(ctx.rpcOf(asset.chainId), asset, ramp.paymentAddress, units)
  }

  async function place(visit: Visit, field: (name: string) => string) {
    const { query } = visit
    const accountName = field('accountName')
    const closed = ctx.accounts.settings(query.merchant).registrationType === 'closed'
    if (!ctx.accounts.isName(accountName)) return showPayout(visit, 'This is not a Partna account name.')
    if (closed && !ctx.accounts.has(query.merchant, accountName))
      return showPayout(visit, 'Only users that the merchant has registered can sell here.')
    const payout = resolvePayout({
      currency: query.toCurrency,
      accountNumber: field('accountNumber').trim(),
      bankCode: field('bankCode'),
      mobileNetwork: field('mobileNetwork'),
      paymentNetwork: '',
    })
    if (payout === null) return showPayout(visit, 'Invalid bank account details')
    const refused = refusal(query)
    const sale = saleOf(query)
    if (refused !== null || sale === null) return showPayout(visit, refused ?? '')
    if (visit.query.reference !== null && ramps.find(visit.query.reference) !== null)
      return showPayout(visit, 'ramp reference already exists')
    if (ramps.pendingOf(query.merchant, accountName) !== null)
      return showPayout(visit, 'User already has a pending ramp request')
    ctx.accounts.create(query.merchant, accountName, '', true)
    const ramp = await ramps.create({
      by: 'widget',
      reference: query.reference,
      merchant: query.merchant,
      accountName,
      fromAmount: query.amount,
      fromCurrency: query.fromCurrency,
      fromNetwork: query.fromNetwork,
      toCurrency: query.toCurrency,
      sendingAddress: query.address,
      payout,
      rate: sale.rate,
      expireAction: 'useCurrentRate',
      expiresAfterMs: ctx.settings.expiresAfterMs,
    })
    visit.reference = ramp.reference
    return null
  }

  app.get(PATH, (c) => {
    const query = readWidgetQuery(new URL(c.req.url).searchParams)
    if (typeof query === 'string') return widgetError(query)
    const refused = refusal(query)
    if (refused !== null) return widgetError(refused)
    // Opened again with a reference that is in use: the same sale, if it is the same merchant's.
    const known = query.reference === null ? null : ramps.find(query.reference)
    if (known !== null && known.merchant !== query.merchant)
      return widgetError('ramp reference already exists')
    const id = randomToken(ctx.random, 18)
    visits.set(id, { query, reference: known?.reference ?? null, paidSaid: false })
    return seeOther(`${PATH}/visit/${id}`)
  })

  app.get(`${PATH}/visit/:id`, (c) => {
    ctx.settle()
    const visit = visits.get(c.req.param('id'))
    if (visit === undefined) return widgetError(GONE, 404)
    const ramp = visit.reference === null ? null : ramps.find(visit.reference)
    return ramp === null ? showPayout(visit) : rampPage(ramp, visit.paidSaid, null)
  })

  app.post(`${PATH}/visit/:id`, async (c) => {
    ctx.settle()
    const visit = visits.get(c.req.param('id'))
    if (visit === undefined) return widgetError(GONE, 404)
    const posted = await c.req.raw.formData()
    const field = (name: string) => String(posted.get(name) ?? '')
    const ramp = visit.reference === null ? null : ramps.find(visit.reference)
    if (ramp === null && field('action') === 'continue') {
      const page = await place(visit, field)
      if (page !== null) return page
    }
    if (ramp !== null && ramp.status === 'pending') {
      if (field('action') === 'paid') visit.paidSaid = true
      if (field('action') === 'cancel') ramps.cancel(ramp)
      if (field('action') === 'pay-elsewhere') await payElsewhere(ramp)
    }
    return seeOther(`${PATH}/visit/${c.req.param('id')}`)
  })

  return { app, clear: () => visits.clear() }
}
