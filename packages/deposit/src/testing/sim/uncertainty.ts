import type { LedgerAttempt } from '../../ports/ledger.ts'

/** For how long nobody could say what became of an attempt, in virtual time. */
export class Uncertainty {
  readonly resolvedMs: number[] = []
  readonly #since = new Map<string, number>()

  /** How many attempts are still unknown. */
  get open(): number {
    return this.#since.size
  }

  /** A page shows these. */
  seen(attempts: readonly LedgerAttempt[], now: number): void {
    for (const { attemptId, phase } of attempts) {
      const since = this.#since.get(attemptId)
      if (phase === 'unknown') {
        if (since === undefined) this.#since.set(attemptId, now)
      } else if (since !== undefined) {
        this.#since.delete(attemptId)
        this.resolvedMs.push(now - since)
      }
    }
  }
}
