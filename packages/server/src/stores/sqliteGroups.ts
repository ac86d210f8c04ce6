import type { DatabaseSync } from 'node:sqlite'
import { isBusy, longestPauseMs, shortestPauseMs } from './sqlitePatience.ts'

/** Done without a break, and done again where nothing of it was kept. `undo` takes back what it did, and still answers. */
type Work<value> = (undo: <answer>(answer: answer) => answer) => value

interface Waiting {
  work: Work<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  /** How long others have held the file meanwhile, ms. */
  waited: number
}

export interface WriteGroups {
  /**
   * Does all of it or nothing, and resolves when it is on disk.
   *
   * @throws what `work` throws or SQLite says; then nothing of it was written
   */
  write<value>(work: Work<value>): Promise<value>
  /** Resolves when no write waits. */
  idle(): Promise<void>
}

/** So that no group holds up the process for long. */
const mostTogether = 256

/**
 * Writes that are asked for in one turn of the event loop become one transaction and wait for the disk once. Each has a savepoint
 * of its own, sees those before it, and is answered after the commit. A group is begun, done and committed without a break: until
 * then nobody can read it either, by this connection or by another.
 *
 * @param busyMs - how long a write waits while another process holds the file
 */
export function groupWrites(db: DatabaseSync, busyMs: number): WriteGroups {
  const savepoint = prepareSavepoint(db)
  let waiting: Waiting[] = []
  /** So many of the first are done each by itself. */
  let alone = 0
  let running: Promise<void> | null = null

  const rejectAll = (some: readonly Waiting[], error: unknown) => {
    for (const { reject } of some) reject(error)
  }

  /** The writes at the head of the line: done, refused, or still there for the next turn. Throws while others hold the file. */
  function serve() {
    const group = waiting.slice(0, alone > 0 ? 1 : mostTogether)
    let answers: (() => void)[]
    try {
      answers = together(db, savepoint, group)
    } catch (error) {
      if (isBusy(error)) throw error
      const isTakenBack = error instanceof TakenBack
      if (isTakenBack && group.length > 1) {
        alone = group.length
        return
      }
      answers = [() => rejectAll(group, isTakenBack ? error.cause : error)]
    }
    waiting = waiting.slice(group.length)
    alone = Math.max(0, alone - group.length)
    for (const answer of answers) answer()
  }

  async function run() {
    let pause = shortestPauseMs
    await nextTurn()
    while (waiting.length > 0) {
      try {
        serve()
        pause = shortestPauseMs
        await nextTurn()
      } catch (error) {
        rejectAll(
          waiting.filter(({ waited }) => waited >= busyMs),
          error,
        )
        waiting = waiting.filter(({ waited }) => waited < busyMs)
        for (const one of waiting) one.waited += pause
        await new Promise((resolve) => setTimeout(resolve, pause))
        pause = Math.min(pause * 2, longestPauseMs)
      }
    }
    running = null
  }

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Waiting['resolve'], reject, waited: 0 })
        running ??= run()
      }),
    async idle() {
      await running
    },
  }
}

/** After all that the network and other threads have brought by now. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

type Savepoint = ReturnType<typeof prepareSavepoint>

const prepareSavepoint = (db: DatabaseSync) => ({
  begin: db.prepare('SAVEPOINT one'),
  undo: db.prepare('ROLLBACK TO one'),
  end: db.prepare('RELEASE one'),
})

/** Because of one write SQLite took back the whole transaction, as it does when the disk is full. */
class TakenBack extends Error {}

/** One transaction: what tells each of them how it went. Throws when nothing was written. */
function together(db: DatabaseSync, savepoint: Savepoint, group: readonly Waiting[]): (() => void)[] {
  db.exec('BEGIN IMMEDIATE')
  try {
    const done = group.map((one) => apart(savepoint, one))
    // Nothing to keep, nothing to wait for.
    db.exec(done.some(({ keep }) => keep) ? 'COMMIT' : 'ROLLBACK')
    return done.map(({ answer }) => answer)
  } catch (error) {
    try {
      db.exec('ROLLBACK')
    } catch {
      // SQLite has done it.
    }
    throw error
  }
}

function apart(savepoint: Savepoint, { work, resolve, reject }: Waiting) {
  savepoint.begin.run()
  let keep = true
  let answer: () => void
  try {
    const value = work((undone) => {
      keep = false
      return undone
    })
    answer = () => resolve(value)
  } catch (cause) {
    if (isBusy(cause)) throw cause
    keep = false
    answer = () => reject(cause)
    try {
      savepoint.undo.run()
    } catch {
      throw new TakenBack('The transaction is gone.', { cause })
    }
  }
  if (!keep) savepoint.undo.run()
  savepoint.end.run()
  return { keep, answer }
}
