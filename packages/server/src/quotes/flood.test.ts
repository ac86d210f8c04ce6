import { describe, expect, it } from 'vitest'
import { mostInASecond, type Outcome, percentile, quoteBench } from '../../test/quoteBench.ts'
import { type SimulatedTime, simulatedTime } from '../../test/simulatedTime.ts'

/** As `bench/quotes.ts` does it, by a clock of the test's: one user asks for a thousand prices a second, others for one each. */
async function beside(time: SimulatedTime, b: ReturnType<typeof quoteBench>) {
  const quiet: Promise<Outcome>[] = []
  const flood: Promise<Outcome>[] = []
  const asking = (async () => {
    for (let turn = 0; turn < 80; turn++) {
      for (let at = 0; at < 50; at++) flood.push(b.ask('flooder', `${10_000 + turn * 50 + at}`))
      if (turn % 4 === 0) quiet.push(b.ask(`user ${turn}`, `${10 + turn}`))
      await time.sleep(50)
    }
  })()
  await time.run(asking)
  const answers = await time.run(Promise.all(quiet))
  await time.run(Promise.all(flood))
  /** In which order they were asked for. The flooder's amounts have five digits, the others' two. */
  const whose = b.asked.map(({ amount }) => (amount.length < 5 ? 'quiet' : 'flooder'))
  return { answers, whose, asked: b.asked.map(({ at }) => at) }
}

describe('a quiet user beside a flood', () => {
  it('waits for two turns at most, and for the answer', async () => {
    const time = simulatedTime()
    const { answers, whose, asked } = await beside(time, quoteBench(time))
    expect(answers.map(({ error }) => error)).toEqual(Array(20).fill(null))
    // 128 ms from one turn to the next, and 200 for an answer.
    expect(Math.max(...answers.map(({ waitedMs }) => waitedMs))).toBeLessThanOrEqual(2 * 128 + 200)
    expect(mostInASecond(asked)).toBeLessThanOrEqual(8)
    // Five of eight turns a second are taken; what is left is the flooder's, who does not starve.
    expect(whose.slice(0, 28).filter((one) => one === 'flooder').length).toBeGreaterThan(5)
  })

  it.each([
    [20, 600],
    // Fewer turns than the quiet ones ask for are left: they wait for each other.
    [60, 600],
    [200, 3_000],
  ])('where timers come %d ms late never waits for two of the flood in a row', async (late, most) => {
    const time = simulatedTime()
    const b = quoteBench({ ...time, sleep: (ms) => time.sleep(ms + late) })
    const { answers, whose, asked } = await beside(time, b)
    expect(answers.map(({ error }) => error)).toEqual(Array(20).fill(null))
    const until = whose.slice(0, whose.lastIndexOf('quiet') + 1)
    expect(until.join(' ')).not.toContain('flooder flooder')
    const waits = answers.map(({ waitedMs }) => waitedMs)
    expect(percentile(waits, 0.95)).toBeLessThan(most)
    expect(mostInASecond(asked)).toBeLessThanOrEqual(8)
  })
})
