import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { readMoney } from './money.ts'
import { parseJsonExactly } from './rawJson.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const literal = fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)

test('every number arrives as the text that stood there', () => {
  fc.assert(
    fc.property(literal, fc.string(), (number, key) => {
      const text = `{ ${JSON.stringify(key)} : [${number},\n{"n":${number}}], "s": ${JSON.stringify(number)} }`
      const read = parseJsonExactly(text) as Record<string, unknown>
      expect(read.s).toBe(number)
      if (key !== 's') expect(Object.entries(read)[0]?.[1]).toEqual([number, { n: number }])
    }),
    { numRuns: 20_000 },
  )
})

test('everything that is no number is as JSON.parse reads it', () => {
  const noNumbers = fc
    .jsonValue()
    .map((value) => JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? `${inner}` : inner)))
  fc.assert(
    fc.property(noNumbers, (text) => {
      expect(parseJsonExactly(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 10_000 },
  )
})

test('Partna’s sample keeps its digits', () => {
  expect(
    parseJsonExactly('{"fromAmount":109.99175768162324,"toAmount":0.1000,"id":12345678901234567890}'),
  ).toEqual({
    fromAmount: '109.99175768162324',
    toAmount: '0.1000',
    id: '12345678901234567890',
  })
})

test('digits inside strings stay, whatever is escaped around them', () => {
  const text = String.raw`{"a":"say \"12\" \\","b":"\\\"3","c":-0}`
  expect(parseJsonExactly(text)).toEqual({ a: 'say "12" \\', b: '\\"3', c: '-0' })
})

test.each(['', '{', '{"a":01}', '{"a":1.}', "{'a':1}", '{"a":NaN}', '<html>', '{"a":1}x', 'undefined'])(
  'refuses %j with a typed error',
  (text) => {
    expect(() => parseJsonExactly(text)).toThrow(expect.objectContaining({ code: 'provider_unreadable' }))
  },
)

test('a megabyte inside one string is read', () => {
  const long = `${'a\\n'.repeat(300_000)}1`
  expect(parseJsonExactly(`{"a":"${long}","b":1}`)).toMatchObject({ b: '1' })
})

test('money needs both of its parts', () => {
  expect(readMoney('25', 'USD')).toEqual({ amount: '25', currency: 'USD' })
  for (const [amount, currency] of [
    ['', 'USD'],
    ['25', ''],
    [null, 'USD'],
    ['25', undefined],
    [25, 'USD'],
    ['1e3', 'USD'],
    ['-1', 'USD'],
  ])
    expect(readMoney(amount, currency)).toBeNull()
})
