import type { Fee } from '@offrampkit/core/api'
import type { Money } from '@offrampkit/core/money'

/** An id as a name: `coinbase` is written Coinbase. */
export function providerName(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ')
}

const regions = new Intl.DisplayNames('en', { type: 'region' })

/** An ISO 3166-1 code as a name: `GH` is Ghana. */
export function countryName(code: string): string {
  return regions.of(code) ?? code
}

/** Shown, never sent: `Intl` takes the decimal text as it is, without a float. */
export function moneyText({ amount, currency }: Money): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount as unknown as number)
}

const methodNames: Readonly<Record<string, string>> = {
  ACH_BANK_ACCOUNT: 'Bank (ACH)',
  BANK: 'Bank account',
  CARD: 'Debit card',
  CRYPTO_ACCOUNT: 'Coinbase, as crypto',
  FIAT_WALLET: 'Coinbase cash',
  MOBILE: 'Mobile money',
  PAYPAL: 'PayPal',
}

/** A way of being paid, for people. */
export function methodName(method: string): string {
  return methodNames[method] ?? method.toLowerCase().replaceAll('_', ' ')
}

/** What is taken off on the way, in one line. */
export function feesText(fees: readonly Fee[]): string {
  if (fees.length === 0) return 'Fees are in the price'
  return fees.map(({ kind, amount }) => `${feeNames[kind]} ${moneyText(amount)}`).join(' · ')
}

const feeNames: Readonly<Record<Fee['kind'], string>> = {
  provider: 'Provider fee',
  merchant: 'App fee',
  network: 'Network fee',
  payout: 'Payout fee',
}
