import { describe, expect, test } from 'vitest'
import { type MutantName, mutants } from './mutants.ts'
import { runSchedule, type ScheduleResult } from './schedule.ts'

const replay = (seed: number) =>
  `node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts --seed ${seed}`

const told = ({ seed, violations }: ScheduleResult) =>
  violations.map(({ kind, step, what }) => `${kind} at step ${step}: ${what}\n  ${replay(seed)}`)

describe('1,000 schedules', () => {
  let sent = 0
  let asked = 0
  test.each([0, 250, 500, 750])(
    'from seed %i on: at most one deposit, the right one, and no false word about it',
    async (first) => {
      for (let seed = first; seed < first + 250; seed += 1) {
        const result = await runSchedule(seed)
        expect(told(result)).toEqual([])
        sent += result.sent
        asked += result.asked
      }
    },
    60_000,
  )

  test('the schedules do send: a suite in which nothing happens proves nothing', () => {
    expect(asked).toBeGreaterThan(500)
    expect(sent).toBeGreaterThan(200)
  })
})

test('a seed gives the same run again', async () => {
  const trail = async (seed: number) => {
    const actions: string[] = []
    const onStep = (step: number, action: string) => void actions.push(`${step} ${action}`)
    const { refusals, ...result } = await runSchedule(seed, { onStep })
    return { actions, ...result, refusals: [...refusals] }
  }
  expect(await trail(7)).toEqual(await trail(7))
  expect(await trail(7)).not.toEqual(await trail(8))
})

// Each mutant is the shipped protocol over ports of which one lies. Only the chain judges.
test.each(Object.keys(mutants) as MutantName[])(
  'without %s the suite turns red within 10,000 schedules',
  async (name) => {
    for (let seed = 0; seed < 10_000; seed += 1) {
      const { violations } = await runSchedule(seed, { mutant: mutants[name], judges: ['double_send'] })
      if (violations.length > 0) return
    }
    expect.unreachable(`Nothing was sent twice without ${name}: the schedules are too tame.`)
  },
  120_000,
)
