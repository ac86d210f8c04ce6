import { oneName, readOptions, runCommand, wholeNumber } from './commandLine.ts'
import { startAnvilNode } from './sim/anvilNode.ts'
import { mutants } from './sim/mutants.ts'
import { runSchedule, type ScheduleOptions } from './sim/schedule.ts'

const help = `One schedule over a real anvil, step by step. The same seed over the chain in memory is told by replay.ts.

  node .ci/launch.mjs exec node --conditions=offrampkit-source packages/deposit/src/testing/replayAnvil.ts [options]

  --seed S         the schedule (0)
  --mutant NAME    takes one safety out; then double sends alone are judged:
                   ${Object.keys(mutants).join(', ')}
  --help           this

Ends with 0 when nothing was violated, 1 when something was, 2 for arguments that make no sense.`

const say = (text: string) => void process.stdout.write(`${text}\n`)
const nameOf = (tx: { nonce: number; hash: string }) => `${tx.nonce}:${tx.hash.slice(2, 8)}`

const onStep: NonNullable<ScheduleOptions['onStep']> = (step, action, { pages, chain }) => {
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

async function main(): Promise<number> {
  const text = { type: 'string' } as const
  const given = readOptions(process.argv.slice(2), { seed: text, mutant: text })
  if (given.help) {
    say(help)
    return 0
  }
  const seed = wholeNumber('seed', given.seed, 0)
  const mutant = oneName('mutant', mutants, given.mutant)
  const node = await startAnvilNode()
  try {
    const { refusals, faults, ...result } = await runSchedule(seed, {
      ...(mutant ? { mutant: mutants[mutant], judges: ['double_send'] } : {}),
      chain: () => node.open(seed),
      onStep,
    })
    const happened = Object.fromEntries(Object.entries(faults).filter(([, times]) => times > 0))
    say(JSON.stringify({ ...result, refusals: Object.fromEntries(refusals), faults: happened }, null, 2))
    return result.violations.length > 0 ? 1 : 0
  } finally {
    await node.stop()
  }
}

await runCommand('replayAnvil', main)
