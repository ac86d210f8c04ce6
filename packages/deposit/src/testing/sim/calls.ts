import { inTurn, isPromise, type Maybe } from './maybe.ts'
import type { Random } from './random.ts'

interface Call {
  /** The page that waits for the answer. */
  page: object
  run(lost: boolean): Maybe<void>
}

/**
 * Calls on their way. Each is carried out when the schedule picks it, so that the answers of several tabs and of the
 * chain come in any order, and a page can end between any two of them.
 */
export class Calls {
  readonly #open: Call[] = []
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  get size(): number {
    return this.#open.length
  }

  /** `work` runs when the call arrives. A page that has ended gets no answer. */
  make<value>(page: { alive: boolean }, work: () => Maybe<value>): Promise<value> {
    if (!page.alive) return new Promise(() => undefined)
    return new Promise((resolve, reject) => {
      this.#open.push({
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
      })
    })
  }

  /** Carries out any one of them. What takes real time is over when the promise is. */
  deliver(): Maybe<void> {
    const [call] = this.#open.splice(this.#random.int(this.#open.length), 1)
    return call?.run(false)
  }

  /** The page is gone: what was on its way arrives or does not, and nobody hears the answer. */
  abandon(page: object): Maybe<void> {
    const left = this.#open.filter((call) => call.page === page)
    const arriving = left.filter(() => this.#random.chance(0.5))
    for (const call of left) this.#open.splice(this.#open.indexOf(call), 1)
    return inTurn(arriving, (call) => call.run(true))
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function drain(): Promise<void> {
  for (let turn = 0; turn < 24; turn += 1) await null
}
