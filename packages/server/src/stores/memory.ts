import { keepLapsedMs } from './lapsed.ts'
import type { InboxEntry, Store, StoredEvent, StoredOrder, UniqueKey } from './store.ts'

/**
 * A store in this process's memory: for tests, demos and trying things out. A restart forgets every order, so it must
 * not hold real money's records; use `sqliteStore` or a database there.
 *
 * @example createOfframpHandler({ store: memoryStore(), … })
 */
export function memoryStore(): Store {
  const orders = new Map<string, StoredOrder>()
  const keys = new Map<string, string>()
  const events = new Map<string, StoredEvent[]>()
  const inbox = new Map<string, InboxEntry>()
  const consumed = new Map<string, number>()

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
    async ordersDue(before, limit) {
      return [...orders.values()]
        .filter((o) => o.dueAt !== null && o.dueAt <= before)
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        .slice(0, limit)
        .map((o) => structuredClone(o))
    },
    async eventsAfter(orderId, after, limit) {
      const log = events.get(orderId) ?? []
      return structuredClone(log.slice(after, after + limit))
    },
    async receiveWebhook(entry) {
      const id = `${entry.provider}:${entry.digest}`
      const known = inbox.get(id)
      if (known) return { status: 'known', outcome: known.outcome }
      inbox.set(id, structuredClone(entry))
      return { status: 'stored' }
    },
    async settleWebhook({ provider, digest }, result) {
      const entry = inbox.get(`${provider}:${digest}`)
      if (entry) Object.assign(entry, result)
    },
    async webhooksDue(before, limit) {
      return [...inbox.values()]
        .filter((entry) => entry.retryAt !== null && entry.retryAt <= before)
        .sort((a, b) => (a.retryAt ?? 0) - (b.retryAt ?? 0))
        .slice(0, limit)
        .map((entry) => structuredClone(entry))
    },
    async consume(key, expiresAt, now) {
      for (const [old, until] of consumed) if (until <= now - keepLapsedMs) consumed.delete(old)
      if ((consumed.get(key) ?? now) > now) return false
      consumed.set(key, expiresAt)
      return true
    },
    isConsumed: async (key, now) => (consumed.get(key) ?? 0) > now,
    close: async () => undefined,
  }
}

/** Newest first. */
function compare(
  a: { createdAt: number; orderId: string },
  b: { createdAt: number; orderId: string },
): number {
  return b.createdAt - a.createdAt || (a.orderId === b.orderId ? 0 : a.orderId < b.orderId ? 1 : -1)
}
