import { expect } from '@playwright/test'
import { planOf } from './plan.ts'
import { arrivedStages, runRace } from './race.ts'
import { seedsToRun, test } from './raceTest.ts'

for (const seed of seedsToRun(32))
  test(`race ${seed}`, async ({ browser, world }) => {
    const plan = planOf(seed)
    const result = await runRace(browser, world, plan)
    test.info().annotations.push({ type: 'race', description: JSON.stringify(result) })
    const told = `RACE_SEEDS=${seed} pnpm test:e2e --project=races races.spec runs it alone.
${JSON.stringify(result)}
${JSON.stringify(plan)}`
    expect(result.arrivals, `transfers to the order's address. ${told}`).toBeLessThanOrEqual(1)
    expect(result.arrivals, `transfers, of which the wallet knows. ${told}`).toBe(result.sent)
    expect(result.askedPerAttempt, `wallet requests of one attempt. ${told}`).toBeLessThanOrEqual(1)
    expect(result.askedByStranger, `wallet requests of a device that may only look. ${told}`).toBe(0)
    expect(new Set(result.stages).size, `different stages at the end. ${told}`).toBe(1)
    expect(result.stages[0], `what is left of a review that is closed. ${told}`).not.toBe('armed')
    const saysArrived = arrivedStages.includes(result.stages[0] ?? '')
    expect(saysArrived, `whether the pages say that it arrived. ${told}`).toBe(result.arrivals === 1)
    if (result.finished) expect(result.arrivals, `transfers of a sale that could go on. ${told}`).toBe(1)
  })
