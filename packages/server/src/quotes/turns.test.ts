import { describe, expect, it } from 'vitest'
import { mostInASecond } from '../../test/quoteBench.ts'
import { simulatedTime } from '../../test/simulatedTime.ts'
import { memoryShared } from '../shared/memory.ts'
import { intervalOf } from '../shared/shared.ts'
import { createTurns } from './turns.ts'

/** Instances whose timers come late by what `lateBy` says, over one bucket; when each of their turns was used. */
async function run(instances: number, lateBy: (nth: number, dueAt: number) => number) {
  const time = simulatedTime()
  const from = time.now()
  const shared = memoryShared({ now: time.now })
  const used: number[] = []
  const done = Array.from({ length: instances }, () => {
    let sleeps = 0
    const turns = createTurns({
      take: (lateMs) => shared.take('b', { perSecond: 8, lateMs, withinMs: 5_000 }),
      pause: (ms) => shared.pause('b', ms),
      sleep: (ms) => time.sleep(ms + lateBy(sleeps++, time.now() + ms - from)),
      ...{ intervalMs: intervalOf(8), mostWaitMs: 5_000, now: time.now },
    })
    return Array.from({ length: 30 / instances }, (_, at) => {
      const work = async () => used.push(time.now())
      return turns.enter(`user ${at}`, work).done
    })
  })
  await time.run(Promise.all(done.flat()))
  return used.toSorted((a, b) => a - b)
}

describe('turns of a process that stands still now and then', () => {
  it.each([
    ['a little', (nth: number) => (nth * 7) % 20],
    ['sometimes', (nth: number) => (nth % 3 === 0 ? 90 : 0)],
    ['for a second at once', (nth: number) => (nth === 3 ? 1_000 : 0)],
    ['always', () => 300],
  ])('are never more than the rate: %s', async (_, lateBy) => {
    const used = await run(1, lateBy)
    expect(used).toHaveLength(30)
    expect(mostInASecond(used)).toBeLessThanOrEqual(8)
  })

  it('are not used by all instances at the same moment after it', async () => {
    const used = await run(3, (_, dueAt) => (dueAt > 500 && dueAt < 2_500 ? 2_500 - dueAt : 0))
    expect(used).toHaveLength(30)
    const gaps = used.slice(1).map((at, before) => at - (used[before] as number))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(intervalOf(8))
    expect(Math.max(...gaps)).toBeLessThan(3_000)
  })
})
