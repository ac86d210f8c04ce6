import type { DatabaseSync } from 'node:sqlite'

/** One step each, never changed once released; `user_version` counts the steps that a file has behind it. */
const migrations: readonly string[] = [
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
 * Brings a file to the newest schema, each step in a transaction of its own.
 *
 * @throws Error for a file that a newer version of the kit wrote: an older one would misread it
 */
export function migrate(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    const done = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
    if (done > migrations.length)
      throw new Error('This order book was written by a newer version of Offramp Kit. Update the server.')
    for (const step of migrations.slice(done)) db.exec(step)
    db.exec(`PRAGMA user_version = ${migrations.length}`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
