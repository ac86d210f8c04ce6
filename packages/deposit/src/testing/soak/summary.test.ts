import { expect, test } from 'vitest'
import { markdownOf } from './markdown.ts'
import type { SoakPlan } from './plan.ts'
import { emptyState, mostFailures, type SoakState } from './stateFile.ts'
import { summarise } from './summary.ts'
import { quantile } from './tally.ts'

const plan: SoakPlan = {
  simulated: 1_000,
  anvil: 10,
  seed: 5,
  workers: 2,
  mutant: null,
  fresh: false,
  folder: '.',
}
const machine = { cores: 2, cpu: 'Some processor', node: 'v24.0.0', commit: 'abc' }

function stateWith(violations: Record<string, number>): SoakState {
  const state = emptyState('code')
  Object.assign(state.tally.simulated, {
    schedules: 1_000,
    prompts: 900,
    sends: 400,
    unsent: 600,
    unsure: { '0.5': 40, '12': 50, '90': 10 },
    unresolved: 7,
    faults: { crash: 80, reorg: 90 },
    busyMs: 2_000,
    cpuMs: 500,
  })
  Object.assign(state.tally.anvil, { schedules: 10, unsent: 6, violations, unsure: { '3': 1 } })
  return state
}

test('nothing violated: the closing line says so, and it has passed', () => {
  const summary = summarise(plan, stateWith({}), machine)
  expect(summary.passed).toBe(true)
  expect(summary.closing).toBe(
    '1010 schedules, 0 double sends, 0 wrong instructions, 0 false failures, 0 false successes; 60 % ended unsent; median unknown→resolved 12 s',
  )
  expect(summary.all.unknownToResolved).toEqual({ median: 12, p95: 90, never: 7 })
  expect(summary.simulated).toMatchObject({ speed: 500, speedOfCore: 2_000 })
})

test.each([
  ['double_send', /, 2 double sends, 0 wrong instructions, 0 false failures, 0 false successes; /],
  ['wrong_instruction', /, 0 double sends, 2 wrong instructions, 0 false failures, 0 false successes; /],
  ['false_failure', /, 0 wrong instructions, 2 false failures, 0 false successes; /],
  ['false_success', /, 0 false failures, 2 false successes; /],
  ['late_prompt', /, 0 false successes, 2 other violations; /],
  ['unrecorded_prompt', /, 0 false successes, 2 other violations; /],
  ['stuck', /, 0 false successes, 2 other violations; /],
  ['endless', /, 0 false successes, 2 other violations; /],
  ['of a kind that is new', /, 0 false successes, 2 other violations; /],
])('%s: it has failed, and the closing line counts it', (kind, line) => {
  const summary = summarise(plan, stateWith({ [kind]: 2 }), machine)
  expect(summary.passed).toBe(false)
  expect(summary.closing).toMatch(line)
})

test('a failure comes with the command that shows it, over the chain that it was on', () => {
  const state = stateWith({ double_send: 2 })
  const failure = { kind: 'double_send', step: 9, what: 'two' } as const
  state.failures.push({ seed: 6, over: 'simulated', ...failure }, { seed: 7, over: 'anvil', ...failure })
  const { failures } = summarise({ ...plan, mutant: 'noReoffer' }, state, machine)
  const start = 'node --conditions=offrampkit-source packages/deposit/src/testing'
  expect(failures.map(({ replay }) => replay)).toEqual([
    `${start}/replay.ts --seed 6 --mutant noReoffer`,
    `${start}/replayAnvil.ts --seed 7 --mutant noReoffer`,
  ])
  expect(failures.length).toBeLessThan(mostFailures)
})

test('the summary for people has every figure, for each chain', () => {
  const text = markdownOf(summarise(plan, stateWith({ stuck: 1, endless: 2 }), machine))
  expect(text).toContain('| schedules | 1010 | 1000 | 10 |')
  expect(text).toContain('| other violations | endless 2, stuck 1 | 0 | endless 2, stuck 1 |')
  expect(text).toContain('| unknown → resolved, median | 12 s | 12 s | 3 s |')
  expect(text).toContain('Faults injected: reorg 90, crash 80.')
  expect(text).toContain('Some processor')
})

test('a quantile of counts is that of the values that were counted', () => {
  expect(quantile({}, 0.5)).toBeNull()
  expect(quantile({ '10': 1, '9': 1, '2': 1 }, 0.5)).toBe(9)
  expect(quantile({ '1': 95, '100': 5 }, 0.95)).toBe(1)
  expect(quantile({ '1': 94, '100': 6 }, 0.95)).toBe(100)
})
