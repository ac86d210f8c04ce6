import type {
  DepositsBackend,
  OrderView,
  ReportParameters,
  Reservation,
  ReserveParameters,
} from '@offrampkit/core/api'
import { type AttemptView, isSetAside, merge, provenUnsent, type RowEvent } from '@offrampkit/core/order'
import { advance, checkReport, isPast, refused } from './serverReport.ts'

/** The app's server and the provider behind it, for one order, as far as the deposit needs them. */
export class SimServer {
  #order: OrderView
  readonly #attempts = new Map<string, AttemptView>()
  readonly #keepsAttempts: boolean
  readonly #now: () => number
  /** Whether another order of this server holds a transaction. */
  readonly #isTaken: (txHash: string) => boolean

  constructor(
    order: OrderView,
    keepsAttempts: boolean,
    now: () => number,
    isTaken: (txHash: string) => boolean = () => false,
  ) {
    this.#order = order
    this.#keepsAttempts = keepsAttempts
    this.#now = now
    this.#isTaken = isTaken
  }

  /** The provider says something about its row; late news keep their own time. */
  say(rowId: string, news: Pick<RowEvent, 'state' | 'fields'>, at = this.#now()): void {
    this.#hear({ type: 'row', source: 'poll', at, rowId, ...news })
  }

  /** The user was at the provider's page, and came back. */
  returned(): void {
    for (const type of ['opened', 'returned'] as const)
      this.#hear({ type, source: 'server', at: this.#now() })
  }

  holds(txHash: string): boolean {
    return [...this.#attempts.values()].some((attempt) => attempt.txHash === txHash)
  }

  view(): OrderView {
    const now = this.#now()
    return {
      ...this.#order,
      attempts: [...this.#attempts.values()],
      // Read by nobody here: each page derives its own from the facts.
      status: { kind: 'created' },
      serverNow: now,
    }
  }

  /** The calls as a backend has them; `undefined` where this server keeps no attempts. */
  deposits(): DepositsBackend | undefined {
    if (!this.#keepsAttempts) return undefined
    return {
      reserve: async (parameters) => this.reserve(parameters),
      report: async (parameters) => this.report(parameters),
    }
  }

  reserve({ attempt }: ReserveParameters): Reservation {
    const known = this.#attempts.get(attempt.attemptId)
    // An attempt that has gone on is never opened again by a request that arrives late.
    if (known && known.phase !== 'armed') return { status: 'active', attempt: known }
    const active = [...this.#attempts.values()].find(
      (other) =>
        other.attemptId !== attempt.attemptId &&
        !provenUnsent(other) &&
        !(isSetAside(other) && other.pin === attempt.pin),
    )
    if (active) return { status: 'active', attempt: active }
    this.#attempts.set(attempt.attemptId, known ?? attempt)
    return { status: 'reserved' }
  }

  report(news: ReportParameters): OrderView {
    checkReport(news)
    const known = this.#attempts.get(news.attemptId)
    if (!known) throw refused('not_found')
    const { attemptId, txHash } = news
    if (txHash !== undefined && this.#isTaken(txHash)) {
      // Another order holds it: what is left is that the wallet answered.
      if (!isPast(known, 'unknown')) this.#attempts.set(attemptId, { ...known, phase: 'unknown' })
      return this.view()
    }
    this.#attempts.set(attemptId, advance(known, news))
    if (txHash !== undefined)
      this.#hear({ type: 'report', source: 'browser', at: this.#now(), attemptId, txHash })
    return this.view()
  }

  #hear(event: Parameters<typeof merge>[1]): void {
    this.#order = { ...this.#order, facts: merge(this.#order.facts, event) }
  }
}
