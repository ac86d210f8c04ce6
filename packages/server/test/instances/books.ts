import type { OrderEvent, OrderWithAttempts } from '@offrampkit/core/order'
import type { AttemptEvent } from '../../src/stores/store.ts'
import type { PostgresPlace } from '../engines/postgresPlace.ts'

/** Everything that the database holds, and each change of an order that it has seen. */
export interface Books {
  orders: { order: OrderWithAttempts; ownerId: string; requestId: string; version: number }[]
  /** By order, in their order. */
  events: Map<string, { seq: number; event: OrderEvent | AttemptEvent }[]>
  changes: { orderId: string; from: number; to: number }[]
  inbox: { body: string; outcome: string }[]
}

/** From here on the database itself writes down how each order's version moves. */
export async function watchVersions({ query, schema: s }: PostgresPlace): Promise<void> {
  await query(`
    CREATE TABLE ${s}.seen (n bigserial, order_id text, was bigint, is_now bigint);
    CREATE FUNCTION ${s}.see() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ${s}.seen (order_id, was, is_now) VALUES (NEW.order_id, OLD.version, NEW.version);
      RETURN NULL;
    END $$;
    CREATE TRIGGER see AFTER UPDATE ON ${s}.orders FOR EACH ROW
    WHEN (OLD.version <> NEW.version OR OLD.body <> NEW.body) EXECUTE FUNCTION ${s}.see()`)
}

export async function readBooks({ query, schema: s }: PostgresPlace): Promise<Books> {
  const events: Books['events'] = new Map()
  for (const { order_id, seq, body } of await query(`SELECT * FROM ${s}.events ORDER BY order_id, seq`)) {
    const mine = events.get(String(order_id)) ?? []
    mine.push({ seq: Number(seq), event: JSON.parse(String(body)) })
    events.set(String(order_id), mine)
  }
  const orders = await query(`SELECT owner_id, request_id, version, body FROM ${s}.orders`)
  const changes = await query(`SELECT * FROM ${s}.seen ORDER BY n`)
  const inbox = await query(`SELECT convert_from(signed, 'UTF8') AS body, outcome FROM ${s}.inbox`)
  return {
    orders: orders.map((row) => ({
      order: JSON.parse(String(row.body)) as OrderWithAttempts,
      ownerId: String(row.owner_id),
      requestId: String(row.request_id),
      version: Number(row.version),
    })),
    events,
    changes: changes.map((row) => ({
      orderId: String(row.order_id),
      from: Number(row.was),
      to: Number(row.is_now),
    })),
    inbox: inbox.map((row) => ({ body: String(row.body), outcome: String(row.outcome) })),
  }
}

/** Who holds a claim, as a server of this test writes it. */
export const holderOf = (instance: number, holder = '%') => `${instance}:${holder}`

/** As if the minute were over that the others wait for a server that has died. */
export async function endClaims({ query, schema: s }: PostgresPlace, instance: number): Promise<void> {
  const sql = `UPDATE ${s}.claims SET lapses_at = clock_timestamp() WHERE holder LIKE $1`
  await query(sql, [holderOf(instance)])
}

/** Webhooks that wait for their next try, or for a worker who died, are due at once: as if that time had gone by. */
export async function hurryInbox({ query, schema: s }: PostgresPlace): Promise<number> {
  const rows = await query(`UPDATE ${s}.inbox SET retry_at = 0 WHERE retry_at IS NOT NULL RETURNING digest`)
  return rows.length
}
