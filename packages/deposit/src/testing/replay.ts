import { names, oneName, readOptions, runCommand, wholeNumber } from './commandLine.ts'
import { breakers } from './sim/breakers.ts'
import { mutants, redundant } from './sim/mutants.ts'
import type { SimOrder } from './sim/order.ts'
import { runSchedule, type ScheduleOptions } from './sim/schedule.ts'
import { runMany } from './sim/sum.ts'
import type { World } from './sim/world.ts'

const all = { ...mutants, ...redundant }
const help = `One schedule, step by step, or many with their sum.

  node .ci/launch.mjs exec node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts [options]

  --seed S         the schedule, or the first of them (0)
  --count N        how many schedules (1: step by step)
  --mutant NAME    takes one safety out; then double sends alone are judged:
                   ${Object.keys(all).join(', ')}
  --break NAMES    takes assumptions away, with commas between:
                   ${Object.keys(breakers).join(', ')}
  --help           this

Ends with 0 when nothing was violated, 1 when something was, 2 for arguments that make no sense.`

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** What every page shows, what every browser holds, and what is on the chain. */
function line(step: number, action: string, world: World): string {
  const letter = (order: SimOrder) => (world.orders.length > 1 ? `${world.orders.indexOf(order) + 1}:` : '')
  const pages = world.pages.map((page) => {
    const state = [page.armed?.state, page.busy ? 'busy' : '', page.frozen ? 'frozen' : ''].filter(Boolean)
    return `${letter(page.order as SimOrder)}${page.id} ${page.stage?.name ?? '–'}${state.length > 0 ? ` (${state.join(', ')})` : ''}`
  })
  const rows = world.orders.flatMap((order) =>
    world.profiles.map((profile) => {
      const attempts = profile.row(order.orderId)?.attempts ?? []
      const words = attempts.map(
        (a) => `${a.phase}${a.proof ?? ''}${a.attested ? '?' : ''}${a.pin === null ? '' : `#${a.pin}`}`,
      )
      return `${letter(order)}[${words.join(' ')}]`
    }),
  )
  const deposits = world.orders.map((order) => world.oracle.deposits(order).length).join('+')
  return `${String(step).padStart(4)}  ${action.padEnd(18)} ${pages.join(' | ')}  ${rows.join(' ')}  block ${world.chain.head}, ${world.chain.mempool.length} waiting, deposits ${deposits}`
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const given = readOptions(process.argv.slice(2), { seed: text, count: text, mutant: text, break: text })
  if (given.help) {
    say(help)
    return 0
  }
  const seed = wholeNumber('seed', given.seed, 0)
  const count = wholeNumber('count', given.count, 1, 1)
  const mutant = oneName('mutant', all, given.mutant)
  const breaks = names('break', breakers, given.break)
  const options: ScheduleOptions = {
    ...(mutant ? { mutant: all[mutant], judges: ['double_send'] } : {}),
    breaks,
  }
  if (count === 1) return one(seed, options)
  const flags = `${mutant ? ` --mutant ${mutant}` : ''}${breaks.length > 0 ? ` --break ${breaks.join()}` : ''}`
  return many(seed, count, options, flags)
}

async function one(seed: number, options: ScheduleOptions): Promise<number> {
  const onStep: ScheduleOptions['onStep'] = (step, action, world) => say(line(step, action, world))
  const { faults, refusals, ...result } = await runSchedule(seed, { ...options, onStep })
  const happened = Object.fromEntries(Object.entries(faults).filter(([, times]) => times > 0))
  say(JSON.stringify({ ...result, refusals: Object.fromEntries(refusals), faults: happened }, null, 2))
  return result.violations.length > 0 ? 1 : 0
}

async function many(seed: number, count: number, options: ScheduleOptions, flags: string): Promise<number> {
  const started = performance.now()
  const sum = await runMany(seed, count, options, flags)
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage()
  const ofCore = Math.round((count * 1_000_000) / (user + system))
  say(JSON.stringify(sum.told(), null, 1))
  for (const wrong of sum.violations.slice(0, 60)) say(wrong)
  say(
    `${count} schedules, ${sum.violations.length} violations, ${Math.round(count / seconds)} a second, ${ofCore} a second of processor time`,
  )
  return sum.violations.length > 0 ? 1 : 0
}

await runCommand('replay', main)
