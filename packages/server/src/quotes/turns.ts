import { OfframpError } from '@offrampkit/core'
import type { Turn } from '../shared/shared.ts'
import type { Sleep } from '../upstream/again.ts'
import { createShares } from './shares.ts'

/** A place in the queue for one question. */
export interface Place<value> {
  /** What the work brings. Rejects with `rate_limited`, saying when to come back, when there is no turn for it. */
  done: Promise<value>
  /** Somebody else waits for the same answer: it is asked for as early as either of them would be. */
  join(user: string): void
  /** Nobody waits any more: `done` rejects unless the work has begun, and the turn goes to somebody else. */
  leave(): void
}

/** Turns at a rate that is shared with other instances, handed out fairly among users. */
export interface Turns {
  /**
   * `user` stands for whoever waits. The work is begun at the very moment of its turn, so that nothing in between can squeeze two
   * together.
   */
  enter<value>(user: string, work: () => Promise<value>): Place<value>
  /** In how many ms somebody who came now would have a turn. */
  expectedMs(): number
  /** The provider asks to be left alone for so long: nobody's turn comes before, on any instance. */
  pause(ms: number): Promise<void>
}

interface TurnsParts {
  /** Takes the next turn of all instances, see `SharedState.take`; with 0 tokens it only tells how late the last one was. */
  take: (lateMs: number, tokens?: 0 | 1) => Promise<Turn>
  pause: (ms: number) => Promise<void>
  /** Between two turns when nobody else takes any. */
  intervalMs: number
  /** Nobody waits longer than about this. */
  mostWaitMs: number
  /** A clock that never goes back. */
  now: () => number
  sleep: Sleep
}

interface Waiting {
  user: string
  tag: number
  go: () => void
  refuse: (error: Error) => void
}

/** A turn that is used so much after its time is told to the others, who keep their distance from it. */
const slackMs = 20
/** A provider that asks for longer is asked again after this: a header may be wrong. */
const longestPauseMs = 600_000
/** Nobody is told to come back later than this. */
const longestPromiseMs = 120_000

/**
 * A turn is bound to a question only when it has come, so that it always goes to whoever has waited with the least taken. The queue
 * is as long as can be served within `mostWaitMs`; whoever finds it full is told when their turn would be, each a little later than
 * the one before, so that they do not all come back at once.
 */
export function createTurns(parts: TurnsParts): Turns {
  const { take, intervalMs, mostWaitMs, now, sleep } = parts
  const shares = createShares()
  const queue: Waiting[] = []
  let serving = false
  /** Between two turns of this instance, as seen lately: the others take some. */
  let paceMs = intervalMs
  /** How late the last turn was used. */
  let lateMs = 0
  /** How late the last timers were. */
  const timers: number[] = []
  let closedUntil = 0
  let promisedUntil = 0

  const expectedMs = (ahead = queue.length) => Math.max(0, closedUntil - now()) + ahead * paceMs

  function refuse(waiting: Waiting): void {
    shares.refund(waiting.user, waiting.tag)
    remove(waiting)
    promisedUntil = Math.max(promisedUntil, now() + expectedMs()) + paceMs
    waiting.refuse(busy(Math.min(promisedUntil - now(), longestPromiseMs), closedUntil > now()))
  }

  function remove(waiting: Waiting): void {
    const at = queue.indexOf(waiting)
    if (at >= 0) queue.splice(at, 1)
    if (queue.length === 0) shares.forget()
  }

  /** While more wait than can be served in time, the one who has taken most is told to come back. */
  function trim(): void {
    for (let last = queue.at(-1); last && expectedMs(queue.length - 1) > mostWaitMs; last = queue.at(-1))
      refuse(queue.reduce((worst, one) => (one.tag >= worst.tag ? one : worst)))
  }

  /**
   * So long, and never less. Where timers come late they are set for as much sooner, or the pace would fall under what the provider
   * takes. Whoever wakes too early for once sleeps on.
   */
  async function sleepFor(ms: number): Promise<void> {
    const end = now() + ms
    const early = Math.min(...timers) - 5
    const isLate = timers.length > 1 && early > 0
    await timed(isLate ? Math.max(1, ms - early) : ms)
    const left = end - now()
    if (isLate && left > 0) await timed(left)
  }

  async function timed(ms: number): Promise<void> {
    const from = now()
    await sleep(ms)
    timers.push(now() - from - ms)
    if (timers.length > 8) timers.shift()
  }

  async function serve(): Promise<void> {
    let missed = false
    let before: number | null = null
    while (queue.length > 0) {
      // From before the question was put: what it took to be answered may have come after the turn was given.
      const asked = now()
      const { taken, waitMs } = await take(lateMs)
      const due = asked + waitMs
      lateMs = 0
      if (!taken) {
        closedUntil = due
        trim()
        before = null
      }
      if (queue.length > 0 && waitMs > 0) await sleepFor(waitMs)
      // A pause that came meanwhile holds for this turn as well.
      if (!taken || closedUntil > now()) continue
      const late = now() - due
      // This process stood still, others perhaps with it: all of them together would be too many. A second time it is used all the same.
      if (late > intervalMs && !missed) {
        missed = true
        continue
      }
      missed = false
      lateMs = late > slackMs ? late : 0
      const next = queue.reduce((best, one) => (one.tag < best.tag ? one : best), queue[0] as Waiting)
      if (!next) break
      if (before !== null) paceMs = Math.max(intervalMs, paceMs * 0.8 + (now() - before) * 0.2)
      before = now()
      shares.serve(next.tag)
      remove(next)
      next.go()
    }
    paceMs = intervalMs
    const toldMs = lateMs
    lateMs = 0
    // Nobody waits here any more, and the next turn may be long in coming: the others must keep their distance all the same.
    if (toldMs > 0) await take(toldMs, 0)
  }

  function start(): void {
    if (serving) return
    serving = true
    serve()
      .catch(() => {
        // Whoever hands in a state of their own: without a turn nobody asks.
        for (const waiting of [...queue]) refuse(waiting)
      })
      .finally(() => {
        serving = false
        if (queue.length > 0) start()
      })
  }

  return {
    expectedMs: () => expectedMs(),
    async pause(asked) {
      const ms = Math.min(asked, longestPauseMs)
      closedUntil = Math.max(closedUntil, now() + ms)
      trim()
      await parts.pause(ms)
    },
    enter<value>(user: string, work: () => Promise<value>) {
      const waiting: Waiting = { user, tag: shares.tag(user), go: () => undefined, refuse: () => undefined }
      const done = new Promise<value>((resolve, reject) => {
        waiting.go = () => void work().then(resolve, reject)
        waiting.refuse = reject
      })
      queue.push(waiting)
      trim()
      if (queue.length > 0) start()
      return {
        done,
        join(other) {
          waiting.tag = Math.min(waiting.tag, shares.tag(other))
        },
        leave() {
          remove(waiting)
          waiting.refuse(new DOMException('Nobody waits for it any more.', 'AbortError'))
        },
      }
    },
  }
}

function busy(waitMs: number, paused: boolean): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message: paused
      ? 'The provider asked for a pause before it tells prices again.'
      : 'Many people are asking for prices just now.',
    why: 'The provider answers only so many questions of one app in a second.',
    action: `Ask again in ${Math.ceil(waitMs / 1_000)} s.`,
    retryAfterMs: Math.ceil(waitMs),
  })
}
