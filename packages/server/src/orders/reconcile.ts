import { isOfframpError } from '@offrampkit/core'
import type { ServerProvider } from '@offrampkit/core/provider'
import type { Services } from '../services.ts'
import { keepLapsedMs } from '../stores/lapsed.ts'
import type { DueClaim, StoredOrder } from '../stores/store.ts'
import { tryWebhook } from '../webhooks/work.ts'
import { claimMs } from './claimMs.ts'
import { dueAfter } from './due.ts'

/** How much one round may do. */
export interface ReconcileOptions {
  /**
   * Nothing is begun after so many ms; what has begun takes a few seconds more. Default 20 s. `Infinity`: all that is due, as far as it
   * can be done in four hours.
   */
  withinMs?: number
  /** Of each provider, at most so many orders and as many webhooks. Default 500. `Infinity`: all that is due. */
  limit?: number
  /** Begins nothing more once it aborts; what has begun is finished. */
  signal?: AbortSignal
}

/** What one round did. */
export interface Reconciled {
  /** Webhooks that were worked on again. */
  webhooks: number
  /** Orders whose provider was asked. */
  orders: number
  /** How many of these did not work out. They come again by themselves, later. */
  failed: number
  /** The round ended before it found nothing left: another one may begin at once. */
  more: boolean
}

/** Questions to one provider, and webhooks of it, that are worked on at once. A slow one holds up the others this much less. */
const lanes = 4
/** Nobody waits longer for a turn: there are many who take them. */
const turnMs = 20_000
/** Nobody is put off for longer, whatever a provider wishes: what is due later looks like the work of a wrong clock. */
const longestWishMs = 3_600_000
/** What was put off while a round lasted must not look to it like the work of a wrong clock: `farMs` of the stores counts from its start. */
export const longestRoundMs = 4 * 3_600_000

/**
 * One round: webhooks that wait, and orders whose news stopped, those that are due for longest first. Each is taken for a minute
 * before it is worked on, so that any number of workers share the work, and what a killed one had taken comes back. Providers do not
 * wait for each other; one that is down is left alone, and its orders keep their places.
 *
 * @throws OfframpError `store_failed` when the store cannot be asked
 */
export async function reconcile(services: Services, options: ReconcileOptions = {}): Promise<Reconciled> {
  const { store, providers, refresher, background, now, wall, steady, report } = services
  const { withinMs = 20_000, limit = 500, signal } = options
  const done: Reconciled = { webhooks: 0, orders: 0, failed: 0, more: false }
  const began = steady()
  // What comes due meanwhile is for the next round: so this one ends.
  const before = now()

  const leftMs = () => Math.min(withinMs, longestRoundMs) - (steady() - began)
  const claimOf = ({ id }: ServerProvider): DueClaim => ({ provider: id, before, until: now() + claimMs })
  const turn = async ({ id }: ServerProvider) =>
    background.isUp(id) && (await background.turn(id, { withinMs: Math.min(turnMs, leftMs()), signal }))

  /** Counts down; `false` when the round has had enough. */
  function allowance() {
    let left = limit
    return () => {
      const allowed = left-- > 0 && leftMs() > 0 && !signal?.aborted
      done.more ||= !allowed
      return allowed
    }
  }

  async function oneWebhook(provider: ServerProvider): Promise<boolean> {
    const entry = await store.claimWebhook(claimOf(provider))
    if (!entry) return false
    done.webhooks++
    const outcome = await tryWebhook(services, entry, async (stored) => {
      return (await turn(provider)) ? await refresher.read(stored) : null
    })
    if (outcome === 'waiting' || outcome === 'unreadable') done.failed++
    return true
  }

  async function oneOrder(provider: ServerProvider): Promise<boolean> {
    if (!background.isUp(provider.id)) return false
    const stored = await store.claimOrder(claimOf(provider))
    if (!stored) return false
    const { orderId } = stored.order
    if (!(await turn(provider))) {
      done.more = true
      await store.setDue(orderId, stored.version, before)
      return false
    }
    done.orders++
    try {
      const asked = (await refresher.read(stored)).stored
      await store.setDue(orderId, asked.version, dueAfter(asked.order, now()))
      return true
    } catch (error) {
      done.failed++
      report(error, 'reconcile', orderId)
      const tooMuch = isOfframpError(error) && error.code === 'rate_limited'
      if (tooMuch) await background.rest(provider.id, error.retryAfterMs)
      await store.setDue(orderId, stored.version, putOff(stored, error, now()))
      return !tooMuch
    }
  }

  const work = providers.all.flatMap((provider) => {
    const [webhooks, orders] = [allowance(), allowance()]
    return Array.from({ length: lanes }, () => [
      until(async () => !(webhooks() && (await oneWebhook(provider)))),
      until(async () => !(orders() && (await oneOrder(provider)))),
    ]).flat()
  })
  const times = { webhooks: wall() - services.keepWebhooksMs, consumed: wall() - keepLapsedMs }
  const ended = await Promise.allSettled([...work, store.prune({ ...times, limit: 1_000 })])
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  return done
}

async function until(step: () => Promise<boolean>): Promise<void> {
  while (!(await step()));
}

/** When to come back to an order that could not be asked about. Not before the provider wishes, whatever its facts are like. */
function putOff({ order }: StoredOrder, error: unknown, now: number): number | null {
  const wish = now + (isOfframpError(error) ? Math.min(error.retryAfterMs ?? 0, longestWishMs) : 0)
  try {
    const due = dueAfter(order, now)
    return due === null ? null : Math.max(due, wish)
  } catch {
    return Math.max(now + 300_000, wish)
  }
}
