import { type Fixed, fromFixed } from '../decimal.ts'

/**
 * A money object as the API really returns it: `{value, currency}` plus an always empty `cbrn`, values not
 * zero-padded. Source: recorded production answer of 2026-08-11 (see fixtures/sell-quote.ts).
 */
export interface Money {
  value: string
  currency: string
  cbrn: ''
}

export function money(value: Fixed | string, currency: string): Money {
  return { value: typeof value === 'string' ? value : fromFixed(value), currency, cbrn: '' }
}
