import { createBench } from './bench.ts'
import { failureRules } from './failureRules.ts'
import { readingRules } from './readingRules.ts'
import { requestRules } from './requestRules.ts'
import { type ProviderRules, runRule } from './rule.ts'
import { sessionRules } from './sessionRules.ts'
import { shapeRules } from './shapeRules.ts'
import type { ProviderUnderTest } from './underTest.ts'
import { webhookRules } from './webhookRules.ts'

/** `describe` and `it` of vitest, jest or `node:test`. */
export interface TestFunctions {
  describe: (name: string, body: () => void) => void
  /** The third is how long a test may take, in milliseconds. */
  it: (name: string, body: () => Promise<void>, timeout?: number) => void
}

/** What every provider must hold. */
export const providerRules: ProviderRules = {
  ...shapeRules,
  ...requestRules,
  ...readingRules,
  ...failureRules,
  ...sessionRules,
  ...webhookRules,
}

/**
 * What every provider must hold, as tests. Run it on your own before real orders depend on it, once for each flow.
 *
 * @param name - of the flow, for the report
 * @param under - the provider, a stand-in of its API, and what its words mean
 * @param functions - your test runner's
 * @example
 * ```ts
 * import { describe, it } from 'vitest'
 * describeProviderConformance('acme/hosted', { factory: acme({ apiKey }), order, upstream, … }, { describe, it })
 * ```
 */
export function describeProviderConformance(
  name: string,
  under: ProviderUnderTest,
  { describe, it }: TestFunctions,
): void {
  describe(`${name} as a provider`, () => {
    for (const [rule, one] of Object.entries(providerRules))
      it(rule, async () => await runRule(rule, one, createBench(under)), 60_000)
  })
}
