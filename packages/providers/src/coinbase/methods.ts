/**
 * Payment methods of the CDP OpenAPI (2026-08-20), shared by buying and selling. A country's own list comes from the
 * options; for a sale one may expect the first four, and CARD where the payment-methods page says so.
 */
export const paymentMethods = [
  'FIAT_WALLET',
  'CRYPTO_ACCOUNT',
  'ACH_BANK_ACCOUNT',
  'PAYPAL',
  'CARD',
  'RTP',
  'APPLE_PAY',
  'GUEST_CHECKOUT_CARD',
  'GUEST_CHECKOUT_APPLE_PAY',
  'GUEST_CHECKOUT_GOOGLE_PAY',
] as const

/** What `defaultCashoutMethod` of the hosted URL takes. */
export const cashoutMethods = ['FIAT_WALLET', 'CRYPTO_ACCOUNT', 'ACH_BANK_ACCOUNT', 'PAYPAL'] as const
export type CashoutMethod = (typeof cashoutMethods)[number]

export function isCashoutMethod(method: string | undefined): method is CashoutMethod {
  return (cashoutMethods as readonly (string | undefined)[]).includes(method)
}

/** A method as it came, under its current name: the status page still calls the crypto balance CRYPTO_WALLET. */
export function readMethod(method: string | undefined): string | undefined {
  if (method === undefined || !/^[A-Z][A-Z_]{1,63}$/.test(method) || method === 'UNSPECIFIED')
    return undefined
  return method === 'CRYPTO_WALLET' ? 'CRYPTO_ACCOUNT' : method
}
