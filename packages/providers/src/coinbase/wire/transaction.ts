import * as z from 'zod/mini'
import { keepMembers } from '../../keepMembers.ts'
import {
  money,
  moneyNames,
  own,
  pick,
  readAs,
  record,
  snakeOf,
  unreadable,
  unwrap,
  word,
  wordOrNumber,
} from '../wire.ts'

/**
 * Empty until there is a transaction; then a hash of some network. Anything else makes the row unreadable: left out, it
 * would invite a second deposit, and believed, it would claim one.
 */
const hash = z.string().check(z.regex(/^(0x([0-9a-fA-F]{64})?|[A-Za-z0-9]{43,128})$/))

/**
 * One sale, from the status API or a webhook. Sources: the Transaction Status page, the API reference of
 * "get offramp transactions by id", `OfframpTransactionPayload` of the CDP OpenAPI (2026-06-18), and recorded answers.
 */
const transactionMembers = {
  transactionId: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/)),
  status: z.optional(wordOrNumber),
  asset: z.optional(word),
  network: z.optional(word),
  sellAmount: z.optional(money),
  total: z.optional(money),
  minimumTotal: z.optional(money),
  fromAddress: z.optional(word),
  toAddress: z.optional(word),
  txHash: z.optional(hash),
  paymentMethod: z.optional(word),
  createdAt: z.optional(word),
}

// The status page's example says `id`; everything else says `transaction_id`.
const transactionSchema = record(transactionMembers, { transactionId: 'id' })

/** As read: absent is `undefined`, all else text of bounded length that nobody has believed yet. */
export type WireTransaction = z.output<typeof transactionSchema>

export interface TransactionPage {
  transactions: WireTransaction[]
  nextPageKey: string | null
}

/**
 * A page of the status API. One row that cannot be read makes the page unreadable: a row left out could be the second
 * live one.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readTransactionPage(body: unknown): TransactionPage {
  const inner = unwrap(body)
  const rows = own(inner, 'transactions')
  if (rows === null) return { transactions: [], nextPageKey: null }
  if (!Array.isArray(rows) || rows.length > 1000) throw unreadable('its transactions')
  const transactions = rows.map((row) => {
    const read = readAs(transactionSchema, row)
    if (read === null) throw unreadable('a transaction')
    return read
  })
  return { transactions, nextPageKey: readPageKey(inner) }
}

function readPageKey(body: unknown): string | null {
  const key = readAs(
    z.optional(z.string().check(z.maxLength(1024))),
    pickOr(body, 'next_page_key', 'nextPageKey'),
  )
  return key ?? null
}

function pickOr(body: unknown, ...names: string[]): unknown {
  try {
    return pick(body, ...names)
  } catch {
    throw unreadable('the next page')
  }
}

const webhookMembers = {
  eventType: word,
  redirectUrl: z.optional(z.unknown()),
  partnerUserRef: z.optional(z.unknown()),
}
const webhookSchema = record(webhookMembers)

const inBothCasings = (names: readonly string[]) => names.flatMap((name) => [name, snakeOf(name)])
const kept = new Set(['id', ...inBothCasings(Object.keys({ ...transactionMembers, ...webhookMembers }))])
const keptInside = new Map(
  inBothCasings(['sellAmount', 'total', 'minimumTotal']).map((name) => [name, moneyNames]),
)

/** A webhook's signed bytes without the members that are not read: whatever they held is not stored. Never throws. */
export const keepable = (signed: Uint8Array): Uint8Array => keepMembers(signed, kept, keptInside)

export interface WireWebhook {
  eventType: string
  redirectUrl: string | null
  partnerUserRef: string | null
  transaction: WireTransaction | null
}

/**
 * A webhook's flat body. `transaction` is `null` when it is not about a sale.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readWebhook(body: unknown): WireWebhook {
  const read = readAs(webhookSchema, body)
  if (read === null) throw unreadable('an event')
  const text = (value: unknown) => (typeof value === 'string' && value.length <= 4096 ? value : null)
  const event = {
    eventType: read.eventType,
    redirectUrl: text(read.redirectUrl),
    partnerUserRef: text(read.partnerUserRef),
  }
  if (!read.eventType.startsWith('offramp.transaction.')) return { ...event, transaction: null }
  const transaction = readAs(transactionSchema, body)
  if (transaction === null) throw unreadable('an event')
  return { ...event, transaction }
}
