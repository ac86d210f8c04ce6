import type { Violation } from '../sim/oracle.ts'
import type { ScheduleResult } from '../sim/schedule.ts'

/** What many schedules came to. Plain data: it is kept in a file and sums up. */
export interface Tally {
  schedules: number
  /** Times that a wallet was asked. */
  prompts: number
  /** Transfers that reached a deposit address. */
  sends: number
  /** Schedules at whose end nothing was sent. */
  unsent: number
  steps: number
  /** By kind. */
  violations: Record<string, number>
  /** What was made to go wrong, by kind. */
  faults: Record<string, number>
  /** Codes of the refusals that pages met. */
  refusals: Record<string, number>
  /** Virtual seconds from not knowing to knowing, and how often it took that long. */
  unsure: Record<string, number>
  /** Times that it was never known. */
  unresolved: number
  /** Real milliseconds, of all threads together. */
  busyMs: number
  /** Of them, those in which a thread really had a core: its node's are not among them. */
  cpuMs: number
}

/** Why a schedule counts as failed: what its judge saw, or that it did not come to its end. */
type FailureKind = Violation['kind'] | 'broken' | 'endless'

/** One schedule that must not be as it was. */
export interface Failure {
  seed: number
  over: 'simulated' | 'anvil'
  kind: FailureKind
  step: number
  what: string
}

export const emptyTally = (): Tally => ({
  schedules: 0,
  prompts: 0,
  sends: 0,
  unsent: 0,
  steps: 0,
  violations: {},
  faults: {},
  refusals: {},
  unsure: {},
  unresolved: 0,
  busyMs: 0,
  cpuMs: 0,
})

const add = (counts: Record<string, number>, key: string, times = 1) => {
  counts[key] = (counts[key] ?? 0) + times
}

/** Counts one schedule. */
export function count(tally: Tally, result: ScheduleResult): void {
  tally.schedules += 1
  tally.prompts += result.asked
  tally.sends += result.sent
  tally.steps += result.steps
  if (result.unsent) tally.unsent += 1
  tally.unresolved += result.unresolved
  // In tenths of a second: finer would be another number for each schedule.
  for (const ms of result.resolvedMs) add(tally.unsure, String(Math.round(ms / 100) / 10))
  for (const [kind, times] of Object.entries(result.faults)) if (times > 0) add(tally.faults, kind, times)
  for (const { kind } of result.violations) add(tally.violations, kind)
  for (const [code, times] of result.refusals) add(tally.refusals, code, times)
}

/** Counts one that did not come to its end. */
export function countFailed(tally: Tally, kind: 'broken' | 'endless'): void {
  tally.schedules += 1
  add(tally.violations, kind)
}

/** Adds `more` to `tally`. */
export function join(tally: Tally, more: Tally): void {
  for (const key of [
    'schedules',
    'prompts',
    'sends',
    'unsent',
    'steps',
    'unresolved',
    'busyMs',
    'cpuMs',
  ] as const)
    tally[key] += more[key]
  for (const key of ['violations', 'faults', 'refusals', 'unsure'] as const)
    for (const [name, times] of Object.entries(more[key])) add(tally[key], name, times)
}

/** The value below which this share of the counted ones lies, or `null` where there are none. */
export function quantile(counts: Readonly<Record<string, number>>, share: number): number | null {
  const sorted = Object.entries(counts)
    .map(([value, times]): [number, number] => [Number(value), times])
    .sort(([a], [b]) => a - b)
  const total = sorted.reduce((sum, [, times]) => sum + times, 0)
  let seen = 0
  for (const [value, times] of sorted) {
    seen += times
    if (seen >= total * share) return value
  }
  return null
}
