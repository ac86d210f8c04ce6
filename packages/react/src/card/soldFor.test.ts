import type { SellQuote } from '@offrampkit/core/api'
import { compareDecimals, formatAmount, parseAmount } from '@offrampkit/core/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { soldFor } from './soldFor.ts'

const quoteOf = (sold: string, paid: string) =>
  ({ sell: { amount: sold }, receive: { amount: paid, currency: 'USD' } }) as SellQuote

test('is cut at the asset’s last digit, never rounded up', () => {
  expect(soldFor('50', quoteOf('100', '98.5'), 6)).toBe('50.761421')
  expect(soldFor('50', quoteOf('100', '98.5'), 2)).toBe('50.76')
  expect(soldFor('1', quoteOf('3', '1'), 0)).toBe('3')
  expect(soldFor('2', quoteOf('1', '3'), 6)).toBe('0.666666')
  expect(soldFor('150000', quoteOf('0.5', '750000.75'), 18)).toBe('0.099999900000099999')
})

test('is nothing where it comes to nothing', () => {
  expect(soldFor('0.01', quoteOf('1', '100000'), 2)).toBeNull()
  expect(soldFor('5', quoteOf('1', '0'), 6)).toBeNull()
})

test('never brings more than was asked for at that price, and one unit more would', () => {
  const sums = fc.bigInt(1n, 10n ** 12n)
  fc.assert(
    fc.property(sums, sums, sums, fc.integer({ min: 0, max: 18 }), (cash, sold, paid, decimals) => {
      const quote = quoteOf(formatAmount(sold, 6), formatAmount(paid, 2))
      const amount = soldFor(formatAmount(cash, 2), quote, decimals)
      const units = amount === null ? 0n : parseAmount(amount, decimals)
      // units / 10^decimals * paid / sold, all over their places, against cash.
      const brings = (of: bigint) => of * paid * 10n ** 6n
      const wanted = cash * sold * 10n ** BigInt(decimals)
      expect(brings(units) <= wanted).toBe(true)
      expect(brings(units + 1n) > wanted).toBe(true)
      if (amount !== null) expect(compareDecimals(amount, '0')).toBe(1)
    }),
    { numRuns: 2_000 },
  )
})
