import { expect, test } from 'vitest'
import type { Breaker } from './breakers.ts'
import { runSchedule } from './schedule.ts'

// What the promise rests on is no ornament: without it the same schedules turn red.
const needed: readonly Breaker[] = ['p1', 'ledger', 'receipt']

test.each(needed)(
  'where the assumption %s does not hold, the judge sees it',
  async (name) => {
    for (let seed = 0; seed < 1_000; seed += 1) {
      const { violations } = await runSchedule(seed, { breaks: [name] })
      if (violations.length > 0) return
    }
    expect.unreachable(`Nothing went wrong without ${name}: then it is no assumption.`)
  },
  300_000,
)
