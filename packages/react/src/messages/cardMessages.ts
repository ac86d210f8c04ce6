import type { Fee } from '@offrampkit/core/api'

/** Words of what comes before a sale. Amounts are formatted for people already. */
export interface CardMessages {
  /** Types the amount in this, such as `USD`, instead. */
  typeIn(unit: string): string
  /** Sells all that the account can. */
  max: string
  upTo(amount: string): string
  /** Below a sum of money: what is sold for it. */
  youSell(amount: string): string
  country: string
  /** A state, province or the like. */
  region: string
  currency: string
  compare: string
  best: string
  firm: string
  estimate: string
  youReceiveAbout: string
  feesInPrice: string
  fees: Record<Fee['kind'], string>
  without(providers: string): string
  absent(provider: string, country: string): string
  /** In place of prices: nothing to price yet, being asked, and none. */
  empty: string
  asking: string
  nobody: string
  /** How long the price stays. */
  holds(time: string): string
  /** In its place, while another one is asked for. */
  renewing: string
  which: string
  unreadable: string
  zero: string
  tooPrecise(digits: string): string
  below(limit: string): string
  above(limit: string): string
  notEnough(max: string): string
  refused: string
  gone(provider: string): string
}
