import { type FaultKind, noFaults } from './faults.ts'
import { runSchedule, type ScheduleOptions, type ScheduleResult } from './schedule.ts'

/** The command that shows a schedule step by step. */
const replayOf = (seed: number, flags: string): string =>
  `node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts --seed ${seed}${flags}`

/** Runs schedules one after the other. `flags` are what a replay of one of them has to be given too. */
export async function runMany(
  first: number,
  count: number,
  options: ScheduleOptions = {},
  flags = '',
): Promise<Sum> {
  const sum = new Sum(flags)
  for (let seed = first; seed < first + count; seed += 1) sum.add(await runSchedule(seed, options))
  return sum
}

/** What many schedules came to. */
export class Sum {
  schedules = 0
  sent = 0
  asked = 0
  unsent = 0
  steps = 0
  unresolved = 0
  offered = 0
  readonly resolvedMs: number[] = []
  readonly violations: string[] = []
  readonly faults = noFaults()
  readonly refusals = new Map<string, number>()
  readonly stages = new Map<string, number>()
  readonly #flags: string

  constructor(flags = '') {
    this.#flags = flags
  }

  add(result: ScheduleResult): void {
    this.schedules += 1
    this.sent += result.sent
    this.asked += result.asked
    this.unsent += result.unsent ? 1 : 0
    this.steps += result.steps
    this.unresolved += result.unresolved
    this.offered += result.offered
    this.resolvedMs.push(...result.resolvedMs)
    for (const { kind, step, what } of result.violations)
      this.violations.push(`${kind} at step ${step}: ${what}\n  ${replayOf(result.seed, this.#flags)}`)
    for (const [kind, times] of Object.entries(result.faults)) this.faults[kind as FaultKind] += times
    for (const [code, times] of result.refusals)
      this.refusals.set(code, (this.refusals.get(code) ?? 0) + times)
    for (const stage of result.stages) this.stages.set(stage, (this.stages.get(stage) ?? 0) + 1)
  }

  /** The virtual time within which this share of the unknown attempts was resolved, in ms. */
  resolvedWithin(share: number): number {
    const sorted = [...this.resolvedMs].sort((a, b) => a - b)
    return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0
  }

  told() {
    const { schedules, sent, asked, unsent, steps, unresolved, offered } = this
    return {
      schedules,
      sent,
      asked,
      unsent,
      steps,
      resolved: this.resolvedMs.length,
      unresolved,
      offered,
      medianMs: this.resolvedWithin(0.5),
      p95Ms: this.resolvedWithin(0.95),
      refusals: Object.fromEntries(this.refusals),
      stages: Object.fromEntries(this.stages),
      faults: this.faults,
    }
  }
}
