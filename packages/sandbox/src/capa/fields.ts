import { isDecimal, toFixed } from '../decimal.ts'
import { NumberText } from './exact-json.ts'

export type Fields = Record<string, unknown>

/** A text field: `null` when absent, `undefined` when it is of another kind or empty. */
export function textField(fields: Fields, name: string): string | null | undefined {
  const value = fields[name] ?? null
  if (value === null) return null
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** An amount, as number or string: `null` when absent, `undefined` when it is no positive decimal. */
export function amountField(fields: Fields, name: string): string | null | undefined {
  const value = fields[name] ?? null
  if (value === null) return null
  const text = value instanceof NumberText ? value.text : value
  return isDecimal(text) && toFixed(text) > 0n ? text : undefined
}

/** A spread as fraction, from 0 to below 0.9. */
export function spreadField(fields: Fields): string | null | undefined {
  const value = fields.premiumSpread ?? null
  if (value === null) return null
  const text = value instanceof NumberText ? value.text : value
  return isDecimal(text) && toFixed(text) < toFixed('0.9') ? text : undefined
}

/** Whether the value is an object with at least these texts. */
export function hasTexts(value: unknown, names: readonly string[]): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return names.every((name) => typeof textField(value as Fields, name) === 'string')
}
