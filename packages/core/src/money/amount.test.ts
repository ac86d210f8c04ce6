import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { isOfframpError } from '../errors/offrampError.ts'
import { compareDecimals, equalDecimals, formatAmount, isDecimal, parseAmount } from './amount.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const decimals = fc.integer({ min: 0, max: 24 })
const units = fc.oneof(fc.bigInt(1n, 2n ** 256n - 1n), fc.bigInt(1n, 10n ** 12n))

/** The answer, or `refused`; anything but a typed refusal fails the test. */
function parse(text: string, places: number): bigint | 'refused' {
  try {
    return parseAmount(text, places)
  } catch (error) {
    if (!isOfframpError(error) || error.code !== 'invalid_amount') throw error
    expect(error.moneyMoved).toBe('no')
    return 'refused'
  }
}

/** Written apart from the parser: what the text is worth in base units, digit by digit, or `refused`. */
function oracle(text: string, places: number): bigint | 'refused' {
  let value = 0n
  let after = -1
  for (const [at, letter] of [...text].entries()) {
    const digit = '0123456789'.indexOf(letter)
    if (letter === '.' && after < 0 && at > 0) after = 0
    else if (digit < 0) return 'refused'
    else {
      value = value * 10n + BigInt(digit)
      if (after >= 0) after += 1
    }
  }
  if (text === '' || after === 0 || (text[0] === '0' && text.length > 1 && text[1] !== '.')) return 'refused'
  if (after > places || text.length > 128) return 'refused'
  const result = value * 10n ** BigInt(places - Math.max(after, 0))
  return result === 0n || result >= 2n ** 256n ? 'refused' : result
}

describe('codec (I-6)', () => {
  test('parse after format is the identity', () => {
    fc.assert(
      fc.property(units, decimals, (value, places) => parse(formatAmount(value, places), places) === value),
      { numRuns: 30_000 },
    )
  })

  test('format after parse says the same number', () => {
    const text = fc.stringMatching(/^(0|[1-9]\d{0,20})(\.\d{1,24})?$/)
    fc.assert(
      fc.property(text, decimals, (amount, places) => {
        const value = parse(amount, places)
        if (value !== 'refused') expect(equalDecimals(formatAmount(value, places), amount)).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })

  test('agrees with an oracle on texts that are almost amounts', () => {
    const text = fc.oneof(
      fc.stringMatching(/^[0-9.]{0,30}$/),
      fc.stringMatching(/^[0-9]{1,12}\.[0-9]{1,30}$/),
      fc.stringMatching(/^[-+ ]?[0-9]{0,6}[.,'_ ]?[0-9]{0,8}([eE][-+]?[0-9]{1,3})?[ n]?$/),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.stringMatching(/^[0-9٠-٩０-９०-९]{1,8}$/),
      fc.tuple(units, fc.stringMatching(/^0{0,60}$/)).map(([value, zeros]) => `${value}${zeros}`),
    )
    fc.assert(
      fc.property(text, decimals, (amount, places) => parse(amount, places) === oracle(amount, places)),
      { numRuns: 100_000 },
    )
  })

  test.each([
    '',
    '.',
    '0',
    '0.0',
    '00',
    '01',
    '1.',
    '.5',
    '-1',
    '+1',
    '1e-7',
    '1E3',
    '1e21',
    '1,5',
    '1,000',
    "1'000",
    '1_000',
    '1 000',
    ' 1',
    '1 ',
    '1\n',
    '٣',
    '１',
    '1٫5',
    '0x10',
    '0b1',
    'NaN',
    'Infinity',
    '1n',
    '1.2.3',
    '1\u200b',
    '½',
    '1\u0000',
    '1.0000005',
    '0.0000004',
    '9'.repeat(200),
    (2n ** 256n).toString(),
  ])('refuses %j with six decimals', (text) => {
    expect(parse(text, 6)).toBe('refused')
  })

  test('refuses what is no text and decimals that are none', () => {
    for (const value of [1, 1n, null, undefined, {}, ['1'], Number.NaN])
      expect(parse(value as string, 6)).toBe('refused')
    for (const places of [-1, 1.5, 78, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(parse('1', places)).toBe('refused')
      expect(() => formatAmount(1n, places)).toThrow(/decimals/)
    }
    expect(() => formatAmount(-1n, 6)).toThrow(/negative/)
  })

  test('never rounds: a digit too many is refused, even a zero', () => {
    expect(parse('25.500000', 6)).toBe(25_500_000n)
    expect(parse('25.5000000', 6)).toBe('refused')
    expect(parse('0.000001', 6)).toBe(1n)
    expect(parse('1', 0)).toBe(1n)
    expect(parse('1.0', 0)).toBe('refused')
    expect(parse((2n ** 256n - 1n).toString(), 0)).toBe(2n ** 256n - 1n)
    expect(formatAmount(0n, 6)).toBe('0')
  })
})

describe('comparing', () => {
  const decimal = fc.stringMatching(/^(0|[1-9]\d{0,8})(\.\d{1,8})?$/)

  test('orders as scaled integers do, in any notation of the same number', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const scaled = (text: string) =>
          BigInt((text.split('.')[0] ?? '') + (text.split('.')[1] ?? '').padEnd(8, '0'))
        const sign = scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0
        expect(compareDecimals(a, b)).toBe(sign)
        expect(equalDecimals(a, a.includes('.') ? `${a}0` : `${a}.0`)).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })

  test('refuses what is no amount', () => {
    expect(() => compareDecimals('1e3', '1')).toThrow(/plain decimal/)
    expect(() => equalDecimals('1', '')).toThrow(/plain decimal/)
    expect(isDecimal(1)).toBe(false)
  })
})
