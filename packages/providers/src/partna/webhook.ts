import type { RowEvent, RowState } from '@offrampkit/core/order'
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
 * The address, the sender and the transaction come in no other way. What becomes of the sale `GET /ramp` tells too, where the user's
 * account is known: then that is asked.
 *
 * @param readable - whether `GET /ramp` can be asked at all
 * @throws OfframpError `provider_unreadable`
 */
export function parseWebhook(
  signed: Uint8Array,
  networks: NetworkMap,
  at: number,
  readable = false,
): WebhookNews | null {
  const sale = readNews(signed)
  const orderId = sale && orderIdOf(sale.reference)
  if (!sale || !orderId) return null
  if (!isCrypto(sale.fromCurrency ?? '') || payoutOf(sale.toCurrency ?? '') === null) return null
  if (sale.sendingAddress === undefined && sale.transactionHash === undefined) return null
  const row = rowEvent(sale, networks, at, 'webhook')
  const { createdAt = '' } = row.fields
  return {
    orderId,
    rowId: sale.reference,
    events: [row],
    confirmByRead: readable,
    ...(readable && { signedAlone: [signedAloneOf(row)] }),
    // `timestamp` of the message: each has its own.
    ...(/^[1-9]\d{12}$/.test(createdAt) && { writtenAt: Number(createdAt) }),
  }
}

/**
 * All but how the sale ended. That coins have come is believed as it is signed, as it can only keep anybody from sending; that they
 * were paid out, or that the sale is over, is not.
 */
function signedAloneOf({ state, fields, ...row }: RowEvent): RowEvent {
  const { payout: _, payoutCurrency: __, ...told } = fields
  const believed = state && early[state]
  return { ...row, ...(believed && { state: believed }), fields: told }
}

const early: Readonly<Partial<Record<RowState, RowState>>> = {
  waiting: 'waiting',
  received: 'received',
  processing: 'received',
  paid: 'received',
}
