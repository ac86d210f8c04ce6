import { describe, expect, test } from 'vitest'
import { formatAsset, formatDuration, formatMoney, formatTime, titleCase } from './format.ts'

describe('amounts', () => {
  test('an asset keeps every digit, also where its symbol looks like a currency', () => {
    expect(formatAsset('en', '0.0074', 'ETH')).toBe('0.0074 ETH')
    expect(formatAsset('en', '0.000000000000000001', 'ETH')).toBe('0.000000000000000001 ETH')
    expect(formatAsset('en', '123456789012345678901234567890', 'X')).toBe(
      '123,456,789,012,345,678,901,234,567,890 X',
    )
    expect(formatAsset('en', '25.10', 'USDC')).toBe('25.10 USDC')
  })
  test('money gains digits and never loses one', () => {
    expect(formatMoney('en', { amount: '12.8', currency: 'USD' })).toBe('$12.80')
    expect(formatMoney('en', { amount: '12.8051', currency: 'USD' })).toBe('$12.8051')
    expect(formatMoney('en', { amount: '9007199254740993', currency: 'USD' })).toBe(
      '$9,007,199,254,740,993.00',
    )
    expect(formatMoney('en', { amount: '5', currency: 'not a currency' })).toBe('5 not a currency')
  })
})

test('durations', () => {
  expect(formatDuration(-3)).toBe('0:00')
  expect(formatDuration(65.9)).toBe('1:05')
  expect(formatDuration(3_723)).toBe('1:02:03')
})

test('ids as words', () => {
  expect(titleCase('ACH_BANK_ACCOUNT')).toBe('ACH bank account')
  expect(titleCase('coinbase')).toBe('Coinbase')
})

test('a moment is told with its time zone', () => {
  const text = formatTime('en', Date.UTC(2026, 0, 15, 12, 34))
  expect(text).toMatch(/Jan 1[45], 2026/)
  expect(text).toMatch(/34 [AP]M \S+/)
})
