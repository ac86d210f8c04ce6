import fc from 'fast-check'
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

  it('are as many as the rate where timers are late every time, by about as much', async () => {
    const used = await run(1, (nth) => 60 + ((nth * 7) % 15))
    expect(mostInASecond(used)).toBeLessThanOrEqual(8)
    // The first ones find out; from then on less than the slack is lost.
    const pace = ((used[29] as number) - (used[4] as number)) / 25
    expect(pace).toBeLessThan(intervalOf(8) + 20)
  })

  it('are never more than the rate, nor before their time, however late timers are', async () => {
    const late = fc.oneof(fc.constant(0), fc.constant(60), fc.nat({ max: 19 }), fc.nat({ max: 400 }))
    await fc.assert(
      fc.asyncProperty(fc.array(late, { minLength: 1, maxLength: 40 }), async (lateness) => {
        const used = await run(1, (nth) => lateness[nth % lateness.length] as number)
        expect(used).toHaveLength(30)
        expect(mostInASecond(used)).toBeLessThanOrEqual(8)
      }),
      { numRuns: 60 },
    )
  })

  it('of an instance that is asked once, late, beside a busy one are told to it all the same', async () => {
    const time = simulatedTime()
    const shared = memoryShared({ now: time.now })
    const used: number[] = []
    const instance = (lateMs: number) =>
      createTurns({
        take: (late, tokens = 1) => shared.take('b', { perSecond: 8, lateMs: late, tokens, withinMs: 5_000 }),
        pause: (ms) => shared.pause('b', ms),
        sleep: (ms) => time.sleep(ms + lateMs),
        ...{ intervalMs: intervalOf(8), mostWaitMs: 5_000, now: time.now },
      })
    const work = async () => used.push(time.now())
    const busy = instance(0)
    const idle = instance(120)
    const many = Array.from({ length: 30 }, () => busy.enter('flooder', work).done)
    const few = [300, 1_500, 2_600].map(async (ms) => {
      await time.sleep(ms)
      await idle.enter('quiet', work).done
    })
    await time.run(Promise.all([...many, ...few]))
    expect(mostInASecond(used.toSorted((a, b) => a - b))).toBeLessThanOrEqual(8)
  })

  it('are not used by all instances at the same moment after it', async () => {
    const used = await run(3, (_, dueAt) => (dueAt > 500 && dueAt < 2_500 ? 2_500 - dueAt : 0))
    expect(used).toHaveLength(30)
    const gaps = used.slice(1).map((at, before) => at - (used[before] as number))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(intervalOf(8))
    expect(Math.max(...gaps)).toBeLessThan(3_000)
  })
})
