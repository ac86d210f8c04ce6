import { parseArgs } from 'node:util'
import { startAnvilNode } from './sim/anvilNode.ts'
import { type MutantName, mutants } from './sim/mutants.ts'
import { runSchedule, type ScheduleOptions } from './sim/schedule.ts'

// One schedule over a real anvil, step by step:
//   node --conditions=offrampkit-source packages/deposit/src/testing/replayAnvil.ts --seed 42
// The same seed over the chain in memory is told by replay.ts.

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '0' }, mutant: { type: 'string' } },
})
const seed = Number(values.seed)
const say = (text: string) => void process.stdout.write(`${text}\n`)
const nameOf = (tx: { nonce: number; hash: string }) => `${tx.nonce}:${tx.hash.slice(2, 8)}`

const onStep: ScheduleOptions['onStep'] = (step, action, { pages, chain }) => {
  const shown = pages.map((page) => `${page.id} ${page.stage?.name ?? '–'}`).join(' | ')
  const mined = chain.mined().map((tx) => nameOf(tx) + (tx.succeeds ? '' : ' reverted'))
  const lists = [
    ['mined', mined],
    ['waiting', chain.mempool.map(nameOf)],
    ['in limbo', chain.limbo.map(nameOf)],
  ] as const
  const told = lists.flatMap(([name, list]) => (list.length > 0 ? [`${name} ${list.join(' ')}`] : []))
  say(`${String(step).padStart(4)}  ${action.padEnd(18)} ${shown}  block ${chain.head}  ${told.join(', ')}`)
}

const mutant = values.mutant === undefined ? undefined : mutants[values.mutant as MutantName]
const node = await startAnvilNode()
try {
  const { refusals, faults, ...result } = await runSchedule(seed, {
    ...(mutant ? { mutant, judges: ['double_send'] } : {}),
    chain: () => node.open(seed),
    onStep,
  })
  const happened = Object.fromEntries(Object.entries(faults).filter(([, times]) => times > 0))
  say(JSON.stringify({ ...result, refusals: Object.fromEntries(refusals), faults: happened }, null, 2))
  process.exitCode = result.violations.length > 0 ? 1 : 0
} finally {
  await node.stop()
}
