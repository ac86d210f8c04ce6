import type { Decimal } from '../money/amount.ts'
import type { Money } from '../money/money.ts'
import type { NetworkId } from '../network/network.ts'
import type { FlowId, ProviderId, SellRequest } from '../order/request.ts'

/** One fee of a quote, already deducted from `receive`. */
export interface Fee {
  /** Who takes it. The user's own gas is never part of a quote. */
  kind: 'provider' | 'merchant' | 'network' | 'payout'
  amount: Money
}

/** A price with the fees apart. `firm` prices hold until `expiresAt`; `indicative` ones are estimates. */
export interface SellQuote {
  provider: ProviderId
  flow: FlowId
  /** The provider's id, where it can be passed on. */
  quoteId: string | null
  kind: 'firm' | 'indicative'
  sell: { amount: Decimal; asset: string; network: NetworkId }
  /** What arrives, fees deducted. */
  receive: Money
  /** Before fees, where told. */
  subtotal: Money | null
  fees: readonly Fee[]
  method: string | null
  /** Milliseconds since 1970. */
  quotedAt: number
  expiresAt: number | null
  /**
   * The price is some seconds old, because a new one could not be had at once. Show it as such; asking again brings the new one.
   */
  stale?: boolean
}

/** Parameters of a quote. Without a provider the backend chooses among those that can serve it. */
export interface QuoteParameters extends SellRequest {
  provider?: ProviderId
}
