import { parseJsonExactly } from '@offrampkit/core/money'
import type { RowField } from '@offrampkit/core/order'
import type { WebhookNews } from '@offrampkit/core/provider'
import type { WebhookVerification } from '@offrampkit/core/webhook'
import * as z from 'zod/mini'
import type { NetworkMap } from './networks.ts'
import { stateOfEvent } from './status.ts'
import { id, line, readAs, record, unreadable, word } from './wire.ts'

/**
 * Hex HMAC-SHA-256 of the body in `capa-signature`. It covers no time, so that an old message can be sent again: nothing in
 * one is believed before the transaction itself was read.
 * Source: https://docs.capa.fi/docs/step-by-step-process-for-hmac-signature-validation (read 2026-11-21).
 */
export function webhookVerification(secrets: readonly string[]): WebhookVerification {
  return { kind: 'hmac', header: 'capa-signature', secrets }
}

const messageSchema = record({ type: word, event: word })

/** Flat, every value text, and different members from event to event. Names of people stand in it and are not read. */
const transactionSchema = record({
  transactionId: id,
  // Of the order's chain for people, such as `Polygon PoS`.
  blockchain: z.optional(line),
  cryptoCurrency: z.optional(word),
  cryptoAmount: z.optional(word),
  fiatCurrency: z.optional(word),
  fiatAmount: z.optional(word),
})

/**
 * What a signed webhook says. News about a user's identity check and about purchases are `null`; so is an event that
 * nobody knows. They name no order of ours: it is found by the transaction.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function parseWebhook(signed: Uint8Array, networks: NetworkMap, at: number): WebhookNews | null {
  const body = parse(signed)
  const message = readAs(messageSchema, body)
  if (message === null) throw unreadable('an event')
  const state = stateOfEvent(message.event)
  if (message.type !== 'TRANSACTION' || state === null) return null
  const row = readAs(transactionSchema, body)
  if (row === null) throw unreadable('an event')
  // A chain that their table for people does not hold says nothing, rather than something wrong.
  const network = row.blockchain === undefined ? null : networks.idOfDisplayName(row.blockchain)
  const fields: Partial<Record<RowField, string | undefined>> = {
    network: network ?? undefined,
    asset: row.cryptoCurrency,
    amount: row.cryptoAmount,
    payout: row.fiatAmount,
    payoutCurrency: row.fiatCurrency,
  }
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    orderId: null,
    rowId: row.transactionId,
    events: [{ type: 'row', rowId: row.transactionId, state, fields: told, at, source: 'webhook' }],
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
