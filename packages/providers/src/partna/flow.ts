import type { FlowDescriptor } from '@offrampkit/core/provider'

/** What happens to a deposit that comes after the rate key has lapsed: Partna's own words. */
export type ExpireAction = 'useCurrentRate' | 'deposit'

/**
 * Selling on Partna's hosted page: the user enters the payout there, and is never sent back. Where to send comes by a signed
 * webhook alone, so that the page stays open beside the app, in a popup or a tab and never in its place.
 */
export const partnaWidget = {
  id: 'partna/widget',
  provider: 'partna',
  capabilities: {
    instructionFrom: 'webhook',
    open: ['popup', 'tab'],
    returnsUser: false,
    confirm: 'none',
    // No word for a refund exists in their documents.
    refunds: 'none',
    cancel: false,
  },
  reference: 'ours',
  referenceKnown: 'before',
  amount: { units: 'decimal', kinds: ['exact'] },
  memo: false,
  sender: 'must_match',
  clocks: { order: 'told', price: null, session: null },
  news: { webhook: 'signed_body', poll: true },
} as const satisfies FlowDescriptor

/** Selling by `POST /ramp`: the app asks for the payout itself, and the answer says where to send. */
export const partnaApi = {
  ...partnaWidget,
  id: 'partna/api',
  capabilities: { ...partnaWidget.capabilities, instructionFrom: 'create', open: ['form'] },
} as const satisfies FlowDescriptor

/** The API flow as it was configured: with `deposit`, coins that come too late are credited to the user's Partna balance. */
export function partnaApiFlow(expireAction: ExpireAction): FlowDescriptor {
  const refunds = expireAction === 'deposit' ? 'to_provider_balance' : 'none'
  return { ...partnaApi, capabilities: { ...partnaApi.capabilities, refunds } }
}
