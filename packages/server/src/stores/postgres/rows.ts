import { parseOrder } from '../orderText.ts'
import type { InboxEntry, InboxOutcome, StoredEvent, StoredOrder } from '../store.ts'
import type { PgRow } from './pgShapes.ts'

/**
 * Any JavaScript string as one that PostgreSQL can hold, and different ones as different ones: it has no NUL and no half
 * surrogates. What names look like in real life stays as it is.
 */
export const toText = (value: string): string => JSON.stringify(value).slice(1, -1)
const fromText = (column: unknown): string => JSON.parse(`"${column}"`) as string

/** `bigint` columns are read as text: they could be larger than a number. These are versions and ms since 1970. */
const numberOrNull = (column: unknown) => (column === null ? null : Number(column))

export function orderOf(row: PgRow | undefined): StoredOrder | null {
  if (!row) return null
  return {
    order: parseOrder(String(row.body)),
    ownerId: fromText(row.owner_id),
    requestId: fromText(row.request_id),
    version: Number(row.version),
    dueAt: numberOrNull(row.due_at),
  }
}

export function eventOf(orderId: string, row: PgRow): StoredEvent {
  return { orderId, seq: Number(row.seq), event: JSON.parse(String(row.body)) as StoredEvent['event'] }
}

export function inboxEntryOf(row: PgRow): InboxEntry {
  return {
    provider: fromText(row.provider),
    digest: fromText(row.digest),
    signed: new Uint8Array(row.signed as Uint8Array),
    receivedAt: Number(row.received_at),
    tries: Number(row.tries),
    outcome: row.outcome as InboxOutcome,
    retryAt: numberOrNull(row.retry_at),
  }
}
