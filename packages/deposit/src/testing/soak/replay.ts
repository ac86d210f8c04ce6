import type { SoakPlan } from './plan.ts'
import type { Failure } from './tally.ts'

/** The command that runs the schedule of a failure again, step by step. */
export function replayOf(
  { seed, over }: Pick<Failure, 'seed' | 'over'>,
  { mutant }: Pick<SoakPlan, 'mutant'>,
): string {
  const script = over === 'anvil' ? 'replayAnvil.ts' : 'replay.ts'
  const without = mutant ? ` --mutant ${mutant}` : ''
  return `node --conditions=offrampkit-source packages/deposit/src/testing/${script} --seed ${seed}${without}`
}
