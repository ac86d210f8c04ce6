import { isId } from '@offrampkit/core/order'
import type { ServerProvider, WebhookNews } from '@offrampkit/core/provider'
import { rowKey } from '../orders/keys.ts'
import type { Services } from '../services.ts'
import type { InboxEntry, InboxOutcome, StoredOrder } from '../stores/store.ts'
import type { Accepted } from './accept.ts'
import { heldBack } from './heldBack.ts'
import { mostTries, pauseAfter } from './patience.ts'

/** Asks the provider about the order, or answers `null` where it is not the moment to. */
type Read = (stored: StoredOrder) => Promise<{ rowIds: readonly string[] } | null>

/** As {@link tryWebhook}, the moment it has come: news is asked about at once. */
export async function workOnWebhook(services: Services, { entry, news }: Accepted): Promise<void> {
  await tryWebhook(services, entry, (stored) => services.refresher.read(stored), news)
}

/**
 * Works on a webhook that is kept. Never throws: what did not work stays in the inbox and is tried again, more and more
 * seldom: for a week, or for a day where it is about no order that is known. Working on it twice changes nothing.
 *
 * @param known - what it says, where it was read already
 */
export async function tryWebhook(
  services: Services,
  entry: InboxEntry,
  read: Read,
  known?: WebhookNews,
): Promise<InboxOutcome> {
  const { store, now, report } = services
  let outcome: InboxOutcome = 'waiting'
  try {
    outcome = await process(services, entry, read, known)
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

async function process(
  services: Services,
  entry: InboxEntry,
  read: Read,
  readBefore: WebhookNews | undefined,
): Promise<InboxOutcome> {
  const { providers, writer, refresher, report } = services
  const provider = providers.get(entry.provider)
  if (!provider?.webhook) return 'waiting'
  let news: WebhookNews | null
  try {
    news = readBefore ?? provider.webhook.parse(entry.signed, entry.receivedAt)
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
    let answer: Awaited<ReturnType<Read>> = null
    try {
      answer = await read(known)
    } finally {
      // Decided on the order as it is when this is written: it may have been sent while the question was on its way.
      if (!answer && news.signedAlone)
        await writer.change(orderId, ({ order }) => {
          const events = heldBack(order, news.events)
          return events.length > 0 ? { events } : null
        })
    }
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
