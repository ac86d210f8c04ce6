import { describe, expect, it } from 'vitest'
import { createSlidingWindow } from './rate-limit.ts'

describe('the sliding window', () => {
  it('lets through exactly the limit in any second, wherever the second starts', () => {
    const quotes = createSlidingWindow()
    const take = (at: number) => quotes.take('app', 10, at)
    // Nine late in one second and one early in the next: a fixed window would now allow nine more.
    for (let i = 0; i < 9; i += 1) expect(take(1900 + i)).toBe(true)
    expect(take(2050)).toBe(true)
    expect(take(2100)).toBe(false)
    expect(take(2899)).toBe(false)
    // The first of them is a second old now.
    expect(take(2900)).toBe(true)
    expect(take(2900)).toBe(false)
  })

  it('does not count what it refused, and keeps apps apart', () => {
    const quotes = createSlidingWindow()
    expect(quotes.take('a', 1, 0)).toBe(true)
    for (let at = 1; at < 1000; at += 100) expect(quotes.take('a', 1, at)).toBe(false)
    expect(quotes.take('a', 1, 1000)).toBe(true)
    expect(quotes.take('b', 1, 1000)).toBe(true)
  })
})
