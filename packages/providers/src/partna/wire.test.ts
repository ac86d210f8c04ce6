import { parseJsonExactly } from '@offrampkit/core/money'
import { describe, expect, test } from 'vitest'
import { describedAssets, describedBreakdown, documentedRate } from './fixtures/answers.ts'
import { page, reference, sale } from './fixtures/sale.ts'
import { readAssets } from './wire/catalog.ts'
import { readBreakdown, readRateKey } from './wire/quote.ts'
import { readCreated, readSales } from './wire/sale.ts'
import { decimal, readAs } from './wire.ts'

const json = parseJsonExactly
const unreadable = expect.objectContaining({ code: 'provider_unreadable' })

describe('numbers', () => {
  test.each([
    ['0.1000', '0.1000'],
    ['109.99175768162324', '109.99175768162324'],
    ['5e-7', '0.0000005'],
    ['1.25e-8', '0.0000000125'],
    ['1.5e+21', '1500000000000000000000'],
    ['1e2', '100'],
    ['1.25e1', '12.5'],
    ['1.25e2', '125'],
  ])('%s is %s, digit by digit', (literal, expected) => {
    expect(readAs(decimal, (json(`{"a":${literal}}`) as { a: unknown }).a)).toBe(expected)
  })

  test.each(['-5e-7', '1e999', 'NaN', '1,5'])('%s stays as it came, to be refused', (literal) => {
    expect(readAs(decimal, literal)).toBe(literal)
  })

  test.each([null, true, {}, [], ''])('%j is none', (value) => {
    expect(readAs(decimal, value)).toBeNull()
  })
})

describe('rates', () => {
  const key = '1640-USDT_to_NGN-a1b2c3d4-1755873777'

  test('are found by what they say, in either order', () => {
    expect(readRateKey(json(documentedRate.body), 'USDT', 'NGN')).toBe(key)
    expect(readRateKey(json(documentedRate.body), 'NGN', 'USDT')).toBe(key)
  })

  test('the direction that was asked for comes first', () => {
    const both = {
      data: {
        rate: {
          NGN_to_USDT: { key: 'b', fromCurrency: 'NGN', toCurrency: 'USDT' },
          whatever: { key: 'a', fromCurrency: 'USDT', toCurrency: 'NGN' },
        },
      },
    }
    expect(readRateKey(both, 'USDT', 'NGN')).toBe('a')
  })

  test('the name of the entry counts where the entry does not say', () => {
    expect(readRateKey({ data: { rate: { USDT_to_NGN: { key: 'a' } } } }, 'USDT', 'NGN')).toBe('a')
  })

  test.each([
    ['another pair', { USDT_to_KES: { key: 'a', fromCurrency: 'USDT', toCurrency: 'KES' } }],
    ['two keys', { x: { key: 'a', fromCurrency: 'USDT', toCurrency: 'NGN' }, USDT_to_NGN: { key: 'b' } }],
    ['no key', { USDT_to_NGN: { rate: '1640' } }],
    ['no map', null],
  ])('%s is unreadable', (_, rate) => {
    expect(() => readRateKey({ data: { rate } }, 'USDT', 'NGN')).toThrowError(unreadable)
  })

  test('the breakdown is in PascalCase, and its numbers are text', () => {
    expect(readBreakdown(json(describedBreakdown.body))).toEqual({
      NetAmountInToCurrency: '12.93',
      TotalAmountInToCurrency: '14.07',
      TotalFeesInToCurrency: '1.14',
      DepositFeeInToCurrency: '0.14',
      MerchantFeeInToCurrency: '0',
      WithdrawalFeeInToCurrency: '1',
    })
  })
})

describe('assets', () => {
  test('are the same under either table', () => {
    const celo = { contractAddress: '0x765de816845861e75a25fca122bb6898b8b1282a', decimals: '18' }
    const byCurrency = readAssets({ data: { byCurrency: { CUSD: { celo } } } })
    expect(byCurrency).toEqual([{ currency: 'CUSD', network: 'celo', ...celo }])
    expect(readAssets({ data: { byNetWork: { celo: { CUSD: celo } } } })).toEqual(byCurrency)
    expect(readAssets(json(describedAssets.body)).map(({ currency }) => currency)).toContain('BTC')
  })

  test.each([{}, { data: {} }, { data: { byCurrency: { CUSD: { celo: null } } } }])(
    '%j is unreadable',
    (body) => {
      expect(() => readAssets(body)).toThrowError(unreadable)
    },
  )
})

describe('sales', () => {
  test('three names of one end, and two of the reference', () => {
    for (const name of ['expireAt', 'expiredAt', 'expiryDate'])
      expect(
        readSales(json(page([sale({ expiredAt: undefined, [name]: 1773710450 })])), reference),
      ).toMatchObject([{ reference, expireAt: '1773710450', createdAt: '1773706850', fromAmount: '0.11' }])
  })

  test('those of others, and purchases, are left out unread', () => {
    const others = [sale({ rampReference: 'x', status: [] }), sale({ type: 'fiatToCrypto' }), null, 5]
    expect(readSales(json(page([...others, sale()])), reference)).toHaveLength(1)
    expect(readSales(json(page([])), reference)).toEqual([])
    expect(readSales({ data: { rampRequests: null } }, reference)).toEqual([])
  })

  test.each([
    ['a sale that says two ends', page([sale({ expireAt: 5 })])],
    ['a status that is an object', page([sale({ status: {} })])],
    ['no list', '{"data":{}}'],
    ['a list without end', page(Array.from({ length: 1001 }, () => sale()))],
  ])('%s is unreadable', (_, body) => {
    expect(() => readSales(json(body), reference)).toThrowError(unreadable)
  })

  test.each(['paymentAddress', 'cryptoAddress', 'address'])('a new sale tells the address as %s', (name) => {
    expect(readCreated({ data: { [name]: '0x1', fromAmount: '1' } }, reference)).toEqual({
      reference,
      paymentAddress: '0x1',
      fromAmount: '1',
    })
  })

  test.each([
    ['about another reference', { data: { rampReference: 'x' } }],
    ['with two addresses', { data: { paymentAddress: '0x1', cryptoAddress: '0x2' } }],
    ['without data', { message: 'success' }],
    ['as text', { data: '0x1' }],
  ])('a new sale %s is unreadable', (_, body) => {
    expect(() => readCreated(body, reference)).toThrowError(unreadable)
  })

  test('only a new sale names the address in other words: elsewhere they may be the wallet', () => {
    const body = json(page([sale({ paymentAddress: undefined, address: '0x1', cryptoAddress: '0x1' })]))
    expect(readSales(body, reference)[0]).not.toHaveProperty('paymentAddress')
  })
})
