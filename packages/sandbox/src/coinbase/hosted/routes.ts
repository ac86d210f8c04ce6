import { Hono } from 'hono'
import { BoundedMap } from '../../bounded-map.ts'
import type { SandboxAsset, SandboxChain } from '../../chain/describe.ts'
import { balanceOf } from '../../chain/erc20.ts'
import type { Rpc } from '../../chain/rpc.ts'
import { toBaseUnits } from '../../decimal.ts'
import { seeOther } from '../../html/page.ts'
import { type Random, randomToken } from '../../random.ts'
import { currenciesOf, METHODS, sellCurrencies } from '../catalog.ts'
import { isOpen } from '../order.ts'
import type { OrderDraft, Orders } from '../orders.ts'
import { limitsOf, type Prices, priceSale, type SalePrice } from '../pricing.ts'
import type { Quotes } from '../quotes.ts'
import type { CoinbaseSettings } from '../settings.ts'
import type { Tokens } from '../tokens.ts'
import { isAllowedRedirect } from './allowlist.ts'
import { errorPage, leftPage, orderPage, placedPage, previewPage, signInPage, TOKEN_ERROR } from './pages.ts'
import { choicesOf, type HostedSession, moveTo, readSession, validAmount } from './session.ts'

export interface HostedContext {
  chains: readonly SandboxChain[]
  publicUrl: string
  redirectAllowlist: readonly string[]
  random: Random
  prices: Prices
  settings: CoinbaseSettings
  tokens: Tokens
  quotes: Quotes
  orders: Orders
  rpcOf(chainId: number): Rpc
}

/** The pages a user sees: `/v3/sell/input`, then one address for the whole visit. */
export function hostedRoutes(ctx: HostedContext) {
  const app = new Hono()
  const sessions = new BoundedMap<string, HostedSession>(1000)

  const assetOf = (session: HostedSession): SandboxAsset | null =>
    session.choices.find(
      (a) => a.symbol === session.form.asset && a.coinbaseNetwork === session.form.network,
    ) ?? null

  const draftOf = (session: HostedSession): OrderDraft => ({
    ...session.form,
    ref: session.ref,
    fromAddress: session.grant.addresses.get(session.form.network) ?? '',
    redirectUrl: session.redirectUrl,
  })

  /** The price of what the form holds, or the sentence that says what is wrong with it. */
  function check(session: HostedSession): SalePrice | string {
    const { form } = session
    const asset = assetOf(session)
    if (asset === null) return `${form.asset} cannot be sold on ${form.network} with this session.`
    if (!validAmount(form.amount, asset)) return `Enter an amount with at most ${asset.decimals} decimals.`
    const price = priceSale(ctx.prices, form.asset, form.amount, form.currency)
    if (price === null) return `${form.asset} cannot be sold for ${form.currency}.`
    const { min, max } = limitsOf(form.method, form.currency)
    if (price.subtotal < min || price.subtotal > max)
      return 'This amount is outside the limits for this pay-out method.'
    return price
  }

  async function lacksFunds(session: HostedSession): Promise<boolean> {
    const asset = assetOf(session)
    const from = session.grant.addresses.get(session.form.network)
    if (asset === null || from === undefined) return true
    const has = await balanceOf(ctx.rpcOf(asset.chainId), asset, from)
    return has < (toBaseUnits(session.form.amount, asset.decimals) ?? has + 1n)
  }

  async function show(session: HostedSession, error: string | null = null): Promise<Response> {
    if (session.step === 'sign-in') return signInPage(session)
    if (session.step === 'placed') return placedPage(session)
    if (session.step === 'left') return leftPage(session)
    if (session.step === 'order') return orderPage(session, error)
    const checked = check(session)
    if (typeof checked !== 'string') return previewPage(session, checked, error)
    if (session.locked) return errorPage(checked)
    session.step = 'order'
    return orderPage(session, error ?? checked)
  }

  async function confirm(session: HostedSession): Promise<Response> {
    const back = () =>
      session.redirectAllowed && !ctx.settings.neverRedirect ? seeOther(session.redirectUrl) : null
    if (session.step === 'placed') return back() ?? placedPage(session)
    if (session.step !== 'preview') return show(session)
    const checked = check(session)
    if (typeof checked === 'string') return show(session, checked)
    if (ctx.settings.denyOrders) return show(session, 'Your account cannot cash out at the moment.')
    if (await lacksFunds(session)) {
      return show(
        session,
        `The wallet does not hold ${session.form.amount} ${session.form.asset} on ${session.form.network}.`,
      )
    }
    // Looked at again after the wait, and set before the next: two clicks at once must not make two orders.
    if (session.step !== 'preview') return show(session)
    session.step = 'placed'
    const early = ctx.orders.ofRef(session.ref).find((o) => isOpen(o) && o.confirmedAt === null)
    const order = await ctx.orders.confirm(draftOf(session), early?.id ?? null)
    session.orderId = order.id
    return back() ?? placedPage(session)
  }

  app.get('/v3/sell/input', async (c) => {
    if (c.req.raw.method === 'HEAD') return c.body(null, 204)
    const query = new URL(c.req.url).searchParams
    const grant = ctx.tokens.consume(query.get('sessionToken') ?? '')
    if (grant === null) return errorPage(TOKEN_ERROR, 401)
    const ref = query.get('partnerUserRef') ?? ''
    const redirectUrl = query.get('redirectUrl') ?? ''
    if (ref === '' || ref.length >= 50 || redirectUrl === '')
      return errorPage('Missing or invalid parameters')
    const choices = choicesOf(grant, ctx.chains, ctx.publicUrl)
    if (choices.length === 0) return errorPage('None of your assets can be sold here.')
    const currencyIds = new Map(sellCurrencies(ctx.chains, ctx.publicUrl).map((row) => [row.id, row.symbol]))
    const redirectAllowed = isAllowedRedirect(redirectUrl, ctx.redirectAllowlist)
    const given = { id: randomToken(ctx.random, 18), grant, choices, redirectAllowed }
    const session = readSession(
      query,
      given,
      ctx.quotes.find(query.get('quoteId') ?? ''),
      ctx.prices,
      currencyIds,
    )
    sessions.set(session.id, session)
    if (ctx.settings.earlyAddress) {
      await ctx.orders.unconfirmed({ ...draftOf(session), amount: session.form.amount || '10' }, 0)
    }
    const answer = seeOther(`/v3/sell/visit/${session.id}`)
    if (ctx.settings.severOpener) answer.headers.set('cross-origin-opener-policy', 'same-origin')
    return answer
  })

  app.get('/v3/sell/visit/:id', async (c) => {
    const session = sessions.get(c.req.param('id'))
    if (session === undefined) return errorPage(TOKEN_ERROR, 404)
    const answer = await show(session)
    if (ctx.settings.severOpener) answer.headers.set('cross-origin-opener-policy', 'same-origin')
    return answer
  })

  app.post('/v3/sell/visit/:id', async (c) => {
    const session = sessions.get(c.req.param('id'))
    if (session === undefined) return errorPage(TOKEN_ERROR, 404)
    const posted = await c.req.raw.formData()
    const field = (name: string) => String(posted.get(name) ?? '')
    const action = field('action')
    if (action === 'confirm') return confirm(session)
    if (session.step === 'placed') return show(session)
    if (action === 'cancel') session.step = 'left'
    if (action === 'sign-in' && session.step === 'sign-in') {
      moveTo(session, field('country'))
      session.step = session.oneClick ? 'preview' : 'order'
    }
    if (action === 'edit' && session.step === 'preview' && !session.locked) session.step = 'order'
    if (action === 'preview' && session.step === 'order' && !session.locked) {
      const method = METHODS.find((m) => m === field('method') && session.country.methods.includes(m))
      const currency = currenciesOf(session.country).find((id) => id === field('currency'))
      if (method === undefined || currency === undefined)
        return show(session, 'Choose how you want to be paid.')
      session.form = {
        asset: field('asset'),
        network: field('network'),
        amount: field('amount').trim(),
        currency,
        method,
      }
      const checked = check(session)
      if (typeof checked === 'string') return show(session, checked)
      session.step = 'preview'
    }
    return seeOther(`/v3/sell/visit/${session.id}`)
  })

  return { app, clear: () => sessions.clear() }
}
