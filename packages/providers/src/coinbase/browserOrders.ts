import { OfframpError } from '@offrampkit/core'
import { isId, merge, type Order, type OrderEvent } from '@offrampkit/core/order'
import { coinbaseHostedRules } from './flow.ts'

/** Keeps text under a key: `localStorage` will do. What it loses is lost for this browser. */
export interface OrderStorage {
  getItem(key: string): string | null | Promise<string | null>
  setItem(key: string, value: string): void | Promise<void>
}

/** An order as this browser keeps it. */
export interface KeptOrder {
  order: Order
  requestId: string
  /** The reference that Coinbase was given for it. */
  reference: string
  version: number
}

/** The orders of this browser, newest first where they are listed. */
export interface BrowserOrders {
  ids(): Promise<readonly string[]>
  /** @throws OfframpError `not_found`, or `store_failed` when what was kept cannot be read */
  get(orderId: string): Promise<KeptOrder>
  byRequest(requestId: string): Promise<KeptOrder | null>
  /** @throws OfframpError `store_failed` when it does not come back as it was written */
  add(kept: KeptOrder): Promise<void>
  /** Joins what was heard; nothing is written when nothing is new. */
  hear(orderId: string, events: readonly OrderEvent[]): Promise<KeptOrder>
}

const prefix = 'offrampkit.coinbase.'

/** Orders over a plain text store. Writes of one page happen one after the other. */
export function browserOrders(storage: OrderStorage): BrowserOrders {
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <value>(work: () => Promise<value>): Promise<value> => {
    const next = turn.then(work, work)
    turn = next
    return next
  }

  async function read(key: string): Promise<unknown> {
    const text = await storage.getItem(prefix + key)
    if (text === null) return null
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw lost(cause)
    }
  }

  /** Written and read back: a full or blocked storage often says nothing. */
  async function write(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value)
    try {
      await storage.setItem(prefix + key, text)
    } catch (cause) {
      throw lost(cause)
    }
    if ((await storage.getItem(prefix + key)) !== text) throw lost()
  }

  async function ids(): Promise<string[]> {
    const list = await read('orders')
    return Array.isArray(list) ? list.filter((id) => isId(id)) : []
  }

  async function get(orderId: string): Promise<KeptOrder> {
    const kept = isId(orderId) ? ((await read(`order.${orderId}`)) as KeptOrder | null) : null
    if (kept === null) throw absent()
    if (kept?.order?.orderId !== orderId || typeof kept.reference !== 'string') throw lost()
    // The rules are this version's, not those of whenever the order was kept.
    return { ...kept, order: { ...kept.order, rules: coinbaseHostedRules } }
  }

  return {
    ids,
    get,
    async byRequest(requestId) {
      const orderId = isId(requestId) ? await read(`request.${requestId}`) : null
      return typeof orderId === 'string' ? get(orderId) : null
    },
    add: (kept) =>
      inTurn(async () => {
        const { orderId } = kept.order
        await write(`order.${orderId}`, kept)
        await write('orders', [orderId, ...(await ids())])
        // Last: what can be found by its request is complete.
        await write(`request.${kept.requestId}`, orderId)
      }),
    hear: (orderId, events) =>
      inTurn(async () => {
        const kept = await get(orderId)
        const facts = events.reduce(merge, kept.order.facts)
        if (JSON.stringify(facts) === JSON.stringify(kept.order.facts)) return kept
        const grown = { ...kept, order: { ...kept.order, facts }, version: kept.version + 1 }
        await write(`order.${orderId}`, grown)
        return grown
      }),
  }
}

function absent(): OfframpError {
  return new OfframpError({
    code: 'not_found',
    message: 'This browser does not know the order.',
    why: 'Without a server of the kit, an order is known to the browser that made it, and to no other.',
    action: 'Open it in the browser in which it was made.',
  })
}

function lost(cause?: unknown): OfframpError {
  return new OfframpError({
    code: 'store_failed',
    message: 'This browser cannot keep the order.',
    why: 'An order that is not kept could be paid twice after a reload.',
    action: 'Allow storage for this site and leave private browsing, then try again.',
    ...(cause === undefined ? {} : { cause }),
  })
}
