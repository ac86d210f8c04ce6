import { describe, expect, it } from 'vitest'
import {
  divide,
  floorTo,
  fromBaseUnits,
  fromFixed,
  isDecimal,
  multiply,
  roundTo,
  toBaseUnits,
  toFixed,
} from './decimal.ts'

describe('decimal strings', () => {
  it.each(['0', '10', '0.1', '12.8', '1000000000000000000000.000000000000000001'])('keeps %s', (text) => {
    expect(fromFixed(toFixed(text))).toBe(text)
  })

  it.each(['', '.5', '1.', '01', '-1', '+1', '1e3', '1,5', ' 1', '0.1234567890123456789', 'NaN'])(
    'refuses "%s"',
    (text) => {
      expect(isDecimal(text)).toBe(false)
      expect(() => toFixed(text)).toThrow(TypeError)
    },
  )

  it('computes without floats', () => {
    expect(fromFixed(multiply(toFixed('0.1'), toFixed('0.2')))).toBe('0.02')
    expect(fromFixed(divide(toFixed('1'), toFixed('3')))).toBe('0.333333333333333333')
    expect(fromFixed(floorTo(toFixed('12.799'), 2))).toBe('12.79')
    expect(fromFixed(roundTo(toFixed('0.125'), 2))).toBe('0.13')
    expect(fromFixed(roundTo(toFixed('0.124'), 2))).toBe('0.12')
  })

  it('turns amounts into base units and back, never rounding', () => {
    expect(toBaseUnits('25', 6)).toBe(25_000_000n)
    expect(toBaseUnits('0.000001', 6)).toBe(1n)
    expect(toBaseUnits('0.0000001', 6)).toBeNull()
    expect(fromBaseUnits(1n, 18)).toBe('0.000000000000000001')
    expect(fromBaseUnits(25_000_000n, 6)).toBe('25')
    expect(fromBaseUnits(7n, 0)).toBe('7')
  })
})
