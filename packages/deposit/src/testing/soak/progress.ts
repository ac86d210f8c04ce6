/** Where lines go while a soak runs: standard error, or a test. */
export interface Screen {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export interface Standing {
  done: number
  all: number
  failures: number
  /** Done in this run, and the real milliseconds that it took: what is left is reckoned from them. */
  fresh: number
  ms: number
}

/** Real milliseconds between two lines: one that is rewritten may change often, a log is not to be filled. */
const pace = { terminal: 500, log: 15_000 }

/** Says how far it is: in one line that is rewritten on a terminal, in sparse lines elsewhere. */
export class Progress {
  readonly #screen: Screen
  #last = Number.NEGATIVE_INFINITY
  #open = false

  constructor(screen: Screen) {
    this.#screen = screen
  }

  show(standing: Standing): void {
    const { isTTY } = this.#screen
    if (standing.ms - this.#last < (isTTY ? pace.terminal : pace.log)) return
    this.#last = standing.ms
    this.#screen.write(isTTY ? `\r${lineOf(standing)}\u001b[K` : `${lineOf(standing)}\n`)
    this.#open = isTTY === true
  }

  /** A line of its own, below what is there. */
  say(line: string): void {
    this.#screen.write(`${this.#open ? '\n' : ''}${line}\n`)
    this.#open = false
  }
}

function lineOf({ done, all, failures, fresh, ms }: Standing): string {
  const percent = ((100 * done) / all).toFixed(1)
  const speed = (1_000 * fresh) / Math.max(ms, 1)
  const left = speed > 0 ? `, ${duration((all - done) / speed)} left` : ''
  const failed = failures > 0 ? `, ${failures} FAILED` : ''
  return `soak: ${done} of ${all} (${percent} %), ${Math.round(speed)} a second${left}${failed}`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`
}
