import { expect, test } from 'vitest'
import { mutants, redundant } from './mutants.ts'
import { runMany } from './sum.ts'
import { testMutants } from './testMutants.ts'

const early = ['writeAhead', 'errorTaxonomy', 'oneShotGuard', 'noReoffer', 'failSafeMark'] as const
testMutants([...early, 'lockAndCompareAndSet'])

test('every mutant is tried', () => {
  expect(Object.keys(mutants).sort()).toEqual([...early, 'lockAndCompareAndSet'].sort())
})

// They cover each other, so that each is tested by races of its own (protocol/anvil.test.ts, browser/ledger.test.ts).
test.each(Object.keys(redundant) as (keyof typeof redundant)[])(
  '%s alone nothing is sent twice',
  async (name) => {
    const { violations, sent } = await runMany(0, 2_000, { mutant: redundant[name], judges: ['double_send'] })
    expect(violations).toEqual([])
    expect(sent).toBeGreaterThan(600)
  },
  300_000,
)
