import { parseArgs } from 'node:util'
import { type MutantName, mutants } from './sim/mutants.ts'
import { runSchedule } from './sim/schedule.ts'

// One schedule, step by step:
//   node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts --seed 42
// or many, with their sum:
//   node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts --seed 0 --count 10000

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '0' },
    count: { type: 'string', default: '1' },
    mutant: { type: 'string' },
  },
})
const seed = Number(values.seed)
const count = Number(values.count)
const mutant = values.mutant === undefined ? undefined : mutants[values.mutant as MutantName]
const say = (line: string) => void process.stdout.write(`${line}\n`)

if (count === 1) {
  const result = await runSchedule(seed, {
    ...(mutant ? { mutant } : {}),
    onStep(step, action, world) {
      const pages = world.pages.map(
        (page) => `${page.id} ${page.stage?.name ?? '–'}${page.armed ? ` (${page.armed.state})` : ''}`,
      )
      const phases = world.profiles.map((profile) =>
        profile.row(world.orderId)?.attempts.map((a) => a.phase + (a.proof ?? '')),
      )
      say(
        `${String(step).padStart(4)}  ${action.padEnd(16)} ${pages.join(' | ')}  ${JSON.stringify(phases)}  deposits ${world.oracle.deposits().length}`,
      )
    },
  })
  say(JSON.stringify({ ...result, refusals: Object.fromEntries(result.refusals) }, null, 2))
  process.exitCode = result.violations.length > 0 ? 1 : 0
} else {
  const started = performance.now()
  const bad: string[] = []
  const refusals = new Map<string, number>()
  const stages = new Map<string, number>()
  const sums = { sent: 0, asked: 0, unsent: 0, steps: 0 }
  for (let at = seed; at < seed + count; at += 1) {
    const result = await runSchedule(at, mutant ? { mutant } : {})
    sums.sent += result.sent
    sums.asked += result.asked
    sums.steps += result.steps
    if (result.sent === 0) sums.unsent += 1
    for (const violation of result.violations)
      bad.push(`seed ${at}: ${violation.kind} at step ${violation.step}: ${violation.what}`)
    for (const [code, times] of result.refusals) refusals.set(code, (refusals.get(code) ?? 0) + times)
    for (const stage of result.stages) stages.set(stage, (stages.get(stage) ?? 0) + 1)
  }
  const seconds = (performance.now() - started) / 1_000
  say(
    JSON.stringify(
      { ...sums, refusals: Object.fromEntries(refusals), stages: Object.fromEntries(stages) },
      null,
      1,
    ),
  )
  for (const line of bad.slice(0, 20)) say(line)
  say(`${count} schedules, ${bad.length} violations, ${Math.round(count / seconds)} a second`)
  process.exitCode = bad.length > 0 ? 1 : 0
}
