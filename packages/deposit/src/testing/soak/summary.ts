import type { Machine } from './machine.ts'
import type { SoakPlan } from './plan.ts'
import { replayOf } from './replay.ts'
import type { SoakState } from './stateFile.ts'
import { emptyTally, join, quantile, type Tally } from './tally.ts'

/** What a soak came to, for people and machines. Seconds are virtual but for `speed`. */
export interface Summary {
  closing: string
  passed: boolean
  plan: Pick<SoakPlan, 'seed' | 'simulated' | 'anvil' | 'mutant'>
  all: Figures
  simulated: Figures
  anvil: Figures
  failures: { seed: number; kind: string; step: number; what: string; replay: string }[]
  machine: Machine
  workers: number
  wallSeconds: number
}

export interface Figures {
  schedules: number
  prompts: number
  sends: number
  doubleSends: number
  wrongInstructions: number
  falseFailures: number
  falseSuccesses: number
  latePrompts: number
  unrecordedPrompts: number
  /** Anything else that a judge minds, or that did not end, by kind. */
  otherViolations: Readonly<Record<string, number>>
  /** In per cent of the schedules. */
  endedUnsent: number
  /** From not knowing what became of an attempt to knowing it. */
  unknownToResolved: { median: number | null; p95: number | null; never: number }
  faults: Readonly<Record<string, number>>
  refusals: Readonly<Record<string, number>>
  /** Schedules a second of one thread, as it was on this machine, and if nothing else had run on its core. */
  speed: number
  speedOfCore: number
}

const named = {
  double_send: 'doubleSends',
  wrong_instruction: 'wrongInstructions',
  false_failure: 'falseFailures',
  false_success: 'falseSuccesses',
  late_prompt: 'latePrompts',
  unrecorded_prompt: 'unrecordedPrompts',
} as const

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
const perSecond = (times: number, ms: number) => (ms === 0 ? 0 : rounded((1_000 * times) / ms, 1))

function figuresOf(tally: Tally): Figures {
  const { schedules, violations } = tally
  const known = Object.fromEntries(
    Object.entries(named).map(([kind, name]) => [name, violations[kind] ?? 0]),
  ) as Record<(typeof named)[keyof typeof named], number>
  return {
    schedules,
    prompts: tally.prompts,
    sends: tally.sends,
    ...known,
    otherViolations: Object.fromEntries(Object.entries(violations).filter(([kind]) => !(kind in named))),
    endedUnsent: schedules === 0 ? 0 : rounded((100 * tally.unsent) / schedules, 1),
    unknownToResolved: {
      median: quantile(tally.unsure, 0.5),
      p95: quantile(tally.unsure, 0.95),
      never: tally.unresolved,
    },
    faults: tally.faults,
    refusals: tally.refusals,
    speed: perSecond(schedules, tally.busyMs),
    speedOfCore: perSecond(schedules, tally.cpuMs),
  }
}

/** The one line at the end. */
function closingOf(figures: Figures): string {
  const others = Object.values(figures.otherViolations).reduce((sum, times) => sum + times, 0)
  const more = others + figures.latePrompts + figures.unrecordedPrompts
  const { median } = figures.unknownToResolved
  return [
    `${figures.schedules} schedules, ${figures.doubleSends} double sends, ${figures.wrongInstructions} wrong instructions, `,
    `${figures.falseFailures} false failures, ${figures.falseSuccesses} false successes`,
    more > 0 ? `, ${more} other violations` : '',
    `; ${figures.endedUnsent} % ended unsent; median unknown→resolved ${median === null ? 'none' : `${median} s`}`,
  ].join('')
}

export function summarise(plan: SoakPlan, state: SoakState, machine: Machine): Summary {
  const sum = emptyTally()
  join(sum, state.tally.simulated)
  join(sum, state.tally.anvil)
  const all = figuresOf(sum)
  return {
    closing: closingOf(all),
    passed: Object.keys(sum.violations).length === 0,
    plan: { seed: plan.seed, simulated: plan.simulated, anvil: plan.anvil, mutant: plan.mutant },
    all,
    simulated: figuresOf(state.tally.simulated),
    anvil: figuresOf(state.tally.anvil),
    failures: state.failures.map((failure) => {
      const { seed, kind, step, what } = failure
      return { seed, kind, step, what, replay: replayOf(failure, plan) }
    }),
    machine,
    workers: plan.workers,
    wallSeconds: rounded(state.wallMs / 1_000, 1),
  }
}
