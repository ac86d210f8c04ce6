import { afterTimeout } from '../../afterTimeout.ts'
import type { InboxOutcome, Store, UniqueKey } from '../store.ts'
import { createWithClient, sqlState } from './connection.ts'
import { checkDatabase, migrate } from './migrate.ts'
import { listenForNews, newsOf } from './news.ts'
import type { PgClient } from './pgShapes.ts'
import { checkedSchema, inSql, openPool, type PostgresConnection } from './pool.ts'
import { eventOf, inboxEntryOf, orderOf, toText } from './rows.ts'
import { type StatementName, statements } from './statements.ts'

export interface PostgresStoreOptions extends PostgresConnection {
  /** Migrates at the first call. Default `false`: run {@link migratePostgres} before a new version of the server starts. */
  migrate?: boolean
  /** `false` behind a pooler that does not keep prepared statements apart (PgBouncer before 1.21). Default `true`. */
  prepared?: boolean
  /**
   * Tells the other servers of each write, by `NOTIFY` in its transaction. Default `true`. Set it to `false` where something else
   * does, or nobody streams: PostgreSQL commits writes that notify one after another.
   */
  notify?: boolean
  /** Calls back once after so many ms; the result stops it. Default `setTimeout`. */
  after?: (ms: number, callback: () => void) => () => void
}

/**
 * The order book in PostgreSQL 12 or newer, for any number of servers. Durable: what was answered is on the database's disk.
 *
 * @throws OfframpError `invalid_config`; calls reject with `store_failed` while the database cannot be reached, and with
 * `invalid_config` when its schema is of another version
 * @example postgresStore({ connectionString: process.env.DATABASE_URL, migrate: true })
 */
export function postgresStore(options: PostgresStoreOptions): Store {
  const schema = checkedSchema(options.schema)
  const { pool, isOurs } = openPool(options)
  const withClient = createWithClient(pool)
  const sql = statements(inSql(schema))
  const channel = options.notify === false ? null : `offrampkit_${schema}`
  const after = options.after ?? afterTimeout
  const listening = new Set<() => void>()
  let checked: Promise<unknown> | null = null
  let closed: Promise<void> | null = null

  /** Once; a check that failed is made again by the next call. */
  const ready = () => {
    checked ??= (async () => {
      if (options.migrate) await migrate(withClient, schema)
      await withClient((client) => checkDatabase(client, schema))
    })().catch((error) => {
      checked = null
      throw error
    })
    return checked
  }
  const ask = async (client: PgClient, name: StatementName, values: unknown[]) => {
    const prepared = options.prepared === false ? {} : { name: `offrampkit ${schema} ${name}` }
    for (let tries = 1; ; tries++)
      try {
        return await client.query({ text: sql[name], values, ...prepared })
      } catch (error) {
        // Refused as not serializable, or to end a deadlock: then it has done nothing.
        if (tries === 5 || !/^40(001|P01)$/.test(sqlState(error) ?? '')) throw error
      }
  }
  const run = async (name: StatementName, ...values: unknown[]) => {
    await ready()
    return await withClient((client) => ask(client, name, values))
  }
  /** Writes, or says which key another order holds. */
  const take = async (
    name: 'insertOrder' | 'compareAndSet',
    orderId: string,
    keys: readonly UniqueKey[],
    ...values: unknown[]
  ) => {
    await ready()
    const columns = columnsOf(keys)
    return await withClient(async (client) => {
      try {
        const { rowCount } = await ask(client, name, [...columns, toText(orderId), ...values])
        return { status: 'done', written: rowCount === 1 } as const
      } catch (error) {
        if (!isKeyTaken(error)) throw error
        const { rows } = await ask(client, 'keyHolder', [...columns, toText(orderId)])
        const key = keys[Number(rows[0]?.n) - 1]
        if (!key) throw error
        return { status: 'taken', key, orderId: String(rows[0]?.order_id) } as const
      }
    })
  }

  return {
    async insertOrder({ order, ownerId, requestId, version, dueAt }, keys) {
      const { orderId, createdAt, provider } = order
      const ids = [toText(ownerId), toText(requestId)]
      const values = [...ids, createdAt, version, dueAt, JSON.stringify(order), toText(provider)]
      const outcome = await take('insertOrder', orderId, keys, ...values)
      return outcome.status === 'taken' ? outcome : { status: 'inserted' }
    },
    async compareAndSet({ next, expected, events, keys }) {
      const { order, version, dueAt } = next
      const bodies = events.map((event) => JSON.stringify(event))
      const values = [expected, version, dueAt, JSON.stringify(order), bodies, channel]
      const outcome = await take(
        'compareAndSet',
        order.orderId,
        keys,
        ...values,
        newsOf(order.orderId, version),
        toText(order.provider),
      )
      return outcome.status === 'taken' ? outcome : { status: outcome.written ? 'written' : 'stale' }
    },
    async setDue(orderId, version, dueAt) {
      await run('setDue', toText(orderId), version, dueAt)
    },
    order: async (orderId) => orderOf((await run('order', toText(orderId))).rows[0]),
    orderByKey: async ({ kind, scope, value }) =>
      orderOf((await run('orderByKey', kind, toText(scope), toText(value))).rows[0]),
    async ordersOf(ownerId, { after, limit }) {
      const { rows } = after
        ? await run('ordersAfter', toText(ownerId), limit, after.createdAt, toText(after.orderId))
        : await run('ordersFirst', toText(ownerId), limit)
      return rows.flatMap((row) => orderOf(row) ?? [])
    },
    claimOrder: async ({ provider, before, until }) =>
      orderOf((await run('claimOrder', toText(provider), before, until)).rows[0]),
    eventsAfter: async (orderId, after, limit) =>
      (await run('eventsAfter', toText(orderId), after, limit)).rows.map((row) => eventOf(orderId, row)),
    async receiveWebhook({ provider, digest, signed, receivedAt, tries, outcome, retryAt }) {
      const id = [toText(provider), toText(digest)]
      const kept = await run('receiveWebhook', ...id, signed, receivedAt, tries, outcome, retryAt)
      if (kept.rowCount === 1) return { status: 'stored' }
      const [known] = (await run('webhookOutcome', ...id)).rows
      return {
        status: 'known',
        outcome: known?.outcome as InboxOutcome,
        receivedAt: Number(known?.received_at),
      }
    },
    async settleWebhook({ provider, digest }, { tries, outcome, retryAt }) {
      await run('settleWebhook', toText(provider), toText(digest), tries, outcome, retryAt)
    },
    async claimWebhook({ provider, before, until }) {
      const [row] = (await run('claimWebhook', toText(provider), before, until)).rows
      return row ? inboxEntryOf(row) : null
    },
    consume: async (key, expiresAt, now) =>
      (await run('consume', toText(key), expiresAt, now)).rowCount === 1,
    isConsumed: async (key, now) => (await run('isConsumed', toText(key), now)).rows.length === 1,
    async claim(name, holder, ms) {
      const [row] = (await run('claim', toText(name), toText(holder), ms)).rows
      if (row?.holders) return { status: 'claimed', unfinished: Number(row.holders) > 1 }
      // Nothing at all is answered where somebody else took it, or let go of it, in this very moment.
      const forMs = Math.max(0, Number(row?.for_ms ?? 0))
      if (forMs <= ms) return { status: 'taken', forMs }
      await run('shortenClaim', toText(name), toText(holder), ms)
      return { status: 'taken', forMs: ms }
    },
    async dropClaim(name, holder) {
      await run('dropClaim', toText(name), toText(holder))
    },
    isClaimed: async (name) => (await run('isClaimed', toText(name))).rows.length === 1,
    async prune({ webhooks, consumed, limit }) {
      const forgotten = [
        await run('pruneInbox', webhooks, limit),
        await run('pruneConsumed', consumed, limit),
      ]
      return forgotten.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
    },
    ...(channel && {
      listen(listener) {
        const stop = listenForNews({ pool, channel, after }, listener)
        listening.add(stop)
        return () => {
          listening.delete(stop)
          stop()
        }
      },
    }),
    async close() {
      for (const stop of listening) stop()
      listening.clear()
      closed ??= isOurs ? pool.end() : Promise.resolve()
      await closed
    },
  }
}

const columnsOf = (keys: readonly UniqueKey[]) => [
  keys.map(({ kind }) => kind),
  keys.map(({ scope }) => toText(scope)),
  keys.map(({ value }) => toText(value)),
]

/** 23505: two rows of one name. On `orders` it is an order id made twice, which is no answer but an error. */
function isKeyTaken(error: unknown): boolean {
  return (
    sqlState(error) === '23505' && (error as { constraint?: string }).constraint === 'unique_keys_held_once'
  )
}
