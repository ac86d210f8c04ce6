import { expect, test } from 'vitest'
import { redundant } from './mutants.ts'
import { runMany } from './sum.ts'

// They cover each other, so that each is tested by races of its own (protocol/anvil.test.ts, browser/ledger.test.ts).
const names = Object.keys(redundant) as (keyof typeof redundant)[]

test.each(names)(
  '%s alone nothing is sent twice',
  async (name) => {
    const { violations, sent } = await runMany(0, 2_000, { mutant: redundant[name], judges: ['double_send'] })
    expect(violations).toEqual([])
    expect(sent).toBeGreaterThan(600)
  },
  300_000,
)
