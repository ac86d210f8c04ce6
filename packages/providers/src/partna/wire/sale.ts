import { parseJsonExactly } from '@offrampkit/core/money'
import * as z from 'zod/mini'
import { keepMembers } from '../../keepMembers.ts'
import { decimal, mustRead, own, readAs, record, unreadable, unwrap, word } from '../wire.ts'

/** The members of a sale that this kit reads; bank details, names and phone numbers are not among them. */
const members = {
  reference: word,
  status: z.optional(word),
  fromAmount: z.optional(decimal),
  fromCurrency: z.optional(word),
  fromNetwork: z.optional(word),
  toAmount: z.optional(decimal),
  toCurrency: z.optional(word),
  sendingAddress: z.optional(word),
  paymentAddress: z.optional(word),
  transactionHash: z.optional(word),
  createdAt: z.optional(word),
  expireAt: z.optional(word),
}

/** Every name that was seen: one expiry under three names, the reference under two, when it was made under two. */
const aliases = {
  reference: ['transactionReference', 'rampReference'],
  expireAt: ['expiredAt', 'expiryDate'],
  createdAt: ['timestamp'],
} as const

const saleSchema = record(members, aliases)

/**
 * The answer of `POST /ramp` for a sale is documented nowhere: the deposit address is read under the webhook's name, under that of
 * a public integration, and under the obvious one. Nowhere else: the widget's `address` is the wallet that sends.
 */
const createdSchema = record(members, { ...aliases, paymentAddress: ['cryptoAddress', 'address'] })

/** One sale as read: absent is `undefined`, all else text of bounded length that nobody has believed yet. */
export type WireSale = z.output<typeof saleSchema>

/** What may be kept of a webhook: the members above, under the names that they came with. */
const kept: ReadonlySet<string> = new Set([
  ...Object.keys(members).filter((name) => name !== 'reference'),
  ...Object.values(aliases).flat(),
])

/**
 * A webhook's signed member, `data`.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readNews(signed: Uint8Array): WireSale | null {
  const body = parsed(signed)
  // News about something that has no reference, such as a verified account.
  if (own(body, 'transactionReference') === undefined) return null
  return mustRead(saleSchema, body, 'a sale')
}

/**
 * The signed bytes without what is nobody's business: bank details, phone numbers and names (`toExternalAccount`, `toUser`,
 * `toAccount`, …) are left out before anything is stored. Never throws.
 */
export const keepable = (signed: Uint8Array): Uint8Array => keepMembers(signed, kept)

function parsed(signed: Uint8Array): unknown {
  try {
    return parseJsonExactly(new TextDecoder('utf-8', { fatal: true }).decode(signed))
  } catch {
    throw unreadable('a sale')
  }
}

const pageSchema = record({ rampRequests: z.array(z.unknown()) })

/**
 * The sales of `GET /ramp` under one reference. Others that the answer holds are left out unread; one under this reference
 * that cannot be read makes the answer unreadable.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readSales(body: unknown, reference: string): WireSale[] {
  return salesUnder(body, reference).map((sale) => mustRead(saleSchema, sale, 'a sale'))
}

/** Where a sale is paid out. The same number may stand at several banks. */
export interface PaidTo {
  accountNumber: string
  /** As their list of banks names it; absent where no bank was asked for. */
  bankName?: string | undefined
}

/** Whether every sale under this reference is paid out there. What is told is compared, and kept by nobody. */
export function arePaidTo(body: unknown, reference: string, { accountNumber, bankName }: PaidTo): boolean {
  const plain = (name: unknown) => String(name).trim().toLowerCase()
  return salesUnder(body, reference).every(
    (sale) =>
      own(sale, 'bankAccountNumber') === accountNumber &&
      (bankName === undefined || plain(own(sale, 'bankName')) === plain(bankName)),
  )
}

function salesUnder(body: unknown, reference: string): unknown[] {
  const data = unwrap(body)
  if (own(data, 'rampRequests') === null) return []
  const { rampRequests } = mustRead(pageSchema, data, 'its sales')
  if (rampRequests.length > 1000) throw unreadable('its sales')
  return rampRequests.filter(
    (sale) => own(sale, 'rampReference') === reference && own(sale, 'type') !== 'fiatToCrypto',
  )
}

/**
 * The answer of `POST /ramp`, which may leave out anything.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readCreated(body: unknown, reference: string): WireSale {
  const data = unwrap(body)
  const named = own(data, 'rampReference') ?? own(data, 'transactionReference')
  if (named !== undefined && named !== reference) throw unreadable('a new sale: it is about another one')
  const sale = readAs(createdSchema, { ...(data as object | undefined), rampReference: reference })
  if (sale === null || typeof data !== 'object') throw unreadable('a new sale')
  return sale
}
