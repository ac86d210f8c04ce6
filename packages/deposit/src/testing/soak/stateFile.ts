import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SoakPlan } from './plan.ts'
import type { Range } from './ranges.ts'
import { emptyTally, type Failure, type Tally } from './tally.ts'

/** How far a soak has come. */
export interface SoakState {
  /** Of the code that is soaked: results of other code must not be summed up with these. */
  code: string
  done: { simulated: Range[]; anvil: Range[] }
  tally: { simulated: Tally; anvil: Tally }
  /** The first ones; all of them are in the tallies. */
  failures: Failure[]
  /** Real milliseconds of all runs together. */
  wallMs: number
  finished: boolean
}

/** Failures that are kept with their seeds; more of them would say nothing more. */
export const mostFailures = 50

export const emptyState = (code: string): SoakState => ({
  code,
  done: { simulated: [], anvil: [] },
  tally: { simulated: emptyTally(), anvil: emptyTally() },
  failures: [],
  wallMs: 0,
  finished: false,
})

/** What the files of a plan are called, without their ending: the same arguments find them again. */
export function nameOf({ folder, seed, simulated, anvil, mutant }: SoakPlan): string {
  const name = `seed-${seed}-simulated-${simulated}-anvil-${anvil}`
  return join(folder, mutant ? `${name}-without-${mutant}` : name)
}

/** What an earlier run with the same arguments left, or `null`. */
export function readState(plan: SoakPlan): SoakState | null {
  try {
    return JSON.parse(readFileSync(`${nameOf(plan)}.json`, 'utf8')) as SoakState
  } catch {
    // None, or none that can be read: it is written in one piece, so this is no run of ours.
    return null
  }
}

/** Writes in one piece: a run that is killed here leaves the file as it was before. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const beside = `${path}.new`
  const file = openSync(beside, 'w')
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
}

export const writeState = (plan: SoakPlan, state: SoakState): void =>
  writeWhole(`${nameOf(plan)}.json`, `${JSON.stringify(state)}\n`)
