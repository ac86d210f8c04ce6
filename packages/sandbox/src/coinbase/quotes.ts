import { type Address, getAddress, isAddress } from 'viem'
import { BoundedMap } from '../bounded-map.ts'
import type { SandboxChain } from '../chain/describe.ts'
import { fromFixed, isDecimal, toFixed } from '../decimal.ts'
import { type Random, randomUuid } from '../random.ts'
import type { ApiBody } from './body.ts'
import { currenciesOf, FIAT_PER_USD, findCountry, METHODS, type Method, sellCurrencies } from './catalog.ts'
import { invalidRequest, statusError } from './errors.ts'
import { money } from './money.ts'
import type { Orders } from './orders.ts'
import { limitsOf, type Prices, priceSale } from './pricing.ts'
import type { CoinbaseSettings } from './settings.ts'
import type { Tokens } from './tokens.ts'

/** What a quote promised, kept so that the hosted page can start from it. */
export interface StoredQuote {
  asset: string
  network: string
  amount: string
  currency: string
  method: Method
}

/** Observed: the row that a personal quote makes shows up about 4 seconds later. */
const ROW_AFTER_MS = 4000

export function createQuotes(ctx: {
  chains: readonly SandboxChain[]
  publicUrl: string
  random: Random
  prices: Prices
  orders: Orders
  tokens: Tokens
  settings: CoinbaseSettings
}) {
  const stored = new BoundedMap<string, StoredQuote>(1000)

  /** The hosted URL in the documented example's shape. */
  function hostedUrl(
    quoteId: string,
    quote: StoredQuote,
    from: Address,
    redirectUrl: string,
    ref: string,
    appId: string,
  ) {
    const token = ctx.tokens.mint({
      addresses: new Map([[quote.network, from]]),
      assets: [quote.asset],
      appId,
    })
    const url = new URL('/v3/sell/input', ctx.publicUrl)
    url.search = new URLSearchParams({
      sessionToken: token,
      quoteId,
      defaultAsset: quote.asset,
      defaultNetwork: quote.network,
      defaultCashoutMethod: quote.method,
      presetCryptoAmount: quote.amount,
      redirectUrl,
      partnerUserRef: ref,
    }).toString()
    return url.toString()
  }

  return {
    find: (id: string) => stored.get(id) ?? null,
    clear: () => stored.clear(),

    /** `POST /onramp/v1/sell/quote`. */
    async create(body: ApiBody, appId: string): Promise<Response> {
      const names = ['sell_currency', 'sell_amount', 'cashout_currency', 'payment_method', 'country'] as const
      const optional = [
        'sell_network',
        'subdivision',
        'source_address',
        'redirect_url',
        'partner_user_ref',
        'partner_user_id',
      ] as const
      const read: Record<string, string> = {}
      for (const name of [...names, ...optional]) {
        const value = body.text(name)
        if (value === null) return statusError(400, `invalid value for string field ${name}`)
        read[name] = value
      }
      for (const name of names) if (read[name] === '') return statusError(400, `${name} is required`)

      const wanted = read.sell_currency ?? ''
      const currencyRow = sellCurrencies(ctx.chains, ctx.publicUrl).find(
        (c) => c.symbol === wanted || c.id === wanted,
      )
      if (currencyRow === undefined) return invalidRequest(`sell currency ${wanted} is not supported`)
      const network = read.sell_network || currencyRow.networks[0]?.name || ''
      if (!currencyRow.networks.some((n) => n.name === network)) {
        return invalidRequest(`network ${network} is not supported for ${currencyRow.symbol}`)
      }
      const country = findCountry(read.country ?? '')
      if (country === null) return invalidRequest(`country ${read.country} is not supported`)
      if (country.id === 'US' && !country.subdivisions.includes(read.subdivision ?? '')) {
        return invalidRequest('subdivision is required for US')
      }
      const method = METHODS.find((m) => m === read.payment_method)
      if (method === undefined || !country.methods.includes(method)) {
        return invalidRequest(`payment method ${read.payment_method} is not supported`)
      }
      const amount = read.sell_amount ?? ''
      if (!isDecimal(amount) || toFixed(amount) === 0n) return invalidRequest('sell_amount is invalid')
      // An unsupported cash-out currency falls back to USD in the reply (quote documentation, 2026).
      const asked = read.cashout_currency ?? ''
      const currency = currenciesOf(country).includes(asked) && asked in FIAT_PER_USD ? asked : 'USD'

      const price = priceSale(ctx.prices, currencyRow.symbol, amount, currency)
      if (price === null) return invalidRequest(`sell currency ${wanted} has no price`)
      const limits = limitsOf(method, currency)
      if (price.subtotal < limits.min || price.subtotal > limits.max) {
        return invalidRequest(
          `purchase amount ${fromFixed(price.subtotal)} is not within the payment method limits for ${method}`,
        )
      }

      const quoteId = randomUuid(ctx.random)
      const quote = { asset: currencyRow.symbol, network, amount, currency, method }
      stored.set(quoteId, quote)
      const ref = read.partner_user_ref || read.partner_user_id || ''
      const from = read.source_address ?? ''
      const redirectUrl = read.redirect_url ?? ''
      let offrampUrl = ''
      if (ref !== '' && redirectUrl !== '' && isAddress(from, { strict: false })) {
        const fromAddress = getAddress(from)
        if (ctx.settings.quoteReturnsUrl)
          offrampUrl = hostedUrl(quoteId, quote, fromAddress, redirectUrl, ref, appId)
        if (ctx.settings.quoteCreatesOrder && ctx.chains.some((c) => c.coinbaseNetwork === network)) {
          await ctx.orders.unconfirmed({ ...quote, ref, fromAddress, redirectUrl }, ROW_AFTER_MS)
        }
      }
      return Response.json({
        cashout_total: money(price.total, currency),
        cashout_subtotal: money(price.subtotal, currency),
        sell_amount: money(amount, currencyRow.symbol),
        coinbase_fee: money(price.fee, currency),
        quote_id: quoteId,
        offramp_url: offrampUrl,
      })
    },
  }
}

export type Quotes = ReturnType<typeof createQuotes>
