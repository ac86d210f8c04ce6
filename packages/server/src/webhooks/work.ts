import { isId } from '@offrampkit/core/order'
import type { ServerProvider, WebhookNews } from '@offrampkit/core/provider'
import { longestDueMs } from '../orders/due.ts'
import { rowKey } from '../orders/keys.ts'
import type { Services } from '../services.ts'
import type { InboxEntry, InboxOutcome, StoredOrder } from '../stores/store.ts'

/**
 * How often each is tried: with the waits between them, those that wait for a week, those about an order that nobody knows for a day.
 * Counted, because a clock that is set right must not make a webhook look old.
 *
 * What this version of the code cannot read, or takes for no news of ours, the next one may: its signature is good, and some news
 * comes in no other way. To look at it anew costs no question, and is done four times a day for a week.
 */
const mostTries: Readonly<Record<InboxOutcome, number>> = {
  waiting: 178,
  unmatched: 34,
  applied: 0,
  ignored: 28,
  unreadable: 28,
}

const hour = 3_600_000

/** Until it is tried again after so many tries. */
export function pauseAfter(tries: number, outcome: InboxOutcome): number {
  if (outcome === 'ignored' || outcome === 'unreadable') return longestDueMs
  return Math.min(5_000 * 2 ** Math.min(tries - 1, 10), hour)
}

/** Asks the provider about the order, or answers `null` where it is not the moment to. */
type Read = (stored: StoredOrder) => Promise<{ rowIds: readonly string[] } | null>

/** As {@link tryWebhook}, the moment it has come: news is asked about at once. */
export async function workOnWebhook(services: Services, entry: InboxEntry): Promise<void> {
  await tryWebhook(services, entry, (stored) => services.refresher.read(stored))
}

/**
 * Works on a webhook that is kept. Never throws: what did not work stays in the inbox and is tried again, more and more
 * seldom: for a week, or for a day where it is about no order that is known. Working on it twice changes nothing.
 */
export async function tryWebhook(services: Services, entry: InboxEntry, read: Read): Promise<InboxOutcome> {
  const { store, now, report } = services
  let outcome: InboxOutcome = 'waiting'
  try {
    outcome = await process(services, entry, read)
  } catch (error) {
    report(error, 'webhook')
  }
  const tries = entry.tries + 1
  const retryAt = tries >= mostTries[outcome] ? null : now() + pauseAfter(tries, outcome)
  try {
    await store.settleWebhook(entry, { tries, outcome, retryAt })
  } catch (error) {
    report(error, 'webhook')
  }
  return outcome
}

async function process(services: Services, entry: InboxEntry, read: Read): Promise<InboxOutcome> {
  const { providers, writer, refresher, report } = services
  const provider = providers.get(entry.provider)
  if (!provider?.webhook) return 'waiting'
  let news: WebhookNews | null
  try {
    news = provider.webhook.parse(entry.signed, entry.receivedAt)
  } catch (error) {
    report(error, 'webhook')
    return 'unreadable'
  }
  if (!news) return 'ignored'
  const stored = await orderOf(services, provider, news)
  if (!stored) return 'unmatched'
  const { orderId } = stored.order
  if (news.confirmByRead) {
    // Before the read, which may fail: it never tells this.
    const known = news.signedAlone ? await writer.applyEvents(orderId, news.signedAlone, stored) : stored
    const answer = await read(known)
    if (!answer) return 'waiting'
    if (!news.signedAlone || answer.rowIds.some((rowId) => rowId === news.rowId)) return 'applied'
  }
  refresher.told(orderId)
  await writer.applyEvents(orderId, news.events, news.confirmByRead ? undefined : stored)
  return 'applied'
}

/** By our id where the message carries it; otherwise by the provider's. */
async function orderOf(
  { store }: Services,
  provider: ServerProvider,
  { orderId, rowId }: WebhookNews,
): Promise<StoredOrder | null> {
  const named = isId(orderId) ? await store.order(orderId) : null
  if (named) return named.order.provider === provider.id ? named : null
  return rowId === null ? null : await store.orderByKey(rowKey(provider.id, rowId))
}
