import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderView, quote } from '../../test/views.ts'
import type { SellQuote } from './quote.ts'
import { isAbout, rankQuotes } from './quotes.ts'

const paying = (provider: string, amount: string, kind: SellQuote['kind'] = 'indicative'): SellQuote => ({
  ...quote,
  provider,
  kind,
  receive: { amount, currency: 'USD' },
})
const order = (quotes: readonly SellQuote[]) => rankQuotes(quotes).map(({ provider }) => provider)

describe('rankQuotes', () => {
  test('puts first what pays most, compared exactly and as numbers', () => {
    const quotes = [
      paying('nine', '9.9'),
      paying('nearly', '9.99999999999999999999'),
      paying('ten', '10'),
      paying('less', '9.99999999999999999998'),
    ]
    expect(order(quotes)).toEqual(['ten', 'nearly', 'less', 'nine'])
    expect(quotes[0]?.provider).toBe('nine')
  })

  test('a tie goes to the firm price, and otherwise stays in its order', () => {
    expect(order([paying('a', '10'), paying('b', '10.0'), paying('firm', '10.00', 'firm')])).toEqual([
      'firm',
      'a',
      'b',
    ])
    expect(order([paying('b', '10.0'), paying('a', '10')])).toEqual(['b', 'a'])
    expect(order([paying('firm', '9', 'firm'), paying('more', '9.01')])).toEqual(['more', 'firm'])
  })

  test('loses none, never puts less before more, and ranking again changes nothing', () => {
    const amount = fc
      .tuple(fc.bigInt(0n, 20n), fc.bigInt(0n, 99n))
      .map(([whole, part]) => `${whole}.${part.toString().padStart(2, '0')}`)
    const any = fc.record({ amount, kind: fc.constantFrom<SellQuote['kind']>('firm', 'indicative') })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (list) => {
        const quotes = list.map((one, at) => paying(`p${at}`, one.amount, one.kind))
        const ranked = rankQuotes(quotes)
        expect(ranked).toHaveLength(quotes.length)
        expect(new Set(ranked)).toEqual(new Set(quotes))
        const cents = ranked.map(({ receive }) => BigInt(receive.amount.replace('.', '')))
        for (const [at, sum] of cents.entries()) expect(sum).toBeLessThanOrEqual(cents[at - 1] ?? sum)
        expect(rankQuotes(ranked)).toEqual(ranked)
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  [{}, true],
  [{ amount: '25.00' }, true],
  [{ amount: '25.01' }, false],
  [{ asset: 'ETH' }, false],
  [{ network: 'eip155:1' }, false],
] as const)('isAbout: a quote for %o', (change, expected) => {
  expect(isAbout({ ...quote, sell: { ...quote.sell, ...change } }, orderView.request)).toBe(expected)
})
