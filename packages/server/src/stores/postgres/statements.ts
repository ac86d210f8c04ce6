import { farMs } from '../far.ts'
import { keepLapsedMs } from '../lapsed.ts'

const orderColumns = 'o.owner_id, o.request_id, o.version, o.due_at, o.body'

/**
 * Every statement. Each is a transaction of its own, in one round trip: nothing is left open when a process dies, and no lock
 * outlives the statement.
 *
 * **Isolation.** `READ COMMITTED` is enough, and what PostgreSQL does by default. A writer of an order first updates its row, which
 * waits for any other writer of it, and then looks at the row's version again: if the other one wrote, nothing matches and nothing
 * is written. So whoever gets past the update is alone with the order and reads nothing of it that could have changed since. Two
 * orders that want one key meet at the key's index: the second waits for the first, and fails as a whole if that one commits. Keys
 * are taken in one sorted order, so that no two writers wait for each other. At stricter levels the same statements may be refused
 * as not serializable; then nothing was written and they are run again.
 *
 * `schema` is a checked name, quoted; every value is a parameter.
 */
export function statements(schema: string) {
  const wanted = 'unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (kind, scope, value, n)'
  return {
    insertOrder: `
      WITH made AS (
        INSERT INTO ${schema}.orders (order_id, owner_id, request_id, created_at, version, due_at, body, provider)
        VALUES ($4, $5, $6, $7, $8, $9, $10, $11) RETURNING order_id
      )
      INSERT INTO ${schema}.unique_keys (kind, scope, value, order_id)
      SELECT DISTINCT k.kind, k.scope, k.value, made.order_id FROM made, ${wanted}
      ORDER BY k.kind, k.scope, k.value`,

    // Events are numbered from the row that was just updated. News leaves with the commit, or not at all. The provider is the same
    // as ever, save where a server of schema 1 made the order while the others were updated.
    compareAndSet: `
      WITH written AS (
        UPDATE ${schema}.orders
        SET version = $6, due_at = $7, body = $8, provider = $12, last_seq = last_seq + cardinality($9::text[])
        WHERE order_id = $4 AND version = $5
        RETURNING order_id, last_seq - cardinality($9::text[]) AS before
      ), logged AS (
        INSERT INTO ${schema}.events (order_id, seq, body)
        SELECT w.order_id, w.before + e.n, e.body
        FROM written w, unnest($9::text[]) WITH ORDINALITY AS e (body, n)
      ), taken AS (
        INSERT INTO ${schema}.unique_keys (kind, scope, value, order_id)
        SELECT DISTINCT k.kind, k.scope, k.value, w.order_id FROM written w, ${wanted}
        WHERE NOT EXISTS (
          SELECT FROM ${schema}.unique_keys u
          WHERE (u.kind, u.scope, u.value, u.order_id) = (k.kind, k.scope, k.value, w.order_id)
        )
        ORDER BY k.kind, k.scope, k.value
      )
      SELECT CASE WHEN $10::text IS NOT NULL THEN pg_notify($10, $11) END FROM written`,

    /** The first of the wanted keys that another order holds. */
    keyHolder: `
      SELECT k.n, u.order_id FROM ${wanted} JOIN ${schema}.unique_keys u USING (kind, scope, value)
      WHERE u.order_id <> $4 ORDER BY k.n LIMIT 1`,

    setDue: `UPDATE ${schema}.orders SET due_at = $3 WHERE order_id = $1 AND version = $2`,
    order: `SELECT ${orderColumns} FROM ${schema}.orders o WHERE o.order_id = $1`,
    orderByKey: `
      SELECT ${orderColumns} FROM ${schema}.unique_keys u JOIN ${schema}.orders o USING (order_id)
      WHERE u.kind = $1 AND u.scope = $2 AND u.value = $3`,
    ordersFirst: `
      SELECT ${orderColumns} FROM ${schema}.orders o WHERE o.owner_id = $1
      ORDER BY o.created_at DESC, o.order_id DESC LIMIT $2`,
    ordersAfter: `
      SELECT ${orderColumns} FROM ${schema}.orders o
      WHERE o.owner_id = $1 AND (o.created_at, o.order_id) < ($3, $4)
      ORDER BY o.created_at DESC, o.order_id DESC LIMIT $2`,
    // What somebody else is writing or claiming is passed over: whoever asks gets another one, at once.
    claimOrder: `
      UPDATE ${schema}.orders o SET due_at = $3 WHERE o.order_id = coalesce((
        SELECT order_id FROM ${schema}.orders WHERE provider = $1 AND due_at <= $2
        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), (
        SELECT order_id FROM ${schema}.orders WHERE provider = $1 AND due_at > $2::bigint + ${farMs}
        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
      )) RETURNING ${orderColumns}`,
    eventsAfter: `
      SELECT seq, body FROM ${schema}.events WHERE order_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,

    receiveWebhook: `
      INSERT INTO ${schema}.inbox (provider, digest, signed, received_at, tries, outcome, retry_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    webhookOutcome: `SELECT outcome, received_at FROM ${schema}.inbox WHERE provider = $1 AND digest = $2`,
    settleWebhook: `
      UPDATE ${schema}.inbox SET tries = $3, outcome = $4, retry_at = $5
      WHERE provider = $1 AND digest = $2 AND outcome <> 'applied'`,
    claimWebhook: `
      UPDATE ${schema}.inbox i SET retry_at = $3 WHERE i.provider = $1 AND i.digest = coalesce((
        SELECT digest FROM ${schema}.inbox WHERE provider = $1 AND retry_at <= $2
        ORDER BY retry_at LIMIT 1 FOR UPDATE SKIP LOCKED
      ), (
        SELECT digest FROM ${schema}.inbox WHERE provider = $1 AND retry_at > $2::bigint + ${farMs}
        ORDER BY retry_at LIMIT 1 FOR UPDATE SKIP LOCKED
      )) RETURNING i.provider, i.digest, i.signed, i.received_at, i.tries, i.outcome, i.retry_at`,
    pruneInbox: `
      DELETE FROM ${schema}.inbox WHERE (provider, digest) IN (
        SELECT provider, digest FROM ${schema}.inbox WHERE retry_at IS NULL AND received_at < $1
        ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED
      )`,

    // Who finds the key waits for whoever is taking it, and then looks at it as it has become. A few that lapsed long ago are
    // forgotten on the way.
    consume: `
      WITH forgotten AS (
        DELETE FROM ${schema}.consumed WHERE key IN (
          SELECT key FROM ${schema}.consumed WHERE expires_at <= $3::bigint - ${keepLapsedMs} AND key <> $1
          ORDER BY expires_at LIMIT 4 FOR UPDATE SKIP LOCKED
        )
      )
      INSERT INTO ${schema}.consumed AS c (key, expires_at) VALUES ($1, $2)
      ON CONFLICT (key) DO UPDATE SET expires_at = excluded.expires_at WHERE c.expires_at <= $3
      RETURNING key`,
    isConsumed: `SELECT 1 FROM ${schema}.consumed WHERE key = $1 AND expires_at > $2`,

    // The database's clock decides, and it is asked when the row is held. `holders` counts those who have had the name since it was
    // last let go of.
    claim: `
      WITH forgotten AS (
        DELETE FROM ${schema}.claims WHERE name IN (
          SELECT name FROM ${schema}.claims WHERE lapses_at <= clock_timestamp() - interval '${keepLapsedMs} milliseconds' AND name <> $1
          ORDER BY lapses_at LIMIT 4 FOR UPDATE SKIP LOCKED
        )
      ), claimed AS (
        INSERT INTO ${schema}.claims AS c (name, holder, holders, lapses_at)
        VALUES ($1, $2, 1, clock_timestamp() + $3::double precision * interval '1 millisecond')
        ON CONFLICT (name) DO UPDATE SET
          holder = excluded.holder,
          holders = c.holders + CASE WHEN c.holder = excluded.holder THEN 0 ELSE 1 END,
          lapses_at = clock_timestamp() + $3::double precision * interval '1 millisecond'
        WHERE c.holder = excluded.holder OR c.lapses_at <= clock_timestamp()
        RETURNING holders
      )
      SELECT holders, NULL AS for_ms FROM claimed
      UNION ALL
      SELECT NULL, ceil(extract(epoch FROM c.lapses_at - clock_timestamp()) * 1000)
      FROM ${schema}.claims c WHERE c.name = $1 AND NOT EXISTS (SELECT FROM claimed)`,
    shortenClaim: `
      UPDATE ${schema}.claims SET lapses_at = clock_timestamp() + $3::double precision * interval '1 millisecond'
      WHERE name = $1 AND holder <> $2 AND lapses_at > clock_timestamp() + $3::double precision * interval '1 millisecond'`,
    dropClaim: `DELETE FROM ${schema}.claims WHERE name = $1 AND holder = $2`,
    isClaimed: `SELECT 1 FROM ${schema}.claims WHERE name = $1 AND lapses_at > clock_timestamp()`,
    pruneConsumed: `
      DELETE FROM ${schema}.consumed WHERE key IN (
        SELECT key FROM ${schema}.consumed WHERE expires_at < $1
        ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
      )`,
  }
}

export type StatementName = keyof ReturnType<typeof statements>
