import { Crew } from './crew.ts'
import { codeWord, describeMachine } from './machine.ts'
import { markdownOf } from './markdown.ts'
import type { SoakPlan } from './plan.ts'
import { Progress, type Screen } from './progress.ts'
import { cover, missing, type Range, sizeOf } from './ranges.ts'
import {
  emptyState,
  mostFailures,
  nameOf,
  readState,
  type SoakState,
  writeState,
  writeWhole,
} from './stateFile.ts'
import { type Summary, summarise } from './summary.ts'
import { join } from './tally.ts'
import type { Chunk } from './worker.ts'

export interface SoakOptions {
  plan: SoakPlan
  screen: Screen
  /** Aborted when the run is to stop: what is done stays done. */
  signal: AbortSignal
  patienceMs?: Readonly<Record<Chunk['over'], number>>
  script?: URL
}

/** Most seeds that a thread is given at once. */
const sizes = { simulated: 50, anvil: 5 }
/** A simulated schedule takes milliseconds, one over a node a quarter of a second; the rest is for busy machines. */
const patience = { simulated: 60_000, anvil: 180_000 }
const saveMs = 2_000

/** Runs a soak, or what is left of one that was interrupted. `null` when it was interrupted again. */
export async function soak(options: SoakOptions): Promise<Summary | null> {
  const { plan, screen, signal } = options
  const progress = new Progress(screen)
  const state = begin(plan, progress)
  const all = plan.simulated + plan.anvil
  const before = { done: doneOf(state), wallMs: state.wallMs }
  const started = performance.now()
  let saved = Number.NEGATIVE_INFINITY

  const save = () => {
    state.wallMs = before.wallMs + performance.now() - started
    writeState(plan, state)
    saved = performance.now()
  }
  const crew = new Crew({
    workers: plan.workers,
    mutant: plan.mutant,
    chunks: chunksOf(plan, state),
    patienceMs: options.patienceMs ?? patience,
    ...(options.script ? { script: options.script } : {}),
    onDone({ over, range }, tally, failures) {
      state.done[over] = cover(state.done[over], range)
      join(state.tally[over], tally)
      state.failures.push(...failures.slice(0, mostFailures - state.failures.length))
      if (performance.now() - saved >= saveMs) save()
      const done = doneOf(state)
      const ms = performance.now() - started
      progress.show({ done, all, failures: state.failures.length, fresh: done - before.done, ms })
    },
  })
  const interrupted = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  try {
    await Promise.race([crew.finished, interrupted])
  } finally {
    await crew.dismiss()
    state.finished = doneOf(state) >= all
    save()
  }
  if (!state.finished) {
    progress.say(`soak: stopped after ${doneOf(state)} of ${all}; the same command goes on from there`)
    return null
  }
  const summary = summarise(plan, state, describeMachine())
  writeWhole(`${nameOf(plan)}.summary.json`, `${JSON.stringify(summary, null, 2)}\n`)
  writeWhole(`${nameOf(plan)}.md`, markdownOf(summary))
  for (const { seed, kind, step, what, replay } of summary.failures.slice(0, 10))
    progress.say(`seed ${seed}: ${kind} at step ${step}: ${what}\n  ${replay}`)
  progress.say(`soak: summary in ${nameOf(plan)}.md`)
  return summary
}

/** Where an earlier run with these arguments stopped, or the beginning. */
function begin(plan: SoakPlan, progress: Progress): SoakState {
  const code = codeWord()
  const earlier = plan.fresh ? null : readState(plan)
  if (!earlier || earlier.finished) return emptyState(code)
  if (earlier.code !== code) {
    progress.say('soak: the code has changed since the last run, so it begins again')
    return emptyState(code)
  }
  progress.say(`soak: goes on after ${doneOf(earlier)} of ${plan.simulated + plan.anvil}`)
  return earlier
}

const doneOf = ({ done }: SoakState) => sizeOf(done.simulated) + sizeOf(done.anvil)

function* chunksOf(plan: SoakPlan, { done }: SoakState): Generator<Chunk> {
  // As it was at the start: what is done meanwhile is not asked for again.
  const covered = { simulated: [...done.simulated], anvil: [...done.anvil] }
  for (const over of ['simulated', 'anvil'] as const) {
    const whole: Range = [plan.seed, plan.seed + plan[over]]
    // A short soak, too, is shared by all threads and can be stopped half-way.
    const size = Math.min(sizes[over], Math.ceil(plan[over] / (8 * plan.workers)))
    for (const range of missing(covered[over], whole, size)) yield { over, range }
  }
}
