import type { BindRules } from '@offrampkit/core/deposit'
import { senderlessNetworks } from './networks.ts'

const minute = 60_000

/**
 * What a sale at Partna must satisfy to be paid (invariant I-9), in both flows.
 *
 * The row carries our own order id, which nobody else can know beforehand, and whoever edits the widget's URL changes what
 * Partna was asked for: so amount, asset and network must be exactly what the order asks for, and the sender the one that was
 * declared. The first address is the one; a second stops the order. Nothing is decided by the order of their times: two
 * messages of their own sample share one.
 */
export const partnaRules = {
  // A sale is waiting from its first word on.
  states: ['waiting'],
  // Network, asset and end are required too, so that none of them is ever taken from the wish or left out.
  required: ['to', 'amount', 'asset', 'network', 'createdAt', 'orderExpiresAt'],
  createdBeforeMs: 5 * minute,
  createdAfterMs: 5 * minute,
  // Each sale tells its own end (an hour after it was made, in every sample).
  windowMs: null,
  marginMs: 3 * minute,
  sender: 'must_equal',
  senderIgnoredOn: senderlessNetworks,
  amountCurrency: 'must_equal_asset',
  rowId: 'order_hex',
  asAsked: ['amount', 'asset', 'network'],
  frozen: ['to', 'from', 'asset', 'network', 'amount', 'amountCurrency', 'memo'],
} as const satisfies BindRules
