import type { DatabaseSync } from 'node:sqlite'

/** One step each, never changed once released; `user_version` counts the steps that a file has behind it. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE orders (
    order_id   TEXT PRIMARY KEY,
    owner_id   TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    due_at     INTEGER,
    body       TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX orders_by_owner ON orders (owner_id, created_at DESC, order_id DESC);
  CREATE INDEX orders_due ON orders (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE unique_keys (
    kind     TEXT NOT NULL,
    scope    TEXT NOT NULL,
    value    TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    PRIMARY KEY (kind, scope, value)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    order_id TEXT NOT NULL REFERENCES orders (order_id),
    seq      INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (order_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE inbox (
    provider    TEXT NOT NULL,
    digest      TEXT NOT NULL,
    signed      BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    outcome     TEXT NOT NULL,
    retry_at    INTEGER,
    PRIMARY KEY (provider, digest)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX inbox_due ON inbox (retry_at) WHERE retry_at IS NOT NULL;

  CREATE TABLE consumed (
    key        TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX consumed_by_time ON consumed (expires_at);
  `,
  // Who works on what is due takes it provider by provider; what is settled is forgotten after a while.
  `
  ALTER TABLE orders ADD COLUMN provider TEXT NOT NULL DEFAULT '';
  UPDATE orders SET provider = json_extract(body, '$.provider');
  DROP INDEX orders_due;
  CREATE INDEX orders_due ON orders (provider, due_at) WHERE due_at IS NOT NULL;
  DROP INDEX inbox_due;
  CREATE INDEX inbox_due ON inbox (provider, retry_at) WHERE retry_at IS NOT NULL;
  CREATE INDEX inbox_settled ON inbox (received_at) WHERE retry_at IS NULL;
  `,
  `
  CREATE TABLE claims (
    name      TEXT PRIMARY KEY,
    holder    TEXT NOT NULL,
    lapses_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_by_time ON claims (lapses_at);
  `,
]

/**
 * Brings a file to the newest schema, or leaves it as it was; `steps` are others in tests.
 *
 * @throws Error for a file that a newer version of the kit wrote: an older one would misread it
 */
export function migrate(db: DatabaseSync, steps = migrations): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    const done = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
    if (done > steps.length)
      throw new Error('This order book was written by a newer version of Offramp Kit. Update the server.')
    for (const step of steps.slice(done)) db.exec(step)
    db.exec(`PRAGMA user_version = ${steps.length}`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
