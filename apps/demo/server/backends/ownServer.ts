import { evmChainId, isOfframpError } from '@offrampkit/core'
import { createId, isId } from '@offrampkit/core/order'
import { buildHostedUrl, type CashoutMethod, cashoutMethods } from '@offrampkit/providers/coinbase'
import { createCoinbaseApi, createSigner, createTransport } from '@offrampkit/providers/coinbase/server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Market, Price, Sale, Told } from '../../src/backends/ownApi.ts'
import type { CoinbaseAccess } from '../world.ts'
import { addLines, depositLine, isWish } from './ownSales.ts'
import { type Authenticate, provenAddress, type SignedIn, signedIn } from './signedIn.ts'

export interface OwnServerOptions {
  coinbase: CoinbaseAccess
  authenticate: Authenticate
  origin: string
  clientIp: string
  fetch: typeof fetch
  now: () => number
  random: (length: number) => Uint8Array
}

/**
 * A backend as an app might already have one: its own paths, its own words, its own store, nothing of the kit's API. What it
 * has in common with the kit's is what is needed for safety: proven addresses, ids that cannot be guessed, one sale for each
 * request, and a log that is never rewritten.
 */
export function ownServer(options: OwnServerOptions): Hono<SignedIn> {
  const { coinbase, now, random, clientIp, origin } = options
  const api = createCoinbaseApi(
    createTransport({
      baseUrl: coinbase.baseUrl,
      fetch: options.fetch,
      sign: createSigner(coinbase, { now, random }),
      now,
      timeoutMs: 15_000,
      maxBytes: 1_000_000,
    }),
  )
  const networks = Object.entries(coinbase.networks).map(([name, id]) => ({ name, chain: evmChainId(id) }))
  const chainOf = (name: string) => networks.find((known) => known.name === name)?.chain ?? null
  const networkOf = (chain: number) => networks.find((known) => known.chain === chain)?.name
  const sales = new Map<string, Sale & { owner: string; key: string }>()
  const time = () => new Date(now()).toISOString()

  const app = new Hono<SignedIn>()
  app.use(bodyLimit({ maxSize: 10_000 }))
  app.onError((error, context) => {
    const problem = isOfframpError(error) ? error.shortMessage : 'This server could not do that.'
    return context.json(
      { problem },
      isOfframpError(error) && error.code === 'amount_out_of_limits' ? 422 : 503,
    )
  })

  // What is on offer tells nothing about anybody, and is wanted before anyone signs in.
  app.get('/market', async (context) => {
    const [country = '', subdivision] = (context.req.query('place') ?? '').split('-')
    const place = { country, ...(subdivision ? { subdivision } : {}) }
    // In the US what is on offer depends on the state.
    const known = country !== '' && (country !== 'US' || subdivision !== undefined)
    const [config, offer] = await Promise.all([api.config(), known ? api.options(place) : null])
    const market: Market = {
      places: config.countries.map((one) => ({
        code: one.id,
        states: (one.subdivisions ?? []).map(({ id }) => id),
        pay: (one.paymentMethods ?? []).map(({ id }) => id),
      })),
      payouts: (offer?.cashoutCurrencies ?? []).map(({ id, limits }) => ({
        currency: id,
        ranges: Object.fromEntries((limits ?? []).map(({ id: pay, min, max }) => [pay, [min, max]])),
      })),
      coins: (offer?.sellCurrencies ?? []).map((coin) => ({
        ticker: coin.symbol,
        chains: (coin.networks ?? []).flatMap(({ name }) => chainOf(name) ?? []),
      })),
    }
    return context.json(market)
  })

  app.use(signedIn(options.authenticate, origin))

  app.post('/price', async (context) => {
    const wish: unknown = await context.req.json()
    if (!isWish(wish)) return misfit(context)
    const { sell, chain, into, place, pay } = wish
    const [amount = '', asset = ''] = sell.split(' ')
    const [country = '', subdivision] = place.split('-')
    const quote = await api.quote({
      ...{ amount, asset, country, cashoutCurrency: into, networkName: networkOf(chain) ?? '' },
      ...(subdivision ? { subdivision } : {}),
      method: pay ?? 'FIAT_WALLET',
    })
    const text = (money: typeof quote.cashoutTotal) => (money ? `${money.value} ${money.currency}` : null)
    const price: Told<Price> = {
      gets: text(quote.cashoutTotal ?? quote.sellAmount) ?? '',
      before: text(quote.cashoutSubtotal),
      fee: text(quote.coinbaseFee),
      time: time(),
    }
    return context.json(price)
  })

  app.post('/sales', async (context) => {
    const { key, wallet, wish } = await context.req.json<Record<string, unknown>>()
    const { user } = context.var
    if (!isWish(wish) || !isId(key)) return misfit(context)
    const known = [...sales.values()].find((sale) => sale.owner === user.userId && sale.key === key)
    if (known) return told(context, known)
    const proven = provenAddress(user, wallet)
    if (!proven) return context.json({ problem: 'Sign in with the wallet that will send.' }, 403)
    const mine = {
      id: createId(random),
      owner: user.userId,
      key,
      wallet: proven,
      wish,
      made: time(),
      log: [],
    }
    sales.set(mine.id, mine)
    return told(context, mine)
  })

  app.post('/sales/:id/link', async (context) => {
    const sale = owned(context)
    if (!sale) return absent(context)
    const [amount = '', asset = ''] = sale.wish.sell.split(' ')
    const network = networkOf(sale.wish.chain) ?? ''
    const sessionToken = await api.createToken({
      address: sale.wallet,
      networks: [network],
      assets: [asset],
      clientIp,
    })
    const method = cashoutMethods.find((name): name is CashoutMethod => name === sale.wish.pay)
    const link = buildHostedUrl(
      {
        sessionToken,
        // The sale's own id: one reference for each sale, never one for each user.
        partnerUserRef: sale.id,
        redirectUrl: `${origin}/?backend=own&offramp_order=${sale.id}`,
        defaultNetwork: network,
        defaultAsset: asset,
        presetCryptoAmount: amount,
        fiatCurrency: sale.wish.into,
        ...(method ? { defaultCashoutMethod: method } : {}),
      },
      coinbase.payUrl,
    )
    addLines(sale, [{ at: time(), what: 'opened' }])
    return context.json({ link, dies: new Date(now() + 5 * 60_000).toISOString() })
  })

  app.get('/sales/:id', async (context) => {
    const sale = owned(context)
    if (!sale) return absent(context)
    if (context.req.query('back') !== undefined) addLines(sale, [{ at: time(), what: 'back' }])
    // While Coinbase does not answer, what is known stays true.
    const rows = await api.userTransactions(sale.id).catch(() => [])
    addLines(
      sale,
      rows.map((row) => depositLine(row, chainOf, time())),
    )
    return told(context, sale)
  })

  const owned = (context: Context<SignedIn>) => {
    const sale = sales.get(context.req.param('id') ?? '')
    return sale?.owner === context.var.user.userId ? sale : null
  }
  const absent = (context: Context<SignedIn>) => context.json({ problem: 'There is no such sale.' }, 404)
  const misfit = (context: Context<SignedIn>) => context.json({ problem: 'This cannot be sold.' }, 400)
  const told = (context: Context<SignedIn>, { id, wallet, wish, made, log }: Sale) =>
    context.json({ id, wallet, wish, made, log, time: time() } satisfies Told<Sale>)
  return app
}
