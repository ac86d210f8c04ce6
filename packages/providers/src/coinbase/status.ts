import type { RowState } from '@offrampkit/core/order'

/**
 * Their words for a sale, as of the CDP OpenAPI (2026-08-20): `TRANSACTION_STATUS_…`. Their status page lists only
 * three of them. Which of CREATED and STARTED comes first is not documented; CREATED is taken as the earlier.
 */
const states: Readonly<Record<string, RowState>> = {
  CREATED: 'pending',
  STARTED: 'waiting',
  SUCCESS: 'paid',
  FAILED: 'failed',
  EXPIRED: 'expired',
  // Their first demo (2024-10) read statuses as numbers and knew this one.
  '3': 'waiting',
}

/**
 * A status of theirs in the kit's words. A deposit that they have seen means `received`, even though their status still
 * says STARTED. A word that is not in the table is `unknown`: it neither advances nor fails an order.
 *
 * @param status - as it came, or absent
 * @param hasHash - whether the row names a transaction
 */
export function stateOf(status: string | undefined, hasHash: boolean): RowState {
  const name = status?.replace(/^TRANSACTION_STATUS_/, '') ?? ''
  const state = Object.hasOwn(states, name) ? (states[name] as RowState) : 'unknown'
  return hasHash && (state === 'pending' || state === 'waiting') ? 'received' : state
}
