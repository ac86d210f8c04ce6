import { parseJsonExactly } from '@offrampkit/core/money'
import type { RowField } from '@offrampkit/core/order'
import type { WebhookNews } from '@offrampkit/core/provider'
import type { WebhookVerification } from '@offrampkit/core/webhook'
import * as z from 'zod/mini'
import { keepMembers } from '../keepMembers.ts'
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

const message = { type: word, event: word }
const messageSchema = record(message)

const transaction = {
  transactionId: id,
  // Of the order's chain for people, such as `Polygon PoS`.
  blockchain: z.optional(line),
  cryptoCurrency: z.optional(word),
  cryptoAmount: z.optional(word),
  fiatCurrency: z.optional(word),
  fiatAmount: z.optional(word),
}

/** Flat, every value text, and different members from event to event. Names of people stand in it and are not read. */
const transactionSchema = record(transaction)

const kept: ReadonlySet<string> = new Set(Object.keys({ ...message, ...transaction }))

/** The signed bytes without the names of people, which are left out before anything is stored. Never throws. */
export const keepable = (signed: Uint8Array): Uint8Array => keepMembers(signed, kept)

/**
 * What a signed webhook says. News about a user's identity check and about purchases are `null`; so is an event that
 * nobody knows. They name no order of ours: it is found by the transaction.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function parseWebhook(signed: Uint8Array, networks: NetworkMap, at: number): WebhookNews | null {
  const body = parse(signed)
  const told = readAs(messageSchema, body)
  if (told === null) throw unreadable('an event')
  const state = stateOfEvent(told.event)
  if (told.type !== 'TRANSACTION' || state === null) return null
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
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    orderId: null,
    rowId: row.transactionId,
    events: [{ type: 'row', rowId: row.transactionId, state, fields: known, at, source: 'webhook' }],
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
