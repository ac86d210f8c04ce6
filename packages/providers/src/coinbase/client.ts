import { type AssetRegistry, checkAddress, OfframpError } from '@offrampkit/core'
import type { CreateOrderParameters, OfframpBackend, OrderView } from '@offrampkit/core/api'
import { createId, isId, noFacts, type Order, type RandomBytes, statusOf } from '@offrampkit/core/order'
import { createCoinbaseApi } from './api.ts'
import { browserOrders, type KeptOrder, type OrderStorage } from './browserOrders.ts'
import { refuseEnded } from './ended.ts'
import { invalid } from './errors.ts'
import { coinbaseHosted, coinbaseHostedRules } from './flow.ts'
import { coinbaseSellPage } from './hostedUrl.ts'
import { type CoinbaseNetworks, networkMap } from './networks.ts'
import { onlyQuote } from './onlyQuote.ts'
import { type ProxyFetch, proxyTransport } from './proxyTransport.ts'
import { newReference, ownRows, type ReferenceOf } from './reference.ts'
import { rowEvent } from './rows.ts'
import { readSellOptions, readSellQuote } from './sell.ts'
import { checkSellRequest } from './sellRequest.ts'
import { openHosted } from './session.ts'

export interface CoinbaseBackendOptions {
  /** Asks the app's backend, which adds the API key and the user's IP (`clientIp` in the token's body). */
  request: ProxyFetch
  registry: AssetRegistry
  /** Where the orders of this browser are kept, such as `localStorage`. */
  storage: OrderStorage
  random: RandomBytes
  /** Milliseconds since 1970. A clock that is wrong by more than a minute binds nothing. */
  now: () => number
  /** Where Coinbase sends the user back to. Gets `?offramp_order=<id>`; allow-list it there. */
  returnUrl: string
  /** Replaces single network names: a local chain may stand in for `base`. */
  networks?: CoinbaseNetworks
  /** The reference of an order at Coinbase. Default: its id. One that does not change is refused. */
  partnerUserRef?: ReferenceOf
  /** Locks asset and amount on Coinbase's page. Default: the user may change them there. */
  disableEdit?: boolean
  /** The hosted page. Default Coinbase's. */
  payUrl?: string
}

/**
 * A backend for an app whose own server only passes Coinbase's JSON on.
 *
 * Paths and bodies are Coinbase's own: `POST /onramp/v1/token`, `POST /onramp/v1/sell/quote`,
 * `GET /onramp/v1/sell/config`, `GET /onramp/v1/sell/options`, `GET /onramp/v1/sell/user/{ref}/transactions`. That server
 * must authenticate the user, sign each request, add `clientIp`, and let a user read no reference but their own.
 *
 * What is lost without the kit's server: orders live in this browser alone, and there is no second copy of the deposit ledger.
 * So another device can neither see nor pay them, and clearing the storage forgets them. "At most one deposit" holds
 * within this browser.
 *
 * @example
 * ```ts
 * const backend = coinbaseBackend({
 *   request: ({ method, path, body }) =>
 *     fetch(`/api/coinbase${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) }),
 *   registry: mainnetRegistry(), storage: localStorage, now: Date.now,
 *   random: (length) => crypto.getRandomValues(new Uint8Array(length)),
 *   returnUrl: `${location.origin}/cash-out`,
 * })
 * ```
 */
export function coinbaseBackend(options: CoinbaseBackendOptions): OfframpBackend {
  const { registry, now, random } = options
  const referenceOf: ReferenceOf = options.partnerUserRef ?? ((orderId) => orderId)
  const networks = networkMap(options.networks)
  const api = createCoinbaseApi(proxyTransport(options.request))
  const orders = browserOrders(options.storage)
  const parts = { api, registry, networks, now }
  const being = new Map<string, Promise<KeptOrder>>()

  async function create({ requestId, provider, flow, request, sender }: CreateOrderParameters) {
    if (!isId(requestId)) throw invalid('The request id is not 128 random bits.', 'Make it with createId.')
    if (provider !== coinbaseHosted.provider || (flow ?? coinbaseHosted.id) !== coinbaseHosted.id)
      throw invalid('This backend sells through Coinbase alone.', 'Use coinbase/hosted.')
    const known = await orders.byRequest(requestId)
    if (known !== null) return sameWish(known, request, sender)
    checkSellRequest(request, registry, networks)
    const orderId = createId(random)
    // An old order that cannot be read any more must not keep a new one from being made.
    const earlier = (await orders.ids()).map((id) =>
      orders.get(id).then(
        (kept) => kept.reference,
        () => '',
      ),
    )
    const used = await Promise.all(earlier)
    const order: Order = {
      orderId,
      provider,
      flow: coinbaseHosted.id,
      request,
      sender: checkAddress(request.network, sender),
      createdAt: now(),
      rules: coinbaseHostedRules,
      facts: noFacts,
    }
    const reference = newReference(referenceOf, orderId, createId(random), used)
    const kept: KeptOrder = { order, requestId, reference, version: 1 }
    await orders.add(kept)
    return kept
  }

  function view({ order, version }: KeptOrder): OrderView {
    const serverNow = now()
    const { capabilities } = coinbaseHosted
    return { ...order, attempts: [], capabilities, status: statusOf(order, serverNow), version, serverNow }
  }

  return {
    getOptions: (parameters, call) => readSellOptions(parts, parameters, call),
    getQuote: ({ provider: _, ...request }, call) => readSellQuote(parts, request, 'FIAT_WALLET', call),
    getQuotes: (request, call) => onlyQuote(request, readSellQuote(parts, request, 'FIAT_WALLET', call)),

    async createOrder(parameters) {
      const { requestId } = parameters
      const work = being.get(requestId) ?? create(parameters)
      being.set(requestId, work)
      try {
        return view(sameWish(await work, parameters.request, parameters.sender))
      } finally {
        being.delete(requestId)
      }
    },

    async createSession({ orderId }, call) {
      const { order, reference } = await orders.get(orderId)
      // A second row at Coinbase would put the one that was paid by hand in doubt.
      if (order.facts.steps.declared) return { kind: 'follow', orderId }
      refuseEnded(order, now())
      const returnUrl = new URL(options.returnUrl)
      returnUrl.searchParams.set('offramp_order', orderId)
      const session = await openHosted(parts, order, {
        reference,
        returnUrl: returnUrl.href,
        page: options.payUrl ?? coinbaseSellPage,
        ...(options.disableEdit === undefined ? {} : { disableEdit: options.disableEdit }),
        ...call,
      })
      await orders.hear(orderId, [{ type: 'opened', at: now(), source: 'browser' }])
      return { ...session, orderId }
    },

    async getOrder({ orderId, ...hints }, call) {
      const said = (['returned', 'declared'] as const).filter((hint) => hints[hint])
      const { order, reference } = await orders.hear(
        orderId,
        said.map((type) => ({ type, at: now(), source: 'browser' })),
      )
      const rows = await api.userTransactions(reference, call)
      const at = now()
      const events = rows.map((row) => rowEvent(row, networks, at, 'poll'))
      return view(await orders.hear(orderId, ownRows(events, order)))
    },

    async listOrders({ cursor }) {
      const ids = await orders.ids()
      const start = cursor === undefined ? 0 : ids.indexOf(cursor) + 1
      const page = ids.slice(start, start + 20)
      const items = await Promise.all(page.map(async (id) => view(await orders.get(id))))
      return { items, next: start + 20 < ids.length ? (page.at(-1) ?? null) : null }
    },
  }
}

/** The same request id answers with the same order, and never with one that was wished for differently. */
function sameWish(kept: KeptOrder, request: Order['request'], sender: string): KeptOrder {
  const { order } = kept
  const names = new Set([...Object.keys(order.request), ...Object.keys(request)]) as Set<
    keyof Order['request']
  >
  const same = [...names].every((name) => order.request[name] === request[name])
  if (same && checkAddress(order.request.network, sender) === order.sender) return kept
  throw new OfframpError({
    code: 'conflict',
    message: 'An order with this request id was made for something else.',
    why: 'Answering with it could send another amount than the one that was asked for.',
    action: 'Make a new request id for a new wish.',
  })
}
