import { inTurn, isPromise, type Maybe } from './maybe.ts'
import type { Random } from './random.ts'

interface Caller {
  readonly alive: boolean
  readonly frozen: boolean
}

interface Call {
  /** The page that waits for the answer. */
  page: Caller
  run(lost: boolean): Maybe<void>
}

/**
 * Calls on their way. Each is carried out when the schedule picks it, so that the answers of several tabs and of the
 * chain come in any order, and a page can end between any two of them.
 */
export class Calls {
  readonly #open: Call[] = []
  /** Those of frozen pages: nothing of them is heard, nor carried out, before the page is shown again. */
  readonly #held: Call[] = []
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  get size(): number {
    return this.#open.length
  }

  /** `work` runs when the call arrives. A page that has ended gets no answer. */
  make<value>(page: Caller, work: () => Maybe<value>): Promise<value> {
    if (!page.alive) return new Promise(() => undefined)
    return new Promise((resolve, reject) => {
      const call: Call = {
        page,
        run(lost) {
          const heard = lost ? () => undefined : resolve
          const failed = lost ? () => undefined : reject
          try {
            const value = work()
            if (isPromise(value)) return value.then(heard, failed)
            heard(value)
          } catch (error) {
            failed(error)
          }
        },
      }
      if (page.frozen) this.#held.push(call)
      else this.#open.push(call)
    })
  }

  /** Carries out any one of them. What takes real time is over when the promise is. */
  deliver(): Maybe<void> {
    const [call] = this.#open.splice(this.#random.int(this.#open.length), 1)
    return call?.run(false)
  }

  /** The page was frozen. */
  hold(page: Caller): void {
    this.#held.push(...take(this.#open, page))
  }

  /** The page is shown again. */
  release(page: Caller): void {
    this.#open.push(...take(this.#held, page))
  }

  /** The page is gone: what was on its way arrives or does not, and nobody hears the answer. */
  abandon(page: Caller): Maybe<void> {
    const left = [...take(this.#open, page), ...take(this.#held, page)]
    const arriving = left.filter(() => this.#random.chance(0.5))
    return inTurn(arriving, (call) => call.run(true))
  }
}

function take(calls: Call[], page: Caller): Call[] {
  const taken = calls.filter((call) => call.page === page)
  if (taken.length > 0) calls.splice(0, calls.length, ...calls.filter((call) => call.page !== page))
  return taken
}

/** Runs when no promise is left that only waits for its turn. */
const whenQuiet: (callback: () => void) => void =
  typeof process === 'object' && typeof process.nextTick === 'function' ? process.nextTick : setTimeout

/** Lets everything run that waits for nothing but its turn: all of it, however long the chain of promises is. */
export const drain = (): Promise<void> => new Promise((resolve) => whenQuiet(resolve))

/** Lets the host of the schedules do something else for a moment. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : setTimeout(resolve)))
