import type { Decimal } from '../money/amount.ts'
import type { NetworkId } from '../network/network.ts'

/** `coinbase`, `partna`, `capa`, or the id of one that the app adds. */
export type ProviderId = string
/** One way of selling at a provider, such as `coinbase/hosted`. */
export type FlowId = `${string}/${string}`

/** What the user wishes to sell and how to be paid. All text; the amount in display units. */
export interface SellRequest {
  /** Symbol of a configured asset on `network`. */
  asset: string
  network: NetworkId
  amount: Decimal
  /** ISO 4217. */
  cashoutCurrency: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The part of ISO 3166-2 after the dash; the US needs it. */
  subdivision?: string
  /** The provider's id of a cash-out method, as found in the options. */
  method?: string
}
