import { OfframpError } from '@offrampkit/core'
import { type AttemptView, merge, type OrderEvent, type OrderId } from '@offrampkit/core/order'
import type { OrderPublished } from '../news/newsListener.ts'
import { notFound } from '../refusals.ts'
import type { Store, StoredEvent, StoredOrder, UniqueKey } from '../stores/store.ts'
import { dueAfter } from './due.ts'
import { rowKey } from './keys.ts'
import { createLane } from './lane.ts'
import { sameFacts } from './newness.ts'

/** What a plan wants written. What is left out stays as it is. */
export interface OrderChange {
  events?: readonly OrderEvent[]
  /** The whole list, changed. */
  attempts?: readonly AttemptView[]
  keys?: readonly UniqueKey[]
}

export interface WriterParts {
  store: Store
  now: () => number
  publish: (change: OrderPublished) => void
  /** For what nobody asked for but somebody should know. */
  report: (error: OfframpError) => void
}

/** The only way in which an order changes. */
export interface OrderWriter {
  /**
   * Adds events. Hearing what is known already writes nothing.
   *
   * @param read - the order as it was read a moment ago, which saves reading it again: if somebody wrote since, it is
   */
  applyEvents(orderId: OrderId, events: readonly OrderEvent[], read?: StoredOrder): Promise<StoredOrder>
  /**
   * Decides on the order as it is at the moment of writing: `plan` is run again when somebody else wrote in between, so it
   * must be pure. `null` means that nothing is to be written; throwing refuses.
   *
   * @throws OfframpError `not_found`, `conflict` when another order holds one of the keys, `store_failed`
   */
  change(orderId: OrderId, plan: (stored: StoredOrder) => OrderChange | null): Promise<StoredOrder>
}

/** Other processes can win this often in a row before the caller is told to come back. */
const mostTries = 24

/** Load → merge → compare-and-set, with the events in the same transaction → publish. */
export function createOrderWriter({ store, now, publish, report }: WriterParts): OrderWriter {
  const lane = createLane()

  async function write(
    orderId: OrderId,
    plan: Parameters<OrderWriter['change']>[1],
    read?: StoredOrder,
  ): Promise<StoredOrder> {
    const foreign = new Set<string>()
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = tries === 0 && read ? read : await store.order(orderId)
      if (!stored) throw notFound()
      const change = plan(stored)
      if (!change) return stored
      const events = (change.events ?? []).filter((e) => e.type !== 'row' || !foreign.has(e.rowId))
      const next = nextOf(stored, { ...change, events }, now())
      if (!next) return stored
      const rows = events.filter((e) => e.type === 'row' && !(e.rowId in stored.order.facts.rows))
      const rowKeys = rows.map((e) => rowKey(stored.order.provider, e.type === 'row' ? e.rowId : ''))
      const outcome = await store.compareAndSet({
        next,
        expected: stored.version,
        events: [...events, ...attemptEvents(stored, next, now())],
        keys: [...(change.keys ?? []), ...rowKeys],
      })
      if (outcome.status === 'written') {
        publish({ orderId, version: next.version })
        return next
      }
      if (outcome.status === 'taken') {
        if (outcome.key.kind !== 'row') throw taken(outcome.key)
        // A row pays one order for ever; what it says is not about this one. The rest of the news is.
        foreign.add(outcome.key.value)
        report(taken(outcome.key))
      }
    }
    throw new OfframpError({
      code: 'store_failed',
      message: 'The order kept changing while it was being written.',
      why: 'Writing over the changes of others could lose a deposit, so nothing was written.',
      action: 'Try again in a moment.',
    })
  }

  return {
    change: (orderId, plan) => lane(orderId, () => write(orderId, plan)),
    applyEvents: (orderId, events, read) => lane(orderId, () => write(orderId, () => ({ events }), read)),
  }
}

/** The order with the change, or `null` when it says nothing new. */
function nextOf(stored: StoredOrder, change: OrderChange, now: number): StoredOrder | null {
  const { order } = stored
  const facts = (change.events ?? []).reduce(merge, order.facts)
  const attempts = change.attempts ?? order.attempts
  if (attempts === order.attempts && sameFacts(facts, order.facts) && !change.keys?.length) return null
  const next = { ...order, facts, attempts }
  return { ...stored, order: next, version: stored.version + 1, dueAt: dueAfter(next, now) }
}

function attemptEvents(before: StoredOrder, after: StoredOrder, at: number): StoredEvent['event'][] {
  return after.order.attempts
    .filter((attempt) => !before.order.attempts.includes(attempt))
    .map((attempt) => ({ type: 'attempt', at, attempt }))
}

function taken(key: UniqueKey): OfframpError {
  const what = key.kind === 'transaction' ? 'This transaction' : 'This order of the provider'
  return new OfframpError({
    code: 'conflict',
    message: `${what} belongs to another order already.`,
    why: 'One transfer pays one order; counting it twice would show a payout that never comes.',
    action: 'Do not send again. Look at your other orders.',
    moneyMoved: key.kind === 'transaction' ? 'maybe' : 'no',
    details: { key: key.kind },
  })
}
