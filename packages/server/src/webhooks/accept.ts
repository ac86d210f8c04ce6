import type { ServerProvider } from '@offrampkit/core/provider'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { claimMs } from '../orders/claimMs.ts'
import { notFound, storeFailed } from '../refusals.ts'
import type { InboxEntry, Store } from '../stores/store.ts'

/**
 * Verifies a webhook and keeps it. What is kept is only what the signature covers, and of that what the provider lets be kept.
 *
 * @returns the entry to work on, or `null` when the same news was worked on before
 * @throws OfframpError `webhook_rejected`, or `store_failed`: then the sender must try again
 */
export async function acceptWebhook(
  store: Store,
  provider: ServerProvider | null,
  message: { headers: Headers; rawBody: Uint8Array },
  now: number,
): Promise<InboxEntry | null> {
  if (!provider?.webhook) throw notFound()
  const { signed, dedupeKey } = await verifyWebhook(provider.webhook.verification, message, now)
  const entry: InboxEntry = {
    provider: provider.id,
    digest: dedupeKey,
    signed: provider.webhook.keep?.(signed) ?? signed,
    receivedAt: now,
    tries: 0,
    outcome: 'waiting',
    // Until then it is its receiver's to work on; if that dies, anybody's.
    retryAt: now + claimMs,
  }
  try {
    const kept = await store.receiveWebhook(entry)
    return kept.status === 'stored' || kept.outcome === 'waiting' || kept.outcome === 'unmatched'
      ? entry
      : null
  } catch (cause) {
    throw storeFailed(cause)
  }
}
