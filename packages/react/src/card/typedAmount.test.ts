import { formatAmount } from '@offrampkit/core/money'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTypedAmount, writeAmount } from './typedAmount.ts'

const read = (text: string) => {
  const typed = readTypedAmount(text)
  return typed.kind === 'read' ? typed.amount : typed.kind === 'ambiguous' ? typed.readings : typed.kind
}

describe('an amount as it is typed', () => {
  test.each([
    ['25', '25'],
    [' 25 ', '25'],
    ['25.5', '25.5'],
    ['1,5', '1.5'],
    ['1.', '1'],
    ['.5', '0.5'],
    [',5', '0.5'],
    ['007', '7'],
    ['0.500', '0.5'],
    ['0,125', '0.125'],
    ['1234.567', '1234.567'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1.234,567', '1234.567'],
    ['1,234,567', '1234567'],
    ['1.000.000', '1000000'],
    ['12,34,567', '1234567'],
    ['1 000', '1000'],
    ['1\u202f000,250', '1000.25'],
    ['1’000.250', '1000.25'],
    ['٣٫٥', '3.5'],
    ['١٬٢٣٤٫٥', '1234.5'],
    ['۲۵', '25'],
    ['२५.५', '25.5'],
    ['１２．５', '12.5'],
    ['\u200f25\u200f', '25'],
  ])('%j is %s', (text, amount) => {
    expect(read(text)).toBe(amount)
  })

  test.each([
    ['1.000', ['1', '1000']],
    ['1,000', ['1', '1000']],
    ['12.345', ['12345', '12.345']],
    ['310,512', ['310512', '310.512']],
    ['١،٠٠٠', ['1', '1000']],
  ])('%j is asked about, in every language', (text, readings) => {
    expect(read(text)).toEqual(readings)
  })

  test.each([
    '-1',
    '1e3',
    '1.2.3',
    '1,2,3',
    '12,34',
    '1.00.0',
    'x',
    '.',
    ',',
    '$5',
    '1,00,00',
    '1 00',
    '1.5,5.5',
  ])('%j is read in one way or refused, never as something longer or shorter', (text) => {
    const got = read(text)
    if (text === '12,34') expect(got).toBe('12.34')
    else expect(got).toBe('unreadable')
  })

  test('nothing is empty, and a book is no amount', () => {
    expect(read('  ')).toBe('empty')
    expect(read('9'.repeat(500))).toBe('unreadable')
  })

  test('what the kit writes into the input reads as itself, or is asked about, in every language', () => {
    const locales = ['en', 'es', 'pt-BR', 'fr', 'ar-EG', 'hi', 'id', 'tr', 'zh', 'sw', 'yo', 'ha', 'de-CH']
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 14n), fc.constantFrom(...locales), (units, locale) => {
        const amount = formatAmount(units, 6)
        const typed = readTypedAmount(writeAmount(amount, locale))
        if (typed.kind === 'ambiguous') expect(typed.readings).toContain(amount)
        else expect(typed).toEqual({ kind: 'read', amount })
      }),
      { numRuns: 2_000 },
    )
  })
})
