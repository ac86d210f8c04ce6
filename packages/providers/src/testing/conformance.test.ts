import { describe, expect, it, test } from 'vitest'
import { createBench } from './bench.ts'
import { describeProviderConformance, providerRules } from './conformance.ts'
import { acmeUnderTest } from './fixtures/acmeUnderTest.ts'
import { wrongBehaviour } from './fixtures/wrongBehaviour.ts'
import { wrongDetails } from './fixtures/wrongDetails.ts'
import { wrongReading } from './fixtures/wrongReading.ts'
import { wrongShapes } from './fixtures/wrongShapes.ts'
import { runRule } from './rule.ts'
import type { ProviderUnderTest } from './underTest.ts'

describeProviderConformance('acme/api', acmeUnderTest, { describe, it })

const tables = [wrongShapes, wrongReading, wrongBehaviour, wrongDetails]
/** Providers that break a rule. */
const breaking = (rule: string) => tables.flatMap((table) => table[rule] ?? [])

/** Messages of the rules that do not hold, by rule. */
async function broken(under: ProviderUnderTest): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, rule] of Object.entries(providerRules))
    await runRule(name, rule, createBench(under)).catch((error: Error) => {
      found[name] = error.message
    })
  return found
}

describe('a deliberately wrong provider', () => {
  const names = Object.keys(providerRules)

  test('exists for every rule, and for nothing else', () => {
    expect([...new Set(tables.flatMap(Object.keys))].sort()).toEqual([...names].sort())
    for (const name of names) expect(breaking(name).length, name).toBeGreaterThan(0)
    expect(names).toHaveLength(30)
  })

  const all = names.flatMap((rule) => breaking(rule).map((wrong) => ({ rule, ...wrong })))

  test.each(all)('fails on "$rule", and on no other: $is', async ({ rule, under, also = [] }) => {
    const found = await broken(under)
    expect(Object.keys(found).sort(), Object.values(found).join('\n')).toEqual([rule, ...also].sort())
  })

  test('is told which rule it broke, what was expected, and what to do', async () => {
    const [wrong] = breaking('polling asks them')
    const found = await broken(wrong?.under ?? acmeUnderTest)
    expect(found['polling asks them']).toBe(
      'polling asks them\n  expected a call to them for each reading\n' +
        '  What to do: Let `readOrder` ask each time: an answer from memory hides what happened since.',
    )
  })
})
