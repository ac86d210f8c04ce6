import { parseJsonExactly } from '@offrampkit/core/money'
import { isId } from '@offrampkit/core/order'
import type { WebhookNews } from '@offrampkit/core/provider'
import type { WebhookVerification } from '@offrampkit/core/webhook'
import type { NetworkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { readWebhook, type WireWebhook } from './wire/transaction.ts'
import { unreadable } from './wire.ts'

/**
 * `X-Hook0-Signature`, five minutes either way.
 * Source: https://docs.cdp.coinbase.com/webhooks/verify-signatures (2026).
 */
export function webhookVerification(secrets: readonly string[]): WebhookVerification {
  return { kind: 'hook0', header: 'x-hook0-signature', secrets, toleranceMs: 5 * 60_000 }
}

/**
 * What a signed webhook says. Events for purchases come through the same subscription and are `null`.
 * The status API is asked before anything is believed: the payload leaves out fields as it pleases.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function parseWebhook(signed: Uint8Array, networks: NetworkMap, at: number): WebhookNews | null {
  const event = readWebhook(parse(signed))
  if (event.transaction === null) return null
  return {
    orderId: orderIdOf(event),
    rowId: event.transaction.transactionId,
    events: [rowEvent(event.transaction, networks, at, 'webhook')],
    confirmByRead: true,
  }
}

function parse(signed: Uint8Array): unknown {
  try {
    return parseJsonExactly(new TextDecoder('utf-8', { fatal: true }).decode(signed))
  } catch {
    throw unreadable('an event')
  }
}

/**
 * Our order id. The OpenAPI puts it into `partnerUserRef`; Coinbase's own demo says that sales have none and reads it
 * back from the query of `redirectUrl`. Two different answers are none.
 */
function orderIdOf({ partnerUserRef, redirectUrl }: WireWebhook): string | null {
  const query = redirectUrl !== null && URL.canParse(redirectUrl) ? new URL(redirectUrl).searchParams : []
  const named = [partnerUserRef, ...[...query].map(([, value]) => value)].filter((text) => isId(text))
  return new Set(named).size === 1 ? (named[0] ?? null) : null
}
