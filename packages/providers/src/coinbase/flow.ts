import type { BindRules } from '@offrampkit/core/deposit'
import type { FlowId } from '@offrampkit/core/order'
import type { FlowDescriptor } from '@offrampkit/core/provider'
import { bitcoinFamily } from './networks.ts'

const minute = 60_000

/** Session tokens expire 5 minutes after they were made and work once (hosted URL reference). */
export const sessionLifeMs = 5 * minute

/**
 * Selling on Coinbase's own page: the user confirms there, comes back, and sends to the address that the status API then
 * tells. The page refuses to be framed. What is not sold stays in the user's Coinbase account as crypto.
 */
export const coinbaseHosted = {
  id: 'coinbase/hosted',
  provider: 'coinbase',
  capabilities: {
    // A row with an address was seen before anybody confirmed: it counts after the return, or a review, alone.
    instructionFrom: 'poll',
    open: ['popup', 'tab', 'redirect'],
    returnsUser: true,
    confirm: 'none',
    refunds: 'to_provider_balance',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'must_match',
  clocks: { order: 30 * minute, price: null, session: sessionLifeMs },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/**
 * What a row must satisfy to be paid (invariant I-9).
 *
 * Network and asset are required too, so that neither is ever taken from the wish. The address, and everything that says
 * what is sent, is frozen: a second value stops the order. `from` is not: it is compared with the sender each time.
 */
export const coinbaseHostedRules = {
  states: ['pending', 'waiting'],
  // The sender too, except on the Bitcoin family: `must_equal` below asks for it where it is compared.
  required: ['to', 'amount', 'createdAt', 'asset', 'network'],
  createdBeforeMs: minute,
  createdAfterMs: minute,
  // "Time out 30 mins after users click": the row is older than the click, so this never ends too late.
  windowMs: 30 * minute,
  marginMs: 3 * minute,
  sender: 'must_equal',
  senderIgnoredOn: bitcoinFamily,
  amountCurrency: 'must_equal_asset',
  // A row with an address was seen while nobody had confirmed anything, and what is sent to such a row is credited as
  // crypto instead of being sold (live report of an integrator, 2026-08-11; the README has it).
  afterReturn: true,
  frozen: ['to', 'asset', 'network', 'amount', 'amountCurrency', 'memo'],
} as const satisfies BindRules

/** Rules by flow, as the provider contract wants them. */
export const coinbaseRules: Readonly<Record<FlowId, BindRules>> = {
  [coinbaseHosted.id]: coinbaseHostedRules,
}
