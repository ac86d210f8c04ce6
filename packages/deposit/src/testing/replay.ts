import { parseArgs } from 'node:util'
import { type Breaker, breakers } from './sim/breakers.ts'
import { type MutantName, mutants, redundant } from './sim/mutants.ts'
import type { SimOrder } from './sim/order.ts'
import { runSchedule, type ScheduleOptions } from './sim/schedule.ts'
import { runMany } from './sim/sum.ts'
import type { World } from './sim/world.ts'

// One schedule, step by step:
//   node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts --seed 42
// or many, with their sum:
//   node --conditions=offrampkit-source packages/deposit/src/testing/replay.ts --seed 0 --count 10000
// --mutant takes a safety out, --break takes an assumption away; both may be given several names, with commas between.

const say = (line: string) => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '0' },
    count: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    break: { type: 'string', default: '' },
  },
})

function named<name extends string>(what: string, known: Record<name, unknown>, text: string): name[] {
  const names = text.split(',').filter((part) => part !== '')
  for (const name of names)
    if (!(name in known))
      throw new Error(`There is no ${what} ${name}. There are: ${Object.keys(known).join(', ')}.`)
  return names as name[]
}

const all = { ...mutants, ...redundant }

function optionsOf(): ScheduleOptions {
  const [mutant] = named<MutantName | keyof typeof redundant>('mutant', all, values.mutant ?? '')
  const breaks = named<Breaker>('assumption', breakers, values.break)
  return { ...(mutant ? { mutant: all[mutant], judges: ['double_send'] } : {}), breaks }
}

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

const seed = Number(values.seed)
const count = Number(values.count)
const options = optionsOf()
if (count === 1) {
  const onStep: ScheduleOptions['onStep'] = (step, action, world) => say(line(step, action, world))
  const { faults, refusals, ...result } = await runSchedule(seed, { ...options, onStep })
  const happened = Object.fromEntries(Object.entries(faults).filter(([, times]) => times > 0))
  say(JSON.stringify({ ...result, refusals: Object.fromEntries(refusals), faults: happened }, null, 2))
  process.exitCode = result.violations.length > 0 ? 1 : 0
} else {
  const started = performance.now()
  const sum = await runMany(seed, count, options)
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage()
  const ofCore = Math.round((count * 1_000_000) / (user + system))
  say(JSON.stringify(sum.told(), null, 1))
  for (const wrong of sum.violations.slice(0, 60)) say(wrong)
  say(
    `${count} schedules, ${sum.violations.length} violations, ${Math.round(count / seconds)} a second, ${ofCore} a second of processor time`,
  )
  process.exitCode = sum.violations.length > 0 ? 1 : 0
}
