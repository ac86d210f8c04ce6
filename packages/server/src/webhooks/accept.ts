import type { ServerProvider, WebhookNews } from '@offrampkit/core/provider'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { claimMs } from '../orders/claimMs.ts'
import { notFound, storeFailed } from '../refusals.ts'
import type { InboxEntry, Store } from '../stores/store.ts'
import { pauseAfter } from './patience.ts'

/** What is to be worked on. */
export interface Accepted {
  entry: InboxEntry
  /** What it says, where it was read at the entry's own time: it need not be read again. */
  news?: WebhookNews
}

/**
 * Verifies a webhook and keeps it. What is kept is only what the signature covers, and of that what the provider lets be kept.
 *
 * @returns what to work on, or `null` when the same news was applied before, or is no news of ours
 * @throws OfframpError `webhook_rejected`, or `store_failed`: then the sender must try again
 */
export async function acceptWebhook(
  store: Store,
  provider: ServerProvider | null,
  message: { headers: Headers; rawBody: Uint8Array },
  now: number,
): Promise<Accepted | null> {
  if (!provider?.webhook) throw notFound()
  const { signed, dedupeKey } = await verifyWebhook(provider.webhook.verification, message, now)
  const kept = provider.webhook.keep?.(signed) ?? signed
  const news = newsOf(provider.webhook, kept, now)
  const ours = news !== null
  const entry: InboxEntry = {
    provider: provider.id,
    digest: dedupeKey,
    signed: kept,
    receivedAt: now,
    tries: ours ? 0 : 1,
    outcome: ours ? 'waiting' : 'ignored',
    // Until then it is its receiver's to work on; if that dies, anybody's.
    retryAt: now + (ours ? claimMs : pauseAfter(1, 'ignored')),
  }
  try {
    const known = await store.receiveWebhook(entry)
    if (!ours) return null
    if (known.status === 'stored') return news === 'unreadable' ? { entry } : { entry, news }
    // The same news has one time, whoever works on it and however often it comes: at another one it would be heard as new.
    return known.outcome === 'applied' ? null : { entry: { ...entry, receivedAt: known.receivedAt } }
  } catch (cause) {
    throw storeFailed(cause)
  }
}

/**
 * `null` for news of what is no sale, such as a purchase through the same subscription: it is kept by one write instead of two,
 * and looked at anew later. What cannot be read may be ours.
 */
function newsOf(
  { parse }: NonNullable<ServerProvider['webhook']>,
  kept: Uint8Array,
  now: number,
): WebhookNews | 'unreadable' | null {
  try {
    return parse(kept, now)
  } catch {
    return 'unreadable'
  }
}
