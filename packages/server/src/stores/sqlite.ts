import { OfframpError } from '@offrampkit/core'
import { keepLapsedMs } from './lapsed.ts'
import { openFile } from './sqliteFile.ts'
import { groupWrites } from './sqliteGroups.ts'
import { patient } from './sqlitePatience.ts'
import { inboxEntryOf, orderOf, type Row } from './sqliteRows.ts'
import { migrate } from './sqliteSchema.ts'
import { prepareStatements } from './sqliteStatements.ts'
import type { Store, UniqueKey } from './store.ts'

export interface SqliteStoreOptions {
  /** A file that is made when it is missing. */
  path: string
  /** How long a call waits, in ms, while another process holds the file. Default 5,000. Nothing else waits meanwhile. */
  busyMs?: number
}

/**
 * The order book in one file, by the SQLite that is built into Node (22.13 or newer). Durable: what was answered is on disk.
 * Writes that come together wait for the disk together.
 * Several processes on one machine may share the file; for several machines use a database server.
 *
 * @throws OfframpError `invalid_config` when the runtime has no `node:sqlite`, or the file cannot be opened
 * @example sqliteStore({ path: './orders.db' })
 */
export function sqliteStore({ path, busyMs = 5_000 }: SqliteStoreOptions): Store {
  if (typeof path !== 'string' || path === '' || path === ':memory:')
    throw new OfframpError({
      code: 'invalid_config',
      message: 'sqliteStore needs the path of a file.',
      why: 'Orders that are not on disk are lost with the process, and with them where the money went.',
      action: "Set path: './orders.db', or use memoryStore() in tests.",
    })
  const db = openFile(path)
  migrate(db)
  db.exec('PRAGMA busy_timeout = 0')
  const sql = prepareStatements(db)
  // Asked of itself: Node says it only from 22.15 on.
  let isOpen = true

  /** Another order that holds one of these, or `null`; otherwise the order holds them all afterwards. */
  const take = (orderId: string, keys: readonly UniqueKey[]) => {
    for (const key of keys) {
      const holder = sql.keyHolder.get(key.kind, key.scope, key.value)?.order_id
      if (holder === undefined) sql.insertKey.run(key.kind, key.scope, key.value, orderId)
      else if (holder !== orderId) return { status: 'taken', key, orderId: String(holder) } as const
    }
    return null
  }

  const { write, idle } = groupWrites(db, busyMs)

  // Each does its work without a break, so that one connection needs no queue. What is to be written is made into text at the call:
  // who called may change it while it waits for its group.
  const reads = {
    order: async (orderId) => orderOf(sql.order.get(orderId)),
    orderByKey: async ({ kind, scope, value }) => orderOf(sql.orderByKey.get(kind, scope, value)),
    async ordersOf(ownerId, { after, limit }) {
      const rows = after
        ? sql.ordersAfter.all(ownerId, after.createdAt, after.orderId, limit)
        : sql.ordersFirst.all(ownerId, limit)
      return rows.flatMap((row) => orderOf(row) ?? [])
    },
    eventsAfter: async (orderId, after, limit) =>
      sql.eventsAfter
        .all(orderId, after, limit)
        .map((row: Row) => ({ orderId, seq: Number(row.seq), event: JSON.parse(String(row.body)) })),
    isConsumed: async (key, now) => sql.isConsumed.get(key, now) !== undefined,
    isClaimed: async (name) => Number(sql.claimOf.get(name)?.lapses_at ?? 0) > Date.now(),
  } satisfies Partial<Store>

  return {
    ...patient(reads, busyMs),
    insertOrder({ order, ownerId, requestId, version, dueAt }, keys) {
      const { orderId, provider, createdAt } = order
      const body = JSON.stringify(order)
      return write((undo) => {
        sql.insertOrder.run(orderId, provider, ownerId, requestId, createdAt, version, dueAt, body)
        const taken = take(orderId, keys)
        return taken ? undo(taken) : { status: 'inserted' }
      })
    },
    compareAndSet({ next, expected, events, keys }) {
      const { version, dueAt } = next
      const { orderId, provider } = next.order
      const body = JSON.stringify(next.order)
      const added = events.map((event) => JSON.stringify(event))
      return write((undo) => {
        const { changes } = sql.updateOrder.run(version, dueAt, body, provider, orderId, expected)
        if (Number(changes) !== 1) return undo({ status: 'stale' })
        const taken = take(orderId, keys)
        if (taken) return undo(taken)
        let seq = Number(sql.lastSeq.get(orderId)?.seq ?? 0)
        for (const event of added) sql.insertEvent.run(orderId, ++seq, event)
        return { status: 'written' }
      })
    },
    async setDue(orderId, version, dueAt) {
      await write(() => sql.setDue.run(dueAt, orderId, version))
    },
    // Read after it is claimed: one that cannot be read must not hold up the others.
    claimOrder: async ({ provider, before, until }) =>
      orderOf(await write(() => sql.claimOrder.get(until, provider, before))),
    receiveWebhook({ provider, digest, signed, receivedAt, tries, outcome, retryAt }) {
      return write(() => {
        const kept = sql.insertWebhook.run(provider, digest, signed, receivedAt, tries, outcome, retryAt)
        if (Number(kept.changes) === 1) return { status: 'stored' }
        const known = inboxEntryOf(sql.webhook.get(provider, digest) ?? {})
        return { status: 'known', outcome: known.outcome, receivedAt: known.receivedAt }
      })
    },
    async settleWebhook({ provider, digest }, { tries, outcome, retryAt }) {
      await write(() => sql.settleWebhook.run(tries, outcome, retryAt, provider, digest))
    },
    async claimWebhook({ provider, before, until }) {
      const row = await write(() => sql.claimWebhook.get(until, provider, before))
      return row ? inboxEntryOf(row) : null
    },
    consume: (key, expiresAt, now) =>
      write(() => {
        sql.forgetConsumed.run(now - keepLapsedMs)
        return Number(sql.consume.run(key, expiresAt, now).changes) === 1
      }),
    // Everybody who shares the file shares the machine's clock.
    claim: (name, holder, ms) =>
      write(() => {
        const at = Date.now()
        const known = sql.claimOf.get(name)
        const isOthers = known !== undefined && known.holder !== holder
        const forMs = Number(known?.lapses_at) - at
        if (isOthers && forMs > 0) {
          // Claimed before the clock was set back.
          if (forMs > ms) sql.putClaim.run(name, String(known.holder), at + Math.ceil(ms))
          return { status: 'taken', forMs: Math.min(forMs, ms) }
        }
        sql.forgetClaims.run(at - keepLapsedMs, name)
        sql.putClaim.run(name, holder, at + Math.ceil(ms))
        return { status: 'claimed', unfinished: isOthers }
      }),
    async dropClaim(name, holder) {
      await write(() => sql.dropClaim.run(name, holder))
    },
    prune: ({ webhooks, consumed, limit }) =>
      write(() => {
        const forgotten = [sql.pruneInbox.run(webhooks, limit), sql.pruneConsumed.run(consumed, limit)]
        return forgotten.reduce((sum, { changes }) => sum + Number(changes), 0)
      }),
    async close() {
      await idle()
      if (isOpen) db.close()
      isOpen = false
    },
  }
}
