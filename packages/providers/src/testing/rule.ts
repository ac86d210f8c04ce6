import { type Bench, RuleBroken } from './bench.ts'

/** One demand on every provider. */
export interface ProviderRule {
  /** What to do where it is broken. */
  advice: string
  /** Throws `RuleBroken` where it is. What a provider does not have is no reason to; that it may not have it is another rule. */
  check(bench: Bench): void | Promise<void>
}

/** Rules by their name: a whole sentence that the provider must satisfy. */
export type ProviderRules = Readonly<Record<string, ProviderRule>>

/** Runs one rule. What fails says which rule it was, what was expected, and what to do. */
export async function runRule(name: string, rule: ProviderRule, bench: Bench): Promise<void> {
  try {
    await rule.check(bench)
  } catch (error) {
    const found = error instanceof RuleBroken ? `expected ${error.message}` : `it threw ${String(error)}`
    throw new RuleBroken(`${name}\n  ${found}\n  What to do: ${rule.advice}`, { cause: error })
  }
}
