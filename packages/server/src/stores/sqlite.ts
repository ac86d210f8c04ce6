import type { DatabaseSync } from 'node:sqlite'
import { OfframpError } from '@offrampkit/core'
import { keepLapsedMs } from './lapsed.ts'
import { openFile } from './sqliteFile.ts'
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

  /** Another order that holds one of these, or `null`; otherwise the order holds them all afterwards. */
  const take = (orderId: string, keys: readonly UniqueKey[]) => {
    for (const key of keys) {
      const holder = sql.keyHolder.get(key.kind, key.scope, key.value)?.order_id
      if (holder === undefined) sql.insertKey.run(key.kind, key.scope, key.value, orderId)
      else if (holder !== orderId) return { status: 'taken', key, orderId: String(holder) } as const
    }
    return null
  }

  // Every method does its work without a break, so that one connection needs no queue.
  const store: Store = {
    insertOrder: async ({ order, ownerId, requestId, version, dueAt }, keys) =>
      transaction(db, (undo) => {
        sql.insertOrder.run(
          order.orderId,
          order.provider,
          ownerId,
          requestId,
          order.createdAt,
          version,
          dueAt,
          JSON.stringify(order),
        )
        const taken = take(order.orderId, keys)
        return taken ? undo(taken) : { status: 'inserted' }
      }),
    compareAndSet: async ({ next, expected, events, keys }) =>
      transaction(db, (undo) => {
        const { orderId } = next.order
        const written = sql.updateOrder.run(
          next.version,
          next.dueAt,
          JSON.stringify(next.order),
          next.order.provider,
          orderId,
          expected,
        )
        if (Number(written.changes) !== 1) return undo({ status: 'stale' })
        const taken = take(orderId, keys)
        if (taken) return undo(taken)
        let seq = Number(sql.lastSeq.get(orderId)?.seq ?? 0)
        for (const event of events) sql.insertEvent.run(orderId, ++seq, JSON.stringify(event))
        return { status: 'written' }
      }),
    async setDue(orderId, version, dueAt) {
      sql.setDue.run(dueAt, orderId, version)
    },
    order: async (orderId) => orderOf(sql.order.get(orderId)),
    orderByKey: async ({ kind, scope, value }) => orderOf(sql.orderByKey.get(kind, scope, value)),
    async ordersOf(ownerId, { after, limit }) {
      const rows = after
        ? sql.ordersAfter.all(ownerId, after.createdAt, after.orderId, limit)
        : sql.ordersFirst.all(ownerId, limit)
      return rows.flatMap((row) => orderOf(row) ?? [])
    },
    claimOrder: async ({ provider, before, until }) => orderOf(sql.claimOrder.get(until, provider, before)),
    eventsAfter: async (orderId, after, limit) =>
      sql.eventsAfter
        .all(orderId, after, limit)
        .map((row: Row) => ({ orderId, seq: Number(row.seq), event: JSON.parse(String(row.body)) })),
    async receiveWebhook(e) {
      const kept = sql.insertWebhook.run(
        e.provider,
        e.digest,
        e.signed,
        e.receivedAt,
        e.tries,
        e.outcome,
        e.retryAt,
      )
      if (Number(kept.changes) === 1) return { status: 'stored' }
      const known = inboxEntryOf(sql.webhook.get(e.provider, e.digest) ?? {})
      return { status: 'known', outcome: known.outcome, receivedAt: known.receivedAt }
    },
    async settleWebhook({ provider, digest }, { tries, outcome, retryAt }) {
      withoutWaiting(db, () => sql.settleWebhook.run(tries, outcome, retryAt, provider, digest))
    },
    async claimWebhook({ provider, before, until }) {
      const row = sql.claimWebhook.get(until, provider, before)
      return row ? inboxEntryOf(row) : null
    },
    consume: async (key, expiresAt, now) =>
      transaction(db, () => {
        sql.forgetConsumed.run(now - keepLapsedMs)
        return Number(sql.consume.run(key, expiresAt, now).changes) === 1
      }),
    isConsumed: async (key, now) => sql.isConsumed.get(key, now) !== undefined,
    // Everybody who shares the file shares the machine's clock.
    claim: async (name, holder, ms) =>
      transaction(db, () => {
        const at = Date.now()
        const known = sql.claimOf.get(name)
        const isOthers = known !== undefined && known.holder !== holder
        const forMs = Number(known?.lapses_at) - at
        if (isOthers && forMs > 0) return { status: 'taken', forMs }
        sql.forgetClaims.run(at - keepLapsedMs, name)
        sql.putClaim.run(name, holder, at + Math.ceil(ms))
        return { status: 'claimed', unfinished: isOthers }
      }),
    async dropClaim(name, holder) {
      sql.dropClaim.run(name, holder)
    },
    isClaimed: async (name) => Number(sql.claimOf.get(name)?.lapses_at ?? 0) > Date.now(),
    async prune({ webhooks, consumed, limit }) {
      const forgotten = [sql.pruneInbox.run(webhooks, limit), sql.pruneConsumed.run(consumed, limit)]
      return forgotten.reduce((sum, { changes }) => sum + Number(changes), 0)
    },
    async close() {
      if (db.isOpen) db.close()
    },
  }
  return patient(store, busyMs)
}

/**
 * For a write that may be lost in a power cut, because what it is about is then done again: it is in order with all others, and on
 * disk with the next of them, and nobody waits for the disk.
 */
function withoutWaiting(db: DatabaseSync, write: () => void): void {
  db.exec('PRAGMA synchronous = NORMAL')
  try {
    write()
  } finally {
    db.exec('PRAGMA synchronous = FULL')
  }
}

/** All of it or nothing. `undo` takes back what was done and still answers. */
function transaction<value>(
  db: DatabaseSync,
  work: (undo: <answer>(value: answer) => answer) => value,
): value {
  db.exec('BEGIN IMMEDIATE')
  let keep = true
  try {
    const result = work((value) => {
      keep = false
      return value
    })
    db.exec(keep ? 'COMMIT' : 'ROLLBACK')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
