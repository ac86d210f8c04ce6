/** What Partna buys, as its `from_currency` and `/ramp` spell it (OpenAPI of 2026-03-30). */
export const cryptoCurrencies = ['BTC', 'ETH', 'USDC', 'USDT', 'CUSD', 'BNB'] as const

/** How a currency is paid out: Partna's own words. */
export interface PayoutCurrency {
  /** ISO 3166-1: where this currency is paid out. */
  country: string
  /** `toNetwork` of `/ramp`. Without one the widget alone pays this currency. */
  network: string | null
  /** Ways of paying out that the API flow serves: `BANK`, or a `paymentNetwork` of `/ramp`. The widget asks by itself. */
  methods: readonly string[]
}

/**
 * What Partna pays in. NGN and KES are live; GHS is named by the widget's guide and by `/banks`, but is missing from the
 * currencies of `/ramp`.
 */
export const payoutCurrencies: Readonly<Record<string, PayoutCurrency>> = {
  NGN: { country: 'NG', network: 'naira', methods: ['BANK'] },
  KES: { country: 'KE', network: 'kenyanshilling', methods: ['MOBILE'] },
  GHS: { country: 'GH', network: null, methods: [] },
}

/** What is known about a payout currency, or `null` for one that Partna does not pay in. */
export function payoutOf(currency: string): PayoutCurrency | null {
  return Object.hasOwn(payoutCurrencies, currency) ? (payoutCurrencies[currency] ?? null) : null
}

export function isCrypto(currency: string): boolean {
  return (cryptoCurrencies as readonly string[]).includes(currency)
}
