import { type AssetRegistry, evmChainId, evmNetwork } from '@offrampkit/core'
import type { OfframpBackend, OrderView, SellQuote } from '@offrampkit/core/api'
import { readMoney } from '@offrampkit/core/money'
import {
  merge,
  noFacts,
  type Order,
  type OrderEvent,
  type SellRequest,
  statusOf,
} from '@offrampkit/core/order'
import { coinbaseHosted, coinbaseHostedRules } from '@offrampkit/providers/coinbase'
import {
  askOwnServer as ask,
  type Market,
  type Price,
  type Sale,
  type SaleLine,
  type SaleWish,
  type Told,
} from './ownApi.ts'
import { eventOf } from './ownEvents.ts'

/**
 * A backend written by hand, for an app that has a server already: six methods that put its words into the kit's.
 *
 * Nothing here decides about money. It tells what the server's log says, and the kit derives the status, binds the deposit
 * and refuses what does not fit. There is no `deposits`: the server keeps no copy of the deposit ledger, so only the
 * browser in which a sale was made may pay for it, and any other may look.
 */
export function ownBackend(registry: AssetRegistry): OfframpBackend {
  return {
    async getOptions({ provider, country, subdivision }, call) {
      const place = country ? placeOf({ country, ...(subdivision ? { subdivision } : {}) }) : ''
      const market = await ask<Market>(`/market?place=${place}`, undefined, call?.signal)
      return {
        provider,
        countries: market.places.map(({ code, states, pay }) => ({
          id: code,
          subdivisions: states,
          methods: pay,
        })),
        currencies: market.payouts.map(({ currency, ranges }) => ({
          id: currency,
          limits: Object.entries(ranges).map(([method, [min, max]]) => ({ method, min, max })),
        })),
        // A ticker alone names nothing: only what this app configured can be sold.
        assets: market.coins.flatMap(({ ticker, chains }) =>
          chains.flatMap((chain) => registry.bySymbol(evmNetwork(chain), ticker) ?? []),
        ),
      }
    },

    async getQuote(request, call) {
      const price = await ask<Told<Price>>('/price', wishOf(request), call?.signal)
      return quoteOf(request, price)
    },

    async createOrder({ requestId, request, sender }, call) {
      const body = { key: requestId, wallet: sender, wish: wishOf(request) }
      return orderOf(await ask<Told<Sale>>('/sales', body, call?.signal))
    },

    async createSession({ orderId }, call) {
      const { link, dies } = await ask<{ link: string; dies: string }>(
        `/sales/${orderId}/link`,
        {},
        call?.signal,
      )
      const { open } = coinbaseHosted.capabilities
      return { kind: 'open', orderId, url: link, modes: open, expiresAt: Date.parse(dies) }
    },

    // No network of this backend is sent on by hand: there is nothing that a user could declare.
    async getOrder({ orderId, returned }, call) {
      const path = `/sales/${orderId}${returned ? '?back' : ''}`
      return orderOf(await ask<Told<Sale>>(path, undefined, call?.signal))
    },
  }
}

const placeOf = ({ country, subdivision }: { country: string; subdivision?: string }) =>
  subdivision ? `${country}-${subdivision}` : country

function wishOf(request: SellRequest): SaleWish {
  const { asset, network, amount, cashoutCurrency, method } = request
  return {
    sell: `${amount} ${asset}`,
    chain: evmChainId(network) ?? 0,
    into: cashoutCurrency,
    place: placeOf(request),
    ...(method ? { pay: method } : {}),
  }
}

function requestOf({ sell, chain, into, place, pay }: SaleWish): SellRequest {
  const [amount = '', asset = ''] = sell.split(' ')
  const [country = '', subdivision] = place.split('-')
  return {
    ...{ asset, network: evmNetwork(chain), amount, cashoutCurrency: into, country },
    ...(subdivision ? { subdivision } : {}),
    ...(pay ? { method: pay } : {}),
  }
}

/** `24.75 USD`; amounts stay text all the way. */
const money = (text: string | null) => readMoney(...((text ?? '').split(' ') as [string, string]))

function quoteOf(
  { asset, network, amount, method }: SellRequest,
  { gets, before, fee, time }: Told<Price>,
): SellQuote {
  const fees = money(fee)
  return {
    ...{ provider: 'coinbase', flow: coinbaseHosted.id, quoteId: null, kind: 'indicative', expiresAt: null },
    sell: { amount, asset, network },
    // What cannot be read is passed on as it is: the kit checks every answer and says so.
    receive: money(gets) ?? { amount: gets, currency: '' },
    subtotal: money(before),
    fees: fees ? [{ kind: 'provider', amount: fees }] : [],
    method: method ?? null,
    quotedAt: Date.parse(time),
  }
}

/** The sale as an order: the log becomes facts, and the kit's own functions say what they amount to. */
function orderOf({ id, wallet, wish, made, log, time }: Told<Sale>): OrderView {
  const events: OrderEvent[] = log.map((line: SaleLine) => eventOf(line))
  const order: Order = {
    orderId: id,
    provider: coinbaseHosted.provider,
    flow: coinbaseHosted.id,
    request: requestOf(wish),
    sender: wallet,
    createdAt: Date.parse(made),
    // Coinbase's rules hold whoever asks them: how old a row may be, whose, and until when it can be paid.
    rules: coinbaseHostedRules,
    facts: events.reduce(merge, noFacts),
  }
  const serverNow = Date.parse(time)
  return {
    ...order,
    attempts: [],
    capabilities: coinbaseHosted.capabilities,
    status: statusOf(order, serverNow),
    version: log.length + 1,
    serverNow,
  }
}
