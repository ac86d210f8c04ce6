import type * as z from 'zod/mini'
import { unreadable } from '../api/client.ts'
import {
  findResultSchema,
  optionsSchema,
  orderPageSchema,
  orderViewSchema,
  quoteSchema,
  quotesSchema,
  reservationSchema,
  sessionSchema,
} from '../api/schemas.ts'
import { equalDecimals } from '../money/amount.ts'
import { sameAddress } from '../network/asset.ts'
import { evmNetwork, type NetworkId } from '../network/network.ts'
import type { SellRequest } from '../order/request.ts'
import { isAbout, rankQuotes, type SellQuotes } from '../quote/quotes.ts'
import type { CreateOrderParameters, OfframpBackend, OrderView } from './backend.ts'

/**
 * Wraps a backend so that every answer is parsed before anything acts on it. Ours and the app's own alike.
 *
 * @throws OfframpError `backend_unreadable` for an answer of another shape, or about another order than was asked
 * @example const backend = checkBackend(myBackend)
 */
export function checkBackend(backend: OfframpBackend): OfframpBackend {
  const { getQuotes, continueSession, listOrders, cancelOrder, deposits, subscribe } = backend
  const checked: OfframpBackend = {
    getOptions: async (p, call) => read('getOptions', optionsSchema, await backend.getOptions(p, call)),
    getQuote: async (p, call) => read('getQuote', quoteSchema, await backend.getQuote(p, call)),
    createOrder: async (p, call) =>
      asAsked(p, read('createOrder', orderViewSchema, await backend.createOrder(p, call))),
    createSession: async (p, call) =>
      about(p.orderId, read('createSession', sessionSchema, await backend.createSession(p, call))),
    getOrder: async (p, call) =>
      about(p.orderId, read('getOrder', orderViewSchema, await backend.getOrder(p, call))),
  }
  if (getQuotes)
    checked.getQuotes = async (p, call) =>
      comparable(p, read('getQuotes', quotesSchema, await getQuotes.call(backend, p, call)))
  if (continueSession)
    checked.continueSession = async (p, call) =>
      about(p.orderId, read('continueSession', sessionSchema, await continueSession.call(backend, p, call)))
  if (listOrders)
    checked.listOrders = async (p, call) =>
      read('listOrders', orderPageSchema, await listOrders.call(backend, p, call))
  if (cancelOrder)
    checked.cancelOrder = async (p, call) =>
      about(p.orderId, read('cancelOrder', orderViewSchema, await cancelOrder.call(backend, p, call)))
  if (subscribe) checked.subscribe = (p, onChange) => subscribe.call(backend, p, onChange)
  if (deposits) {
    const { find } = deposits
    checked.deposits = {
      reserve: async (p, call) => read('reserve', reservationSchema, await deposits.reserve(p, call)),
      report: async (p, call) =>
        about(p.orderId, read('report', orderViewSchema, await deposits.report(p, call))) as OrderView,
    }
    if (find)
      checked.deposits.find = async (p, call) =>
        read('find', findResultSchema, await find.call(deposits, p, call))
  }
  return checked
}

function read<value>(what: string, schema: z.ZodMiniType<value>, answer: unknown): value {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw unreadable(what)
}

/** A new order has to be the one that was asked for: what it asks is what the deposit is compared with later. */
function asAsked(asked: CreateOrderParameters, answer: OrderView): OrderView {
  const { request, sender } = answer
  const same =
    answer.provider === asked.provider &&
    (asked.flow === undefined || answer.flow === asked.flow) &&
    request.asset === asked.request.asset &&
    request.network === asked.request.network &&
    request.cashoutCurrency === asked.request.cashoutCurrency &&
    equalDecimals(request.amount, asked.request.amount) &&
    sameSender(request.network, sender, asked.sender)
  if (same) return answer
  throw unreadable('createOrder')
}

/** An EVM account may stand for the user of a sale on another family of networks. */
function sameSender(network: NetworkId, a: string, b: string): boolean {
  return sameAddress(a.startsWith('0x') && b.startsWith('0x') ? evmNetwork(1) : network, a, b)
}

/** Prices are compared only where they are for the same sale in the same currency. The order is the kit's, not the answer's. */
function comparable(asked: SellRequest, { quotes, unavailable }: SellQuotes): SellQuotes {
  const providers = [...quotes, ...unavailable].map(({ provider }) => provider)
  const alike = (quote: SellQuotes['quotes'][number]) =>
    isAbout(quote, asked) && quote.receive.currency === asked.cashoutCurrency
  if (new Set(providers).size === providers.length && quotes.every(alike))
    return { quotes: rankQuotes(quotes), unavailable }
  throw unreadable('getQuotes')
}

/** An answer about another order is never used. */
function about<value extends { orderId: string }>(orderId: string, answer: value): value {
  if (answer.orderId === orderId) return answer
  throw unreadable(`order ${orderId}`)
}
