import { expect } from '@playwright/test'
import { planOf } from './plan.ts'
import { runRace } from './race.ts'
import { seedsToRun, test } from './raceTest.ts'

const arrived = ['included', 'final_onchain', 'provider_received']

for (const seed of seedsToRun(40))
  test(`race ${seed}`, async ({ browser, world }) => {
    const plan = planOf(seed)
    const hint = `RACE_SEEDS=${seed} pnpm test:e2e races.spec.ts runs it alone. ${JSON.stringify(plan)}`
    const result = await runRace(browser, world, plan)
    const said = `${result.stages} (${result.told})`
    test.info().annotations.push({ type: 'race', description: JSON.stringify(result) })
    expect(result.arrivals, `transfers to the order's address. ${hint}`).toBeLessThanOrEqual(1)
    expect(result.arrivals, `transfers, of which the wallet knows. ${hint}`).toBe(result.sent)
    expect(result.askedPerAttempt, `wallet requests of one attempt. ${hint}`).toBeLessThanOrEqual(1)
    expect(result.askedByStranger, `wallet requests of a device that may only look. ${hint}`).toBe(0)
    expect(new Set(result.stages).size, `stages at the end: ${said}. ${hint}`).toBe(1)
    expect(arrived.includes(result.stages[0] ?? ''), `${said} is said. ${hint}`).toBe(result.arrivals === 1)
    if (result.finished) expect(result.arrivals, `a sale that can be finished: ${said}. ${hint}`).toBe(1)
  })
