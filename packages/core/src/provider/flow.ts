import type { FlowId, ProviderId } from '../order/request.ts'

/** How a hosted flow may be shown. The first one that works is used, in the kit's own order. */
export type OpenMode = 'popup' | 'tab' | 'redirect' | 'embed' | 'form'

/**
 * What a flow can do. It travels with the order, so that the interface branches on these and never on a name.
 */
export interface FlowCapabilities {
  /** How the kit learns where to send. `never`: the user pays inside the provider's own page. */
  instructionFrom: 'create' | 'return' | 'message' | 'poll' | 'webhook' | 'never'
  /** How the flow is opened; empty when nothing is opened (a pure API flow without questions). */
  open: readonly OpenMode[]
  /** Whether the provider sends the user back to the app. */
  returnsUser: boolean
  /** Telling the provider the hash: not at all, by an API call, or as the reply to its message. */
  confirm: 'none' | 'api' | 'reply'
  /** Where coins go when the provider does not sell them. */
  refunds: 'none' | 'to_sender' | 'to_provider_balance'
  /** Whether the order can be cancelled by API. */
  cancel: boolean
}

/** A flow with what a reader of the contract needs beside its capabilities. All plain data. */
export interface FlowDescriptor {
  id: FlowId
  provider: ProviderId
  capabilities: FlowCapabilities
  /** Whose id names the order: ours is given to the provider, theirs is kept by us. */
  reference: 'ours' | 'theirs' | 'both'
  /** When the order id is known: before the user acts there, or only after. */
  referenceKnown: 'before' | 'after'
  amount: { units: 'decimal' | 'base'; kinds: readonly ('exact' | 'atLeast' | 'open')[] }
  memo: boolean
  sender: 'must_match' | 'optional' | 'none'
  /** Milliseconds; `told`: each order says; `null`: there is no such clock. */
  clocks: { order: number | 'told' | null; price: number | 'told' | null; session: number | 'told' | null }
  news: { webhook: 'none' | 'signed_header' | 'signed_body'; poll: boolean }
}
