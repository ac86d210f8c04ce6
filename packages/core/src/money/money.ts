import { type Decimal, isDecimal } from './amount.ts'

/** A sum in a currency: ISO 4217 for fiat, the asset's symbol for crypto. */
export interface Money {
  amount: Decimal
  currency: string
}

/** The money if both parts are there and well formed, otherwise `null`: a provider's empties are not zeros. */
export function readMoney(amount: unknown, currency: unknown): Money | null {
  if (!isDecimal(amount) || typeof currency !== 'string' || currency === '') return null
  return { amount, currency }
}
