import type { RowState } from '@offrampkit/core/order'

/**
 * Their words for a sale: `pending → received → processing → completed` in webhooks, `canceled` (one L) in `GET /ramp`,
 * `failed` in `GET /transfer`. There is none for an expired, refunded, under- or overpaid one: the end of the window is
 * told as a time. Source: https://docs.getpartna.com/v4/documentation/guides/offramp-widget and the OpenAPI (2026-03-30).
 */
const states: Readonly<Record<string, RowState>> = {
  pending: 'waiting',
  received: 'received',
  processing: 'processing',
  completed: 'paid',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  failed: 'failed',
}

/**
 * A status of theirs in the kit's words. A word that is not in the table is `unknown`: it neither advances nor fails an
 * order (`retried`, which `GET /transfer` knows, is one of them).
 *
 * @param hasHash - the row names a transaction: then nobody waits for the deposit any more, whatever the word says
 */
export function stateOf(status: string | undefined, hasHash: boolean): RowState | undefined {
  if (status === undefined) return hasHash ? 'received' : undefined
  const state = Object.hasOwn(states, status) ? (states[status] as RowState) : 'unknown'
  return hasHash && (state === 'waiting' || state === 'unknown') ? 'received' : state
}
