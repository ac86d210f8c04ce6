import { isId } from '@offrampkit/core/order'
import type { ServerProvider, WebhookNews } from '@offrampkit/core/provider'
import { rowKey } from '../orders/keys.ts'
import type { Services } from '../services.ts'
import type { InboxEntry, InboxOutcome, StoredOrder } from '../stores/store.ts'

/** With the waits between them these take a day. Counted, because a clock that is set right must not make a webhook look old. */
const mostTries = 34

/**
 * Works on a webhook that is kept. Never throws: what did not work stays in the inbox and is tried again, more and more
 * seldom, for a day. Working on it twice changes nothing.
 */
export async function workOnWebhook(services: Services, entry: InboxEntry): Promise<void> {
  const { store, now, report } = services
  let outcome: InboxOutcome = 'waiting'
  try {
    outcome = await process(services, entry)
  } catch (error) {
    report(error, 'webhook')
  }
  const settled = outcome === 'applied' || outcome === 'ignored' || outcome === 'unreadable'
  const tries = entry.tries + 1
  const wait = Math.min(5_000 * 2 ** Math.min(tries - 1, 10), 3_600_000)
  const retryAt = settled || tries >= mostTries ? null : now() + wait
  try {
    await store.settleWebhook(entry, { tries, outcome, retryAt })
  } catch (error) {
    report(error, 'webhook')
  }
}

async function process(services: Services, entry: InboxEntry): Promise<InboxOutcome> {
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
  if (news.confirmByRead) await refresher.read(stored)
  else await writer.applyEvents(stored.order.orderId, news.events)
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
