import type { MutantName } from '@offrampkit/deposit/testing'
import { expect } from '@playwright/test'
import { type Action, type Plan, planOf } from './plan.ts'
import { runRace } from './race.ts'
import { seedsToRun, test } from './raceTest.ts'

/** One browser without the server's record, and a wallet that says yes: what is left is the browser's own safety. */
function bare(seed: number, rounds: readonly (readonly Action[])[]): Plan {
  return {
    ...planOf(seed),
    pages: (rounds[0] ?? []).map(() => 0),
    hasLedger: false,
    honoursNonce: false,
    personas: ['approve'],
    rounds: rounds.map((moves) => moves.map((action) => ({ action, turns: 0 }))),
  }
}

const both = 'review and send'
const broken: readonly (readonly [MutantName, readonly (readonly Action[])[]])[] = [
  ['lockAndCompareAndSet', [[both, both, both]]],
  [
    'writeAhead',
    [
      [both, 'nothing'],
      ['reload', 'nothing'],
      [both, both],
    ],
  ],
]

for (const [mutant, rounds] of broken)
  test(`without ${mutant} a race sends twice`, async ({ browser, world }) => {
    const seen: number[] = []
    let told: readonly string[] = []
    for (const seed of seedsToRun(20)) {
      // Pages that sent twice never settle, so that they are not waited for.
      const result = await runRace(browser, world, bare(seed, rounds), { mutant, patience: 2_000 })
      seen.push(result.arrivals)
      told = result.told
      if (seen.some((arrivals) => arrivals > 1)) break
    }
    test.info().annotations.push({ type: 'race', description: JSON.stringify({ mutant, seen }) })
    expect(Math.max(...seen), `transfers per race: ${seen}; the pages said: ${told}`).toBeGreaterThan(1)
  })
