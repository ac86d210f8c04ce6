import { expect, test } from 'vitest'
import { seeded } from '../sim/random.ts'
import { cover, missing, type Range, sizeOf } from './ranges.ts'

test('pieces that are done in any order are joined, and none is asked for twice', () => {
  const random = seeded(5)
  const whole: Range = [100, 1_000]
  let done: Range[] = []
  const seen = new Map<number, number>()
  // Each round takes some of what is left, in any order, as threads that are interrupted do.
  for (let round = 0; sizeOf(done) < 900; round += 1) {
    const left = [...missing(done, whole, 7)]
    const taken = left.filter(() => random.chance(0.6)).reverse()
    for (const [from, to] of taken) {
      expect(to - from).toBeLessThanOrEqual(7)
      for (let seed = from; seed < to; seed += 1) seen.set(seed, (seen.get(seed) ?? 0) + 1)
      done = cover(done, [from, to])
    }
    expect(round).toBeLessThan(50)
  }
  expect(done).toEqual([whole])
  expect([...missing(done, whole, 7)]).toEqual([])
  expect([...seen.values()].every((times) => times === 1)).toBe(true)
  expect(Math.min(...seen.keys())).toBe(100)
  expect(Math.max(...seen.keys())).toBe(999)
})

test('what was done outside of the whole changes nothing', () => {
  expect([...missing([[0, 10]], [20, 25], 10)]).toEqual([[20, 25]])
  expect([...missing([[0, 22]], [20, 25], 10)]).toEqual([[22, 25]])
  expect(cover([[5, 9]], [9, 9])).toEqual([[5, 9]])
})
