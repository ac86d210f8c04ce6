import { parseOrder } from './orderText.ts'
import type { InboxEntry, InboxOutcome, StoredOrder } from './store.ts'

/** A row as `node:sqlite` answers it. */
export type Row = Record<string, unknown>

export function orderOf(row: Row | undefined): StoredOrder | null {
  if (!row) return null
  return {
    order: parseOrder(String(row.body)),
    ownerId: String(row.owner_id),
    requestId: String(row.request_id),
    version: Number(row.version),
    dueAt: row.due_at === null ? null : Number(row.due_at),
  }
}

export function inboxEntryOf(row: Row): InboxEntry {
  return {
    provider: String(row.provider),
    digest: String(row.digest),
    signed: new Uint8Array(row.signed as Uint8Array),
    receivedAt: Number(row.received_at),
    tries: Number(row.tries),
    outcome: row.outcome as InboxOutcome,
    retryAt: row.retry_at === null ? null : Number(row.retry_at),
  }
}
