import { expect, test } from 'vitest'
import { type MutantName, mutants } from './mutants.ts'
import { runSchedule } from './schedule.ts'

// Each is the shipped protocol with one safety less. Only the chain judges.
const names = Object.keys(mutants) as MutantName[]

test('every safety that the promise names is taken out once', () => {
  expect(names).toEqual([
    'writeAhead',
    'errorTaxonomy',
    'oneShotGuard',
    'noReoffer',
    'failSafeMark',
    'lockAndCompareAndSet',
  ])
})

test.each(names)(
  'without %s the suite turns red within 10,000 schedules',
  async (name) => {
    for (let seed = 0; seed < 10_000; seed += 1) {
      const { violations } = await runSchedule(seed, { mutant: mutants[name], judges: ['double_send'] })
      if (violations.length > 0) return
    }
    expect.unreachable(`Nothing was sent twice without ${name}: the schedules are too tame.`)
  },
  300_000,
)
