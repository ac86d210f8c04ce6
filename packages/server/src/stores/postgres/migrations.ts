/** One step of the schema. Never changed once released; `schema` is a checked name, quoted. */
export interface Migration {
  name: string
  sql: (schema: string) => string
}

/**
 * In order; the first is version 1.
 *
 * Names are compared byte by byte (`COLLATE "C"`): that is what "to the letter" means, it sorts as the other stores do, and no
 * index breaks when the machine's locales are updated. Orders and events are JSON as `text`, because `jsonb` refuses `\u0000` and
 * half surrogates, which a provider could send, and would give back other bytes than were written.
 */
export const migrations: readonly Migration[] = [
  {
    name: 'order book',
    sql: (s) => `
      CREATE TABLE ${s}.orders (
        order_id   text COLLATE "C" PRIMARY KEY,
        owner_id   text COLLATE "C" NOT NULL,
        request_id text COLLATE "C" NOT NULL,
        created_at bigint NOT NULL,
        version    bigint NOT NULL,
        last_seq   bigint NOT NULL DEFAULT 0,
        due_at     bigint,
        body       text NOT NULL
      );
      CREATE INDEX orders_by_owner ON ${s}.orders (owner_id, created_at DESC, order_id DESC);
      CREATE INDEX orders_due ON ${s}.orders (due_at) WHERE due_at IS NOT NULL;

      CREATE TABLE ${s}.unique_keys (
        kind     text COLLATE "C" NOT NULL,
        scope    text COLLATE "C" NOT NULL,
        value    text COLLATE "C" NOT NULL,
        order_id text COLLATE "C" NOT NULL REFERENCES ${s}.orders (order_id),
        CONSTRAINT unique_keys_held_once PRIMARY KEY (kind, scope, value)
      );

      CREATE TABLE ${s}.events (
        order_id text COLLATE "C" NOT NULL REFERENCES ${s}.orders (order_id),
        seq      bigint NOT NULL,
        body     text NOT NULL,
        PRIMARY KEY (order_id, seq)
      );

      CREATE TABLE ${s}.inbox (
        provider    text COLLATE "C" NOT NULL,
        digest      text COLLATE "C" NOT NULL,
        signed      bytea NOT NULL,
        received_at bigint NOT NULL,
        tries       integer NOT NULL,
        outcome     text NOT NULL,
        retry_at    bigint,
        PRIMARY KEY (provider, digest)
      );
      CREATE INDEX inbox_due ON ${s}.inbox (retry_at) WHERE retry_at IS NOT NULL;

      CREATE TABLE ${s}.consumed (
        key        text COLLATE "C" PRIMARY KEY,
        expires_at bigint NOT NULL
      );
      CREATE INDEX consumed_by_time ON ${s}.consumed (expires_at);
    `,
  },
  {
    // Who works on what is due takes it provider by provider; what is settled is forgotten after a while. A provider's id is the first
    // `provider` of an order's JSON, and stands there as the column holds it.
    name: 'claims by provider',
    sql: (s) => `
      ALTER TABLE ${s}.orders ADD COLUMN provider text COLLATE "C" NOT NULL DEFAULT '';
      UPDATE ${s}.orders SET provider = coalesce(substring(body from '"provider":"((?:[^"\\\\]|\\\\.)*)"'), '');
      DROP INDEX ${s}.orders_due;
      CREATE INDEX orders_due ON ${s}.orders (provider, due_at) WHERE due_at IS NOT NULL;
      DROP INDEX ${s}.inbox_due;
      CREATE INDEX inbox_due ON ${s}.inbox (provider, retry_at) WHERE retry_at IS NOT NULL;
      CREATE INDEX inbox_settled ON ${s}.inbox (received_at) WHERE retry_at IS NULL;
    `,
  },
  {
    name: 'claims',
    sql: (s) => `
      CREATE TABLE ${s}.claims (
        name      text COLLATE "C" PRIMARY KEY,
        holder    text COLLATE "C" NOT NULL,
        holders   bigint NOT NULL,
        lapses_at timestamptz NOT NULL
      );
      CREATE INDEX claims_by_time ON ${s}.claims (lapses_at);
    `,
  },
]
