import { Worker } from 'node:worker_threads'
import type { MutantName } from '../sim/mutants.ts'
import { countFailed, emptyTally, type Failure, type Tally } from './tally.ts'
import type { Chunk, FromWorker, ToWorker, WorkerData } from './worker.ts'

export interface CrewOptions {
  workers: number
  mutant: MutantName | null
  /** What is to be done, piece by piece. */
  chunks: Iterator<Chunk>
  /** A schedule that runs longer has no end. Real milliseconds. */
  patienceMs: Readonly<Record<Chunk['over'], number>>
  onDone(chunk: Chunk, tally: Tally, failures: readonly Failure[]): void
  /** The thread's code; a test has one that hangs. */
  script?: URL
}

interface Hand {
  worker: Worker
  beat: Float64Array
  chunk: Chunk | null
}

/** How often the threads are looked after. */
const watchMs = 1_000

/**
 * Runs all pieces on several threads. A schedule that does not end is counted as failed, and its thread is replaced; what
 * is left of its piece is done by the next one.
 */
export class Crew {
  readonly #options: CrewOptions
  readonly #left: Chunk[] = []
  readonly #hands = new Set<Hand>()
  readonly #watch: NodeJS.Timeout
  #end!: { resolve: () => void; reject: (error: Error) => void }
  /** Settled when everything is done. Rejects when a thread cannot work at all. */
  readonly finished: Promise<void>

  constructor(options: CrewOptions) {
    this.#options = options
    this.finished = new Promise((resolve, reject) => {
      this.#end = { resolve, reject }
    })
    this.#watch = setInterval(() => this.#lookAfter(), watchMs)
    for (let n = 0; n < options.workers; n += 1) this.#hire()
  }

  /** Ends all threads at once; what they were at is lost. */
  async dismiss(): Promise<void> {
    clearInterval(this.#watch)
    const hands = [...this.#hands]
    this.#hands.clear()
    await Promise.all(hands.map(({ worker }) => worker.terminate()))
  }

  #next(): Chunk | null {
    const left = this.#left.pop()
    if (left) return left
    const { value, done } = this.#options.chunks.next()
    return done ? null : value
  }

  #hire(): void {
    const chunk = this.#next()
    if (!chunk) {
      this.#checkOver()
      return
    }
    const beat = new Float64Array(new SharedArrayBuffer(16))
    const workerData: WorkerData = { beat, mutant: this.#options.mutant }
    const worker = new Worker(this.#options.script ?? new URL('./worker.ts', import.meta.url), {
      workerData,
      // Workspace packages are read from their sources, whatever started this process.
      execArgv: ['--conditions=offrampkit-source'],
    })
    const hand: Hand = { worker, beat, chunk: null }
    this.#hands.add(hand)
    worker.on('message', (news: FromWorker) => this.#hear(hand, news))
    worker.on('error', (error) => this.#lose(hand, 'broken', String(error)))
    worker.on('exit', () => this.#leave(hand))
    this.#give(hand, chunk)
  }

  #give(hand: Hand, chunk: Chunk | null): void {
    hand.chunk = chunk
    // Nothing is due before the thread has begun with its first seed.
    hand.beat[1] = 0
    const message: ToWorker = chunk ?? 'stop'
    hand.worker.postMessage(message)
  }

  #hear(hand: Hand, news: FromWorker): void {
    if (!this.#hands.has(hand)) return
    if ('trouble' in news) {
      this.#end.reject(new Error(news.trouble))
      return
    }
    this.#options.onDone(news.chunk, news.tally, news.failures)
    this.#give(hand, this.#next())
  }

  /** A thread went, as told or by itself. */
  #leave(hand: Hand): void {
    if (!this.#hands.has(hand)) return
    if (hand.chunk) {
      this.#lose(hand, 'broken', 'The thread ended.')
      return
    }
    this.#hands.delete(hand)
    this.#checkOver()
  }

  #checkOver(): void {
    if (this.#hands.size > 0) return
    clearInterval(this.#watch)
    this.#end.resolve()
  }

  #lookAfter(): void {
    for (const hand of this.#hands) {
      const since = hand.beat[1] ?? 0
      if (!hand.chunk || since === 0 || Date.now() - since < this.#options.patienceMs[hand.chunk.over])
        continue
      this.#lose(hand, 'endless', 'The schedule did not come to its end.')
    }
  }

  /** One schedule took its thread with it: the others of its piece are done again. */
  #lose(hand: Hand, kind: 'broken' | 'endless', what: string): void {
    if (!this.#hands.delete(hand)) return
    void hand.worker.terminate()
    const { chunk } = hand
    // It never began: the next one would not either.
    if (kind === 'broken' && hand.beat[1] === 0) {
      this.#end.reject(new Error(what))
      return
    }
    if (chunk) {
      const { over } = chunk
      const [from, to] = chunk.range
      const seed = Math.min(Math.max(hand.beat[0] ?? from, from), to - 1)
      const tally = emptyTally()
      countFailed(tally, kind)
      this.#options.onDone({ over, range: [seed, seed + 1] }, tally, [{ seed, over, kind, step: 0, what }])
      if (seed > from) this.#left.push({ over, range: [from, seed] })
      if (seed + 1 < to) this.#left.push({ over, range: [seed + 1, to] })
    }
    this.#hire()
  }
}
