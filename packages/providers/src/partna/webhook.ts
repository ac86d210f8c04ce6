import type { WebhookNews } from '@offrampkit/core/provider'
import type { WebhookVerification } from '@offrampkit/core/webhook'
import { isCrypto, payoutOf } from './currencies.ts'
import type { NetworkMap } from './networks.ts'
import { orderIdOf } from './reference.ts'
import { rowEvent } from './rows.ts'
import { readNews } from './wire/sale.ts'

/** 2048-bit key, SHA-256: 256 − 32 − 2, the longest salt, which their signatures turned out to use. */
const saltLength = 222

/**
 * RSASSA-PSS over the bytes of `data`. The name of the event beside it is not signed, and there is no nonce: a message is known
 * by its sale and its status, and hearing it again changes nothing.
 * Source: https://docs.getpartna.com/v4/documentation/core-concepts/webhooks (2026-04).
 */
export function webhookVerification(publicKeys: readonly string[]): WebhookVerification {
  return {
    kind: 'rsa-pss-member',
    signedMember: 'data',
    signatureMember: 'signature',
    publicKeys,
    saltLength,
  }
}

/**
 * What a signed message says, or `null` when it is not about a sale of this kit. Whether it is, is read off what is signed: our
 * reference, crypto on one side and a payout currency on the other, and the wallet or the transaction that no other kind of
 * message names.
 *
 * It is believed as it is: the address comes in no other way.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function parseWebhook(signed: Uint8Array, networks: NetworkMap, at: number): WebhookNews | null {
  const sale = readNews(signed)
  const orderId = sale && orderIdOf(sale.reference)
  if (!sale || !orderId) return null
  if (!isCrypto(sale.fromCurrency ?? '') || payoutOf(sale.toCurrency ?? '') === null) return null
  if (sale.sendingAddress === undefined && sale.transactionHash === undefined) return null
  return {
    orderId,
    rowId: sale.reference,
    events: [rowEvent(sale, networks, at, 'webhook')],
    confirmByRead: false,
  }
}
