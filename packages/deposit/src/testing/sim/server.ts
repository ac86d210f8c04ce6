import type { DepositsBackend, OrderView } from '@offrampkit/core/api'
import {
  type AttemptView,
  merge,
  type OrderFacts,
  provenUnsent,
  type RowEvent,
  statusOf,
} from '@offrampkit/core/order'

/** The app's server and the provider behind it, as far as the deposit needs them. */
export class SimServer {
  #order: OrderView
  readonly #attempts = new Map<string, AttemptView>()
  readonly #keepsAttempts: boolean
  readonly #now: () => number

  constructor(order: OrderView, keepsAttempts: boolean, now: () => number) {
    this.#order = order
    this.#keepsAttempts = keepsAttempts
    this.#now = now
  }

  get facts(): OrderFacts {
    return this.#order.facts
  }

  /** The provider says something about its row. */
  say(rowId: string, news: Pick<RowEvent, 'state' | 'fields'>): void {
    const event: RowEvent = { type: 'row', source: 'poll', at: this.#now(), rowId, ...news }
    this.#order = { ...this.#order, facts: merge(this.#order.facts, event) }
  }

  view(): OrderView {
    const now = this.#now()
    return {
      ...this.#order,
      attempts: [...this.#attempts.values()],
      status: statusOf(this.#order, now),
      serverNow: now,
    }
  }

  /** The calls themselves; how they travel is the world's business. */
  deposits(): DepositsBackend | undefined {
    if (!this.#keepsAttempts) return undefined
    return {
      reserve: async ({ attempt }) => {
        const known = this.#attempts.get(attempt.attemptId)
        const active = [...this.#attempts.values()].find((other) => !provenUnsent(other))
        if (active && active.attemptId !== attempt.attemptId) return { status: 'active', attempt: active }
        // An attempt that has ended is never opened again by a request that arrives late.
        if (known && provenUnsent(known)) return { status: 'active', attempt: known }
        this.#attempts.set(attempt.attemptId, known ?? attempt)
        return { status: 'reserved' }
      },
      report: async ({ attemptId, phase, proof, txHash }) => {
        const known = this.#attempts.get(attemptId)
        if (known) this.#attempts.set(attemptId, after(known, { phase, proof, txHash }))
        return this.view()
      },
    }
  }
}

/** A hash is never forgotten, and a late report takes no proof back. */
function after(
  known: AttemptView,
  {
    phase,
    proof,
    txHash,
  }: { phase: AttemptView['phase']; proof?: AttemptView['proof']; txHash?: string | undefined },
): AttemptView {
  if (provenUnsent(known) && phase !== 'hash') return known
  const { proof: _, ...rest } = known
  return {
    ...rest,
    phase,
    ...(proof === undefined ? {} : { proof }),
    ...(txHash === undefined ? {} : { txHash }),
  }
}
