import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnvilNode, startAnvilNode } from './anvilNode.ts'
import { runSchedule } from './schedule.ts'

const replayOf = (seed: number) =>
  `node --conditions=offrampkit-source packages/deposit/src/testing/replayAnvil.ts --seed ${seed}`
/** A schedule over a node takes some 50 ms: as many as one test may take on a busy machine. */
const step = 50

/** A share of the schedules over a real chain: several files run beside each other, each with a node of its own. */
export function testOverAnvil(first: number, count: number): void {
  describe(`${count} schedules over anvil from seed ${first} on`, () => {
    let node: AnvilNode
    let asked = 0
    let sent = 0
    beforeAll(async () => {
      node = await startAnvilNode()
    })
    afterAll(() => node.stop())

    test.each(Array.from({ length: count / step }, (_, n) => first + n * step))(
      'from seed %i on: at most once, the right thing, in time, and nothing false is said about it',
      async (from) => {
        const told: string[] = []
        for (let seed = from; seed < from + step; seed += 1) {
          const result = await runSchedule(seed, { chain: () => node.open(seed) })
          asked += result.asked
          sent += result.sent
          for (const { kind, step: at, what } of result.violations)
            told.push(`${kind} at step ${at}: ${what}\n  ${replayOf(seed)}`)
        }
        expect(told).toEqual([])
      },
    )

    test('they do send', () => {
      expect(asked).toBeGreaterThan(count * 0.5)
      expect(sent).toBeGreaterThan(count * 0.2)
    })
  })
}
