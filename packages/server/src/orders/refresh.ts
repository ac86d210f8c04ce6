import { isOfframpError, OfframpError, toOfframpError } from '@offrampkit/core'
import { isTerminal, type OrderId, type OrderStatus } from '@offrampkit/core/order'
import type { ProviderCatalog } from '../providerCatalog.ts'
import type { StoredOrder } from '../stores/store.ts'
import { untilAborted } from '../untilAborted.ts'
import type { UserAllowances } from '../userLimits.ts'
import type { OrderWriter } from './applyEvents.ts'

export interface RefreshParts {
  providers: ProviderCatalog
  writer: OrderWriter
  now: () => number
  /** A signal that aborts after so many ms. */
  timeout: (ms: number) => AbortSignal
  /** Whether a user's reading is a reason to ask now; otherwise they are told what is known. */
  mayRead: UserAllowances['mayRead']
  report: (error: OfframpError) => void
}

interface Refreshed {
  stored: StoredOrder
  /** The provider was asked and did not answer in time, or not well. */
  stale: boolean
}

/** What a question brought. */
interface Read {
  stored: StoredOrder
  /** The provider's rows that its answer tells of. */
  rowIds: readonly string[]
}

/** Asks the provider where an order stands, and writes down what is new. */
export interface Refresher {
  /**
   * Never fails because of the provider: then the order is what was known. At most one question a second and order.
   *
   * @param status - of this very order, now
   */
  refresh(stored: StoredOrder, status: OrderStatus): Promise<Refreshed>
  /**
   * Asks now, and throws what the provider throws. Those who come while a question is on its way share the next one: its answer may be
   * older than what they have heard.
   */
  read(stored: StoredOrder): Promise<Read>
  /**
   * The provider tells about this order by itself, just now: whoever hears that and reads the order is not made to wait until it has
   * said so once more.
   */
  told(orderId: OrderId): void
}

/** However many tabs ask, the provider hears one question in this time. */
const quietMs = 1_000
/** How long a reader waits for the provider. */
const patienceMs = 6_000
/** A question that takes longer, with the write of its answer, may have gone with a request that was cut off: nobody waits for it. */
const longestReadMs = 15_000

interface Reading {
  current: Promise<Read>
  next: Promise<Read> | null
  begunAt: number
}

export function createRefresher(parts: RefreshParts): Refresher {
  const { providers, writer, now, timeout, mayRead, report } = parts
  const running = new Map<OrderId, Promise<Refreshed>>()
  const reads = new Map<OrderId, Reading>()
  const lastAsked = new Map<OrderId, { at: number; stale: boolean }>()

  function read(stored: StoredOrder): Promise<Read> {
    const busy = reads.get(stored.order.orderId)
    if (!busy || Math.abs(now() - busy.begunAt) > longestReadMs) return startReading(stored)
    busy.next ??= busy.current.then(
      () => startReading(stored),
      () => startReading(stored),
    )
    // Whoever put the question may have had an older order in hand, to which the provider had nothing to add.
    return busy.next.then((read) => (read.stored.version < stored.version ? { ...read, stored } : read))
  }

  function startReading(stored: StoredOrder): Promise<Read> {
    const { orderId } = stored.order
    const current = askProvider(stored).finally(() => {
      if (!reading.next && reads.get(orderId) === reading) reads.delete(orderId)
    })
    const reading: Reading = { current, next: null, begunAt: now() }
    reads.set(orderId, reading)
    return current
  }

  async function askProvider(stored: StoredOrder): Promise<Read> {
    const { order } = stored
    const provider = providers.get(order.provider)
    if (!provider) return { stored, rowIds: [] }
    const signal = timeout(patienceMs)
    const events = await untilAborted(provider.readOrder(order, { signal }), signal, silent)
    remember(order.orderId, false)
    const rowIds = events.flatMap((event) => (event.type === 'row' ? [event.rowId] : []))
    const written = events.length === 0 ? stored : await writer.applyEvents(order.orderId, events)
    return { stored: written, rowIds }
  }

  async function ask(stored: StoredOrder): Promise<Refreshed> {
    const { orderId, provider } = stored.order
    let result: Refreshed
    try {
      const may = await mayRead(provider, stored.ownerId)
      result = may ? { stored: (await read(stored)).stored, stale: false } : { stored, stale: true }
    } catch (error) {
      if (isOfframpError(error) && error.code === 'not_found') throw error
      report(toOfframpError(error))
      result = { stored, stale: true }
    }
    remember(orderId, result.stale)
    return result
  }

  function begin(stored: StoredOrder): Promise<Refreshed> {
    const { orderId } = stored.order
    const mine = ask(stored).finally(() => running.delete(orderId))
    running.set(orderId, mine)
    return mine
  }

  function remember(orderId: OrderId, stale: boolean) {
    lastAsked.delete(orderId)
    lastAsked.set(orderId, { at: now(), stale })
    const oldest = lastAsked.keys().next().value
    if (lastAsked.size > 10_000 && oldest !== undefined) lastAsked.delete(oldest)
  }

  return {
    read,
    told: (orderId) => remember(orderId, false),
    async refresh(stored, status) {
      const { order } = stored
      if (!worthAsking(stored, status, now())) return { stored, stale: false }
      const last = lastAsked.get(order.orderId)
      if (last && now() - last.at < quietMs && now() >= last.at) return { stored, stale: last.stale }
      const result = await (running.get(order.orderId) ?? begin(stored))
      // Somebody may have written since the question was put.
      return result.stored.version >= stored.version ? result : { stored, stale: result.stale }
    },
  }
}

/** A paid order brings no news; one that nobody has opened has nothing at the provider yet. */
function worthAsking({ order }: StoredOrder, status: OrderStatus, now: number): boolean {
  if (status.kind === 'created') return false
  return !isTerminal(status) || (status.kind !== 'paid' && now - order.createdAt < 48 * 3_600_000)
}

function silent(): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'The provider did not answer in time.',
    why: 'What is shown is what was known before; nothing was changed.',
    action: 'Wait a moment; the order is asked for again by itself.',
  })
}
