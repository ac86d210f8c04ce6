import { OfframpError } from '@offrampkit/core'
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
 * @param times.rememberedMs - for so long what was applied is known again
 * @returns what to work on, or `null` when the same news was applied before, or is no news of ours
 * @throws OfframpError `webhook_rejected`, also for one so old that it may have been applied and forgotten; or `store_failed`: then the sender must try again
 */
export async function acceptWebhook(
  store: Store,
  provider: ServerProvider | null,
  message: { headers: Headers; rawBody: Uint8Array },
  { now, rememberedMs }: { now: number; rememberedMs: number },
): Promise<Accepted | null> {
  if (!provider?.webhook) throw notFound()
  const { signed, dedupeKey } = await verifyWebhook(provider.webhook.verification, message, now)
  const kept = provider.webhook.keep?.(signed) ?? signed
  const news = newsIn(provider.webhook, kept, now)
  if (isForgotten(news, rememberedMs, now)) throw tooOld()
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
function newsIn(
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

/** The clock of the provider may be ahead of the one by which webhooks are forgotten. */
const clocksApartMs = 3_600_000

/**
 * Whether it was written so long ago that nobody could tell any more that it came before. No provider tries for that long: it is
 * played again, or this clock is wrong, and then another instance may take it.
 */
function isForgotten(news: ReturnType<typeof newsIn>, rememberedMs: number, now: number): boolean {
  if (news === null || news === 'unreadable' || news.writtenAt === undefined) return false
  return now - news.writtenAt > rememberedMs - clocksApartMs
}

function tooOld(): OfframpError {
  return new OfframpError({
    code: 'webhook_rejected',
    message: 'The webhook was written so long ago that webhooks of its time are forgotten.',
    why: 'It may be one that came then, played again, so nothing in it was used.',
    action:
      'Operator: see that the clock is right, and that `keepWebhooksMs` is longer than the provider tries.',
    details: { reason: 'too_old' },
  })
}
