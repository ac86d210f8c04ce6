import { steadyNow } from '../shared/steadyClock.ts'
import { farMs } from './far.ts'
import { keepLapsedMs } from './lapsed.ts'
import type { InboxEntry, Store, StoredEvent, StoredOrder, UniqueKey } from './store.ts'

export interface MemoryStoreOptions {
  /** The clock by which claims lapse, in ms. Default: one that never goes back. */
  now?: () => number
}

/**
 * A store in this process's memory: for tests, demos and trying things out. A restart forgets every order, so it must
 * not hold real money's records; use `sqliteStore` or a database there.
 *
 * @example createOfframpHandler({ store: memoryStore(), … })
 */
export function memoryStore({ now = steadyNow }: MemoryStoreOptions = {}): Store {
  const orders = new Map<string, StoredOrder>()
  const keys = new Map<string, string>()
  const events = new Map<string, StoredEvent[]>()
  const inbox = new Map<string, InboxEntry>()
  const consumed = new Map<string, number>()
  const claims = new Map<string, { holder: string; until: number }>()

  const nameOf = (key: UniqueKey) => JSON.stringify([key.kind, key.scope, key.value])
  const takenBy = (orderId: string, wanted: readonly UniqueKey[]) => {
    for (const key of wanted) {
      const holder = keys.get(nameOf(key))
      if (holder !== undefined && holder !== orderId)
        return { status: 'taken', key, orderId: holder } as const
    }
    return null
  }
  const keep = (order: StoredOrder, wanted: readonly UniqueKey[]) => {
    orders.set(order.order.orderId, structuredClone(order))
    for (const key of wanted) keys.set(nameOf(key), order.order.orderId)
  }
  const read = (orderId: string | undefined) => {
    const found = orderId === undefined ? undefined : orders.get(orderId)
    return found ? structuredClone(found) : null
  }

  // Every method does its work before its first await, so nothing comes between a check and its write.
  return {
    forgets: true,

    async insertOrder(order, wanted) {
      const { orderId } = order.order
      if (orders.has(orderId)) throw new Error('An order id was made twice.')
      const taken = takenBy(orderId, wanted)
      if (taken) return taken
      keep(order, wanted)
      return { status: 'inserted' }
    },
    async compareAndSet({ next, expected, events: added, keys: wanted }) {
      const { orderId } = next.order
      if (orders.get(orderId)?.version !== expected) return { status: 'stale' }
      const taken = takenBy(orderId, wanted)
      if (taken) return taken
      keep(next, wanted)
      const log = events.get(orderId) ?? []
      for (const event of added) log.push({ orderId, seq: log.length + 1, event: structuredClone(event) })
      events.set(orderId, log)
      return { status: 'written' }
    },
    async setDue(orderId, version, dueAt) {
      const order = orders.get(orderId)
      if (order?.version === version) orders.set(orderId, { ...order, dueAt })
    },
    order: async (orderId) => read(orderId),
    orderByKey: async (key) => read(keys.get(nameOf(key))),
    async ordersOf(ownerId, { after, limit }) {
      const position = (o: StoredOrder) => o.order
      return [...orders.values()]
        .filter((o) => o.ownerId === ownerId && (after === null || compare(after, position(o)) < 0))
        .sort((a, b) => compare(position(a), position(b)))
        .slice(0, limit)
        .map((o) => structuredClone(o))
    },
    async claimOrder({ provider, before, until }) {
      const found = longestDue(orders.values(), before, (o) =>
        o.order.provider === provider ? o.dueAt : null,
      )
      if (!found) return null
      orders.set(found.order.orderId, { ...found, dueAt: until })
      return read(found.order.orderId)
    },
    async eventsAfter(orderId, after, limit) {
      const log = events.get(orderId) ?? []
      return structuredClone(log.slice(after, after + limit))
    },
    async receiveWebhook(entry) {
      const id = `${entry.provider}:${entry.digest}`
      const known = inbox.get(id)
      if (known) return { status: 'known', outcome: known.outcome, receivedAt: known.receivedAt }
      inbox.set(id, structuredClone(entry))
      return { status: 'stored' }
    },
    async settleWebhook({ provider, digest }, result) {
      const entry = inbox.get(`${provider}:${digest}`)
      if (entry && entry.outcome !== 'applied') Object.assign(entry, result)
    },
    async claimWebhook({ provider, before, until }) {
      const found = longestDue(inbox.values(), before, (e) => (e.provider === provider ? e.retryAt : null))
      return found ? structuredClone(Object.assign(found, { retryAt: until })) : null
    },
    async consume(key, expiresAt, now) {
      for (const [old, until] of consumed) if (until <= now - keepLapsedMs) consumed.delete(old)
      if ((consumed.get(key) ?? now) > now) return false
      consumed.set(key, expiresAt)
      return true
    },
    isConsumed: async (key, now) => (consumed.get(key) ?? 0) > now,
    async claim(name, holder, ms) {
      const at = now()
      const known = claims.get(name)
      if (known && known.holder !== holder && known.until > at)
        return { status: 'taken', forMs: Math.ceil(known.until - at) }
      for (const [old, { until }] of claims) if (until <= at - keepLapsedMs) claims.delete(old)
      claims.set(name, { holder, until: at + ms })
      return { status: 'claimed', unfinished: known !== undefined && known.holder !== holder }
    },
    async dropClaim(name, holder) {
      if (claims.get(name)?.holder === holder) claims.delete(name)
    },
    isClaimed: async (name) => (claims.get(name)?.until ?? 0) > now(),
    async prune({ webhooks, consumed: expired, limit }) {
      const settled = [...inbox].filter(
        ([, { retryAt, receivedAt }]) => retryAt === null && receivedAt < webhooks,
      )
      const lapsed = [...consumed].filter(([, until]) => until < expired)
      for (const [id] of settled.slice(0, limit)) inbox.delete(id)
      for (const [key] of lapsed.slice(0, limit)) consumed.delete(key)
      return Math.min(settled.length, limit) + Math.min(lapsed.length, limit)
    },
    close: async () => undefined,
  }
}

/** Of those that are due, the one that has been so for longest; of those that are due far too late, the first. */
function longestDue<one>(all: Iterable<one>, before: number, dueOf: (one: one) => number | null): one | null {
  let [found, earliest]: [one | null, number] = [null, Number.POSITIVE_INFINITY]
  for (const one of all) {
    const due = dueOf(one)
    if (due !== null && (due <= before || due > before + farMs) && due < earliest)
      [found, earliest] = [one, due]
  }
  return found
}

/** Newest first. */
function compare(
  a: { createdAt: number; orderId: string },
  b: { createdAt: number; orderId: string },
): number {
  return b.createdAt - a.createdAt || (a.orderId === b.orderId ? 0 : a.orderId < b.orderId ? 1 : -1)
}
