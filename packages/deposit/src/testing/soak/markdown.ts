import type { Figures, Summary } from './summary.ts'

const rows: readonly (readonly [string, (figures: Figures) => string | number])[] = [
  ['schedules', (f) => f.schedules],
  ['wallet asked', (f) => f.prompts],
  ['sent', (f) => f.sends],
  ['double sends', (f) => f.doubleSends],
  ['wrong instructions', (f) => f.wrongInstructions],
  ['false failures', (f) => f.falseFailures],
  ['false successes', (f) => f.falseSuccesses],
  ['late prompts', (f) => f.latePrompts],
  ['unrecorded prompts', (f) => f.unrecordedPrompts],
  ['other violations', (f) => listOf(f.otherViolations) || 0],
  ['ended unsent', (f) => `${f.endedUnsent} %`],
  ['unknown → resolved, median', (f) => seconds(f.unknownToResolved.median)],
  ['unknown → resolved, 95 %', (f) => seconds(f.unknownToResolved.p95)],
  ['never resolved', (f) => f.unknownToResolved.never],
  ['a second and thread', (f) => f.speed],
  ['a second of a core', (f) => f.speedOfCore],
]

const seconds = (value: number | null) => (value === null ? '–' : `${value} s`)
const listOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ')

/** The summary for people. */
export function markdownOf(summary: Summary): string {
  const { all, simulated, anvil, machine, plan, failures } = summary
  const without = plan.mutant ? `, without ${plan.mutant}` : ''
  const lines = [
    `# Soak of seed ${plan.seed}${without}`,
    '',
    summary.closing,
    '',
    '| | all | in memory | over anvil |',
    '|---|---|---|---|',
    ...rows.map(([name, read]) => `| ${name} | ${read(all)} | ${read(simulated)} | ${read(anvil)} |`),
    '',
    `Faults injected: ${listOf(all.faults) || 'none counted'}.`,
    '',
    `Refusals met: ${listOf(all.refusals) || 'none'}.`,
    '',
    `${summary.wallSeconds} s on ${summary.workers} threads, ${machine.cores} cores (${machine.cpu}), Node ${machine.node}, commit ${machine.commit ?? 'unknown'}.`,
    ...(failures.length > 0 ? ['', '## Failures', ''] : []),
    ...failures.map(
      ({ seed, kind, step, what, replay }) =>
        `- seed ${seed}, ${kind} at step ${step}: ${what}\n  \`${replay}\``,
    ),
  ]
  return `${lines.join('\n')}\n`
}
