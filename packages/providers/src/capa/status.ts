import type { FailureReason, RowState } from '@offrampkit/core/order'

/**
 * Their words for a transaction: the list page of 2026 (https://docs.capa.fi, read 2026-11-21), and `EXPIRED`, which pages and
 * SDK of 2025 have instead of the last three. Words for purchases stand in the same list; on a sale they say nothing.
 */
const states: Readonly<Record<string, RowState>> = {
  PENDING: 'waiting',
  PENDING_PAYMENT: 'waiting',
  PENDING_FUNDS: 'waiting',
  CRYPTO_RECEIVED: 'received',
  COMPLETED_CRYPTO_RECEIVAL: 'received',
  FUNDS_RECEIVED: 'received',
  IN_PROGRESS: 'processing',
  READY_BANK_TRANSFER: 'processing',
  BANK_TRANSFER_PENDING: 'processing',
  AWAITING_MANUAL_CRYPTO_TRANSFER: 'processing',
  AWAITING_MANUAL_FIAT_TRANSFER: 'processing',
  AWAITING_FUND_TRANSFER: 'processing',
  COMPLETED: 'paid',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  // Nothing arrived in time. Still cancellable, and a deposit that comes late outranks it.
  CRYPTO_NOT_RECEIVED: 'expired',
  EXPIRED: 'expired',
  // A purchase's words: the user pays fiat there.
  FIAT_PAYMENT_RECEIVED: 'unknown',
  FIAT_RECEIVED: 'unknown',
}

/** Every word of theirs that is known, old and new. */
export const capaStatuses: readonly string[] = Object.keys(states)

/**
 * A status in the kit's words. One that is not in the table is `unknown`: it neither advances nor fails an order.
 *
 * Capa also calls it cancelled when its penny test failed, which can be after the coins arrived. That is no order that
 * somebody took back but a sale that failed, for a reason; so it ends one that had received something, too.
 */
export function stateOf(status: string, cancellationReason?: string): RowState {
  if (status === 'CANCELLED' && reasonOf(cancellationReason) !== undefined) return 'failed'
  return Object.hasOwn(states, status) ? (states[status] as RowState) : 'unknown'
}

/**
 * Webhooks carry no status; their event says it (https://docs.capa.fi/docs/transaction-events, read 2026-11-21).
 * `RECEIVED_USER_CRYPTO` is the older name of `CRYPTO_RECEIVED_OFF_RAMP`. `CANCELLED_OFF_RAMP` is not documented;
 * its twin for purchases is.
 */
const events: Readonly<Record<string, RowState>> = {
  CREATED_OFF_RAMP: 'waiting',
  CRYPTO_RECEIVED_OFF_RAMP: 'received',
  RECEIVED_USER_CRYPTO: 'received',
  COMPLETED_OFF_RAMP: 'paid',
  CANCELLED_OFF_RAMP: 'cancelled',
}

/** The state that an event of a webhook means, or `null` for an event that says none. */
export function stateOfEvent(event: string): RowState | null {
  return Object.hasOwn(events, event) ? (events[event] as RowState) : null
}

/**
 * Why a transaction was cancelled, in the kit's words. `NAME_VERIFICATION_FAILED` is the failed penny test: the account is
 * not in the name of the verified user (https://docs.capa.fi, mock testing guide, read 2026-11-21).
 */
export function reasonOf(cancellationReason: string | undefined): FailureReason | undefined {
  return cancellationReason === 'NAME_VERIFICATION_FAILED' ? 'bank_account_not_verified' : undefined
}
