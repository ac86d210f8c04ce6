import { BoundedMap } from '../bounded-map.ts'
import type { SteeredClock } from '../clock.ts'
import { fromFixed } from '../decimal.ts'
import { type Random, randomUuid } from '../random.ts'
import { CAPA_TOKENS, FIAT_PER_USD } from './catalog.ts'
import type { CapaErrorName, Refuse } from './errors.ts'
import { NumberText, numberOf, success } from './exact-json.ts'
import { amountField, type Fields, spreadField, textField } from './fields.ts'
import type { CapaPrice, CapaPrices, CapaWish } from './pricing.ts'
import type { CapaSettings } from './settings.ts'

/** A locked price. */
export interface CapaQuote {
  partner: string
  transactionType: string
  chain: string
  wish: CapaWish
  price: CapaPrice
  expiresAt: number
}

/** Why this currency or pair is not on offer, or `null`. */
export function offerProblem(
  settings: CapaSettings,
  fiat: string,
  chain: string,
  token: string,
): CapaErrorName | null {
  if (FIAT_PER_USD[fiat] === undefined || fiat === settings.disabledFiat) return 'fiatDisabled'
  const off = settings.disabledPair === `${chain}:${token}`
  return off || !CAPA_TOKENS[chain]?.includes(token) ? 'pairDisabled' : null
}

/** `GET` and `POST /quotes`: the same price, without and with a lock. */
export function createCapaQuotes(ctx: {
  clock: SteeredClock
  random: Random
  settings: CapaSettings
  prices: CapaPrices
  refuse: Refuse
}) {
  const stored = new BoundedMap<string, CapaQuote>(1000)
  const { settings, refuse } = ctx

  function read(fields: Fields, partner: string): Response | CapaQuote {
    const transactionType = textField(fields, 'transactionType')
    const chain = textField(fields, 'blockchainSymbol')
    const token = textField(fields, 'tokenSymbol')
    const fiat = textField(fields, 'fiatCurrency')
    const cryptoAmount = amountField(fields, 'cryptoAmount')
    const fiatAmount = amountField(fields, 'fiatAmount')
    const premiumSpread = spreadField(fields)
    if (!chain || !token || !fiat || (transactionType !== 'OFF_RAMP' && transactionType !== 'ON_RAMP'))
      return refuse('invalidInput')
    if (cryptoAmount === undefined || fiatAmount === undefined || premiumSpread === undefined)
      return refuse('invalidInput')
    // The reference page wants cryptoAmount for OFF_RAMP, the guide takes either; both at once is nowhere.
    if ((cryptoAmount === null) === (fiatAmount === null)) return refuse('invalidInput')
    const problem = offerProblem(settings, fiat, chain, token)
    if (problem !== null) return refuse(problem)
    const wish = { token, fiat, cryptoAmount, fiatAmount, premiumSpread }
    const expiresAt = ctx.clock.now() + settings.quoteLockMs
    return { partner, transactionType, chain, wish, price: ctx.prices.price(wish), expiresAt }
  }

  const row = ({ transactionType, chain, wish, price }: CapaQuote) => {
    const amount = (value: bigint) => (settings.amountsAs === 'string' ? fromFixed(value) : numberOf(value))
    const spread = wish.premiumSpread
    return {
      transactionType,
      fiatAmount: amount(price.fiatAmount),
      fiatCurrency: wish.fiat,
      blockchainSymbol: chain,
      tokenSymbol: wish.token,
      cryptoAmount: amount(price.cryptoAmount),
      rate: amount(price.rate),
      ...(spread === null ? {} : { premiumSpread: new NumberText(spread) }),
      flow: price.flow,
    }
  }

  return {
    find: (id: string) => stored.get(id) ?? null,

    indicative(query: URLSearchParams, partner: string): Response {
      const quote = read(Object.fromEntries(query), partner)
      return quote instanceof Response ? quote : success(row(quote))
    },

    lock(body: Fields, partner: string): Response {
      const quote = read(body, partner)
      if (quote instanceof Response) return quote
      const quoteId = randomUuid(ctx.random)
      stored.set(quoteId, quote)
      return success({ ...row(quote), quoteId, expiresAt: new Date(quote.expiresAt).toISOString() }, 201)
    },

    clear: () => stored.clear(),
  }
}

export type CapaQuotes = ReturnType<typeof createCapaQuotes>
