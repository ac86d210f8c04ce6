import type { BindRules } from '@offrampkit/core/deposit'
import type { FlowId } from '@offrampkit/core/order'
import type { FlowDescriptor } from '@offrampkit/core/provider'

const minute = 60_000

/** How long a locked price holds (https://docs.capa.fi, home page, read 2026-11-21): it is taken inside the order call. */
export const lockLifeMs = 10_000

/**
 * Selling through Capa's API: there is no page of theirs. The user answers a form, and the answer to the order call is the
 * deposit instruction. Capa takes no reference of ours and names no end of its wait; it has no word for a refund.
 */
export const capaApi = {
  id: 'capa/api',
  provider: 'capa',
  capabilities: {
    instructionFrom: 'create',
    open: ['form'],
    returnsUser: false,
    confirm: 'api',
    refunds: 'none',
    cancel: true,
  },
  reference: 'theirs',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'none',
  clocks: { order: null, price: lockLifeMs, session: null },
  news: { webhook: 'signed_header', poll: true },
} as const satisfies FlowDescriptor

/**
 * What a row must satisfy to be paid (invariant I-9).
 *
 * Everything that says what is sent must be told by the row itself, and is frozen: a second value stops the order. Capa
 * names no sender, so that none is compared.
 */
export const capaApiRules = {
  states: ['waiting'],
  required: ['to', 'amount', 'asset', 'network', 'createdAt'],
  // Its id came as the answer to our own call: this only allows for clocks that differ.
  createdBeforeMs: 10 * minute,
  createdAfterMs: 10 * minute,
  // None is documented, and `CRYPTO_NOT_RECEIVED` proves that there is one. The kit stops offering to send after an
  // hour: too early costs the user a new order, too late their coins.
  windowMs: 60 * minute,
  marginMs: 3 * minute,
  sender: 'ignored',
  senderIgnoredOn: [],
  amountCurrency: 'equal_if_given',
  // The order call says what is sold, and no page of theirs can change it.
  asAsked: ['amount', 'asset', 'network'],
  frozen: ['to', 'asset', 'network', 'amount', 'amountCurrency', 'memo'],
} as const satisfies BindRules

/** Rules by flow, as the provider contract wants them. */
export const capaRules: Readonly<Record<FlowId, BindRules>> = { [capaApi.id]: capaApiRules }
