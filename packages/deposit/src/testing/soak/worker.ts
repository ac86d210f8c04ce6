import { parentPort, workerData } from 'node:worker_threads'
import type { AnvilNode } from '../sim/anvilNode.ts'
import { type MutantName, mutants } from '../sim/mutants.ts'
import { runSchedule, type ScheduleOptions } from '../sim/schedule.ts'
import type { Range } from './ranges.ts'
import { count, countFailed, emptyTally, type Failure, type Tally } from './tally.ts'

// One thread of a soak: it is given ranges of seeds, and tells what they came to.

export interface Chunk {
  over: 'simulated' | 'anvil'
  range: Range
}

export interface WorkerData {
  /** Where this thread notes its current seed, and since when it runs: whoever watches it cannot ask. */
  beat: Float64Array
  mutant: MutantName | null
}

export type ToWorker = Chunk | 'stop'
export type FromWorker = { chunk: Chunk; tally: Tally; failures: Failure[] } | { trouble: string }

const { beat, mutant } = workerData as WorkerData
const port = parentPort
if (!port) throw new Error('This file is a thread of the soak: start main.ts.')
const tell = (news: FromWorker) => port.postMessage(news)
let node: AnvilNode | undefined
/** As replay.ts runs it: a mutant is judged by the chain alone. */
const safety: ScheduleOptions = mutant ? { mutant: mutants[mutant], judges: ['double_send'] } : {}

async function run({ over, range: [from, to] }: Chunk): Promise<void> {
  const tally = emptyTally()
  const failures: Failure[] = []
  const started = performance.now()
  const before = process.threadCpuUsage()
  // A node that does not start is no fault of a schedule: nothing is counted.
  if (over === 'anvil') node ??= await startNode()
  for (let seed = from; seed < to; seed += 1) {
    beat[0] = seed
    beat[1] = Date.now()
    try {
      const chain = node && over === 'anvil' ? { chain: openChain(node, seed) } : {}
      const result = await runSchedule(seed, { ...chain, ...safety })
      count(tally, result)
      failures.push(...result.violations.map((violation) => ({ seed, over, ...violation })))
    } catch (error) {
      countFailed(tally, 'broken')
      failures.push({ seed, over, kind: 'broken', step: 0, what: String(error) })
    }
  }
  beat[1] = 0
  tally.busyMs = performance.now() - started
  const { user, system } = process.threadCpuUsage(before)
  tally.cpuMs = (user + system) / 1_000
  tell({ chunk: { over, range: [from, to] }, tally, failures })
}

/** Loaded here: a thread that needs no node starts in half the time. */
async function startNode(): Promise<AnvilNode> {
  const { startAnvilNode } = await import('../sim/anvilNode.ts')
  return startAnvilNode()
}

const openChain = (of: AnvilNode, seed: number) => () => of.open(seed)

port.on('message', (message: ToWorker) => {
  if (message !== 'stop') {
    run(message).catch((error: unknown) => tell({ trouble: String(error) }))
    return
  }
  void Promise.resolve(node?.stop()).finally(() => port.close())
})
