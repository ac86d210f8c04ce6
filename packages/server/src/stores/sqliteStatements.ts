import type { DatabaseSync } from 'node:sqlite'
import { farMs } from './far.ts'

/** Every statement, prepared once. */
export function prepareStatements(db: DatabaseSync) {
  return {
    insertOrder: db.prepare(
      `INSERT INTO orders (order_id, provider, owner_id, request_id, created_at, version, due_at, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    updateOrder: db.prepare(
      'UPDATE orders SET version = ?, due_at = ?, body = ?, provider = ? WHERE order_id = ? AND version = ?',
    ),
    setDue: db.prepare('UPDATE orders SET due_at = ? WHERE order_id = ? AND version = ?'),
    order: db.prepare('SELECT * FROM orders WHERE order_id = ?'),
    orderByKey: db.prepare(
      'SELECT orders.* FROM unique_keys JOIN orders USING (order_id) WHERE kind = ? AND scope = ? AND value = ?',
    ),
    ordersFirst: db.prepare(
      'SELECT * FROM orders WHERE owner_id = ? ORDER BY created_at DESC, order_id DESC LIMIT ?',
    ),
    ordersAfter: db.prepare(
      `SELECT * FROM orders WHERE owner_id = ? AND (created_at, order_id) < (?, ?)
       ORDER BY created_at DESC, order_id DESC LIMIT ?`,
    ),
    claimOrder: db.prepare(
      `UPDATE orders SET due_at = ?1 WHERE order_id = coalesce((
         SELECT order_id FROM orders WHERE provider = ?2 AND due_at <= ?3 ORDER BY due_at LIMIT 1
       ), (
         SELECT order_id FROM orders WHERE provider = ?2 AND due_at > ?3 + ${farMs} ORDER BY due_at LIMIT 1
       )) RETURNING *`,
    ),

    keyHolder: db.prepare('SELECT order_id FROM unique_keys WHERE kind = ? AND scope = ? AND value = ?'),
    insertKey: db.prepare('INSERT INTO unique_keys (kind, scope, value, order_id) VALUES (?, ?, ?, ?)'),

    lastSeq: db.prepare('SELECT max(seq) AS seq FROM events WHERE order_id = ?'),
    insertEvent: db.prepare('INSERT INTO events (order_id, seq, body) VALUES (?, ?, ?)'),
    eventsAfter: db.prepare('SELECT * FROM events WHERE order_id = ? AND seq > ? ORDER BY seq LIMIT ?'),

    insertWebhook: db.prepare(
      `INSERT INTO inbox (provider, digest, signed, received_at, tries, outcome, retry_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    webhook: db.prepare('SELECT * FROM inbox WHERE provider = ? AND digest = ?'),
    settleWebhook: db.prepare(
      `UPDATE inbox SET tries = ?, outcome = ?, retry_at = ?
       WHERE provider = ? AND digest = ? AND outcome <> 'applied'`,
    ),
    claimWebhook: db.prepare(
      `UPDATE inbox SET retry_at = ?1 WHERE provider = ?2 AND digest = coalesce((
         SELECT digest FROM inbox WHERE provider = ?2 AND retry_at <= ?3 ORDER BY retry_at LIMIT 1
       ), (
         SELECT digest FROM inbox WHERE provider = ?2 AND retry_at > ?3 + ${farMs} ORDER BY retry_at LIMIT 1
       )) RETURNING *`,
    ),
    pruneInbox: db.prepare(
      `DELETE FROM inbox WHERE (provider, digest) IN (
         SELECT provider, digest FROM inbox WHERE retry_at IS NULL AND received_at < ? ORDER BY received_at LIMIT ?
       )`,
    ),

    consume: db.prepare(
      `INSERT INTO consumed (key, expires_at) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET expires_at = excluded.expires_at WHERE expires_at <= ?`,
    ),
    forgetConsumed: db.prepare('DELETE FROM consumed WHERE expires_at <= ?'),
    isConsumed: db.prepare('SELECT 1 FROM consumed WHERE key = ? AND expires_at > ?'),

    forgetClaims: db.prepare('DELETE FROM claims WHERE lapses_at <= ? AND name <> ?'),
    claimOf: db.prepare('SELECT holder, lapses_at FROM claims WHERE name = ?'),
    putClaim: db.prepare('INSERT OR REPLACE INTO claims (name, holder, lapses_at) VALUES (?, ?, ?)'),
    dropClaim: db.prepare('DELETE FROM claims WHERE name = ? AND holder = ?'),
    pruneConsumed: db.prepare(
      `DELETE FROM consumed WHERE key IN (
         SELECT key FROM consumed WHERE expires_at < ? ORDER BY expires_at LIMIT ?
       )`,
    ),
  }
}
