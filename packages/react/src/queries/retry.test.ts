import { OfframpError } from '@offrampkit/core'
import { describe, expect, test } from 'vitest'
import { retryRead, retryReadDelay, untilFresh } from './retry.ts'

const limited = (retryAfterMs?: number) =>
  new OfframpError({
    code: 'rate_limited',
    message: 'Slowly.',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })

describe('a read that failed', () => {
  test('is asked again twice, never before the server said', () => {
    expect([0, 1, 2].map((failures) => retryRead(failures, limited(4_000)))).toEqual([true, true, false])
    expect([0, 1].map((failures) => retryReadDelay(failures, limited(4_000)))).toEqual([4_000, 4_000])
    expect([0, 1].map((failures) => retryReadDelay(failures, limited()))).toEqual([1_000, 2_000])
    expect(retryReadDelay(1, limited(500))).toBe(2_000)
  })

  test('and has to wait long is told, not asked again behind the user’s back', () => {
    expect(retryRead(0, limited(10_000))).toBe(true)
    expect(retryRead(0, limited(10_001))).toBe(false)
  })

  test('for a reason that stays is not asked again; for one that nobody knows it is', () => {
    expect(retryRead(0, new OfframpError({ code: 'amount_out_of_limits', message: 'Too little.' }))).toBe(
      false,
    )
    expect(retryRead(1, new TypeError('x'))).toBe(true)
    expect(retryReadDelay(0, new TypeError('x'))).toBe(1_000)
  })
})

test('only a price that is a moment old is asked for again by itself', () => {
  expect([true, false, undefined].map(untilFresh)).toEqual([2_000, false, false])
})
