/** How the Coinbase stand-in behaves. Every field can be changed while it runs, through the control API. */
export interface CoinbaseSettings {
  /** From "Cash out now" until the row turns STARTED and has its `to_address`. */
  startedAfterMs: number
  /** From the confirmed deposit until the payout. */
  payoutAfterMs: number
  /** Documented: 30 minutes from "Cash out now" to the send. */
  sendWindowMs: number
  /** Documented: session tokens die 5 minutes after they were made. */
  tokenLifeMs: number
  /** Documented: sell quotes are limited to this many per second and app, in a sliding window. */
  quotesPerSecond: number
  /** Documented as required; observed (2026-08) not to be enforced. */
  requireClientIp: boolean
  /** Observed: loopback and private addresses are refused. */
  allowPrivateClientIp: boolean
  /** Observed: a quote with source, redirect and partner reference makes a STARTED row within 4 seconds. */
  quoteCreatesOrder: boolean
  /** Documented but observed to stay empty: the quote hands out a complete hosted URL. */
  quoteReturnsUrl: boolean
  /** An unconfirmed STARTED row with a `to_address` exists as soon as the hosted page opens. */
  earlyAddress: boolean
  /** The row's `sell_amount` is written in the cash-out currency instead of the crypto asset. */
  fiatSellAmount: boolean
  /** The same user gets the same deposit address again. Undocumented either way. */
  reuseDepositAddress: boolean
  /** When a send that does not match fails its order. Observed: the row stays STARTED until the time is over. */
  unmatchedFails: 'at-once' | 'at-timeout'
  /** "Cash out now" places the order but never sends the user back. */
  neverRedirect: boolean
  /** "Cash out now" is refused, as when the account may not sell. */
  denyOrders: boolean
  /** Opening the hosted page cuts the popup's tie to its opener. */
  severOpener: boolean
  /** `total_count` counts this answer only, instead of everything of the user. The docs disagree. */
  totalCountOfPage: boolean
  /** Status calls for a reference never seen answer 404 instead of an empty list. Undocumented. */
  unknownRefIs404: boolean
  /** Webhooks that carry `partnerUserRef`. The docs disagree. */
  webhookRef: 'always' | 'not-on-created' | 'never'
  /** Webhooks write a missing hash as `"0x"` instead of leaving it out. */
  webhookEmptyHash: '0x' | 'absent'
}

export const defaultCoinbaseSettings: CoinbaseSettings = {
  startedAfterMs: 1500,
  payoutAfterMs: 3000,
  sendWindowMs: 30 * 60_000,
  tokenLifeMs: 5 * 60_000,
  quotesPerSecond: 10,
  requireClientIp: true,
  allowPrivateClientIp: false,
  quoteCreatesOrder: true,
  quoteReturnsUrl: false,
  earlyAddress: false,
  fiatSellAmount: false,
  reuseDepositAddress: false,
  unmatchedFails: 'at-timeout',
  neverRedirect: false,
  denyOrders: false,
  severOpener: false,
  totalCountOfPage: false,
  unknownRefIs404: false,
  webhookRef: 'not-on-created',
  webhookEmptyHash: '0x',
}

/** Changes settings in place; an unknown name or a value of another kind is a `TypeError`. */
export function applySettings(target: CoinbaseSettings, patch: Record<string, unknown>): void {
  const known = defaultCoinbaseSettings as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    if (!(name in known) || typeof value !== typeof known[name]) {
      throw new TypeError(
        `"${name}" is not a setting of the Coinbase sandbox, or its value is of the wrong kind.`,
      )
    }
  }
  Object.assign(target, patch)
}
