/**
 * Decimal strings computed with bigint, 18 fraction digits inside. Money never becomes a JS number here.
 */
const SCALE = 18n
const ONE = 10n ** SCALE

/** A fixed-point number with 18 fraction digits. */
export type Fixed = bigint

const GRAMMAR = /^(0|[1-9]\d*)(\.\d{1,18})?$/

/** Whether the text is a plain non-negative decimal with at most 18 fraction digits. */
export function isDecimal(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 60 && GRAMMAR.test(text)
}

/** Reads a decimal string; anything else is a `TypeError`. */
export function toFixed(text: string): Fixed {
  if (!isDecimal(text)) throw new TypeError(`"${text}" is not a plain decimal number.`)
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole) * ONE + BigInt(fraction.padEnd(Number(SCALE), '0'))
}

/** Writes without zero padding, as the provider does: `12.8`, `10`. */
export function fromFixed(value: Fixed): string {
  const whole = value / ONE
  const fraction = (value % ONE).toString().padStart(Number(SCALE), '0').replace(/0+$/, '')
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`
}

export const multiply = (a: Fixed, b: Fixed): Fixed => (a * b) / ONE

export const divide = (a: Fixed, b: Fixed): Fixed => (a * ONE) / b

/** Cuts to `digits` fraction digits, downwards. */
export function floorTo(value: Fixed, digits: number): Fixed {
  const unit = 10n ** (SCALE - BigInt(digits))
  return (value / unit) * unit
}

/** Rounds to `digits` fraction digits, half up. */
export function roundTo(value: Fixed, digits: number): Fixed {
  const unit = 10n ** (SCALE - BigInt(digits))
  return ((value + unit / 2n) / unit) * unit
}

/** A decimal amount in base units, or `null` when it has more fraction digits than the asset. */
export function toBaseUnits(text: string, decimals: number): bigint | null {
  if (!isDecimal(text)) return null
  const [whole = '0', fraction = ''] = text.split('.')
  if (fraction.length > decimals) return null
  return BigInt(whole + fraction.padEnd(decimals, '0'))
}

/** Base units as a decimal string without zero padding. */
export function fromBaseUnits(units: bigint, decimals: number): string {
  const text = units.toString().padStart(decimals + 1, '0')
  const whole = text.slice(0, text.length - decimals)
  const fraction = decimals === 0 ? '' : text.slice(-decimals).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}
