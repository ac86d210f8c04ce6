import { OfframpError } from '../errors/offrampError.ts'

/** A decimal string: `0`, `25`, `25.5`. No sign, exponent, separator, leading zero or bare dot. */
export type Decimal = string

const grammar = /^(0|[1-9]\d*)(\.\d+)?$/
const limit = 2n ** 256n
/** 2^256 has 78 digits; anything longer is refused before it costs time. */
const longest = 128

const refuse = (message: string, text: string): never => {
  throw new OfframpError({
    code: 'invalid_amount',
    message,
    why: 'An amount that is not exact could send the wrong sum.',
    action: 'Use a plain decimal number such as 25 or 25.5.',
    details: { amount: text.slice(0, 40) },
  })
}

/** Whether the text follows the amount grammar (rule 1 of the design): it says nothing about decimals. */
export function isDecimal(text: unknown): text is Decimal {
  return typeof text === 'string' && text.length <= longest && grammar.test(text)
}

/**
 * Decimal text to base units, exactly.
 *
 * Never rounds: more fraction digits than the asset has are refused, even when they are zeros.
 *
 * @param text - display units, such as `25.5`
 * @param decimals - 0 to 77
 * @returns base units, greater than zero and below 2^256
 * @throws OfframpError `invalid_amount`
 * @example parseAmount('25.5', 6) // 25500000n
 */
export function parseAmount(text: Decimal, decimals: number): bigint {
  if (!isDecimal(text)) return refuse('The amount is not a plain decimal number.', String(text))
  checkDecimals(decimals, text)
  const [whole = '', fraction = ''] = text.split('.')
  if (fraction.length > decimals)
    return refuse(`The amount has more than ${decimals} digits after the point.`, text)
  const units = BigInt(whole + fraction.padEnd(decimals, '0'))
  if (units === 0n) return refuse('The amount is zero.', text)
  if (units >= limit) return refuse('The amount is too large.', text)
  return units
}

/**
 * Base units to decimal text, without trailing zeros.
 *
 * @throws OfframpError `invalid_amount` for a negative amount or impossible decimals
 * @example formatAmount(25500000n, 6) // '25.5'
 */
export function formatAmount(units: bigint, decimals: number): Decimal {
  checkDecimals(decimals, String(units))
  if (units < 0n) return refuse('The amount is negative.', units.toString())
  const digits = units.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Orders two decimals: negative, zero or positive as in `Array.sort`. Exact at any length. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(fractionDigits(a), fractionDigits(b))
  const difference = scaled(a, scale) - scaled(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Whether two decimals are the same number: `25` and `25.0` are. */
export function equalDecimals(a: Decimal, b: Decimal): boolean {
  return compareDecimals(a, b) === 0
}

function checkDecimals(decimals: number, text: string): void {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 77)
    refuse('The asset has an impossible number of decimals.', text)
}

function fractionDigits(text: Decimal): number {
  if (!isDecimal(text)) return refuse('The amount is not a plain decimal number.', String(text))
  return text.split('.')[1]?.length ?? 0
}

function scaled(text: Decimal, scale: number): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}
