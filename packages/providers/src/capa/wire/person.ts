import * as z from 'zod/mini'
import { id, line, own, readAs, readData, record, unreadable, word } from '../wire.ts'

/** @throws OfframpError `provider_unreadable` */
export function readUserId(body: unknown): string {
  return readData(record({ userId: id }), body, 'a user').userId
}

/**
 * The address of the user's identity check. It opens a session of the user: never stored or logged.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readKycLink(body: unknown): string {
  const { kycLink } = readData(
    record({ kycLink: z.string().check(z.maxLength(4096)) }),
    body,
    'the identity check',
  )
  if (!URL.canParse(kycLink) || !isSafePage(new URL(kycLink))) throw unreadable('the identity check')
  return kycLink
}

/** `https`, or `http` on this machine, where a stand-in for Capa may run. */
const isSafePage = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))

/** What the check came to, as far as their words tell. `none`: not begun, or not told. */
export type KycState = 'verified' | 'review' | 'rejected' | 'none'

/**
 * Only the result is read: the rest of this answer is identity papers. `VERIFIED` is the one result that their page shows; the
 * webhooks' events name the other two.
 */
export function readKycState(body: unknown): KycState {
  const summary = own(own(body, 'data'), 'aipriseSummary')
  const result = readAs(word, own(summary, 'verificationResult'))
  if (result === null) return 'none'
  if (result === 'VERIFIED' || result === 'APPROVED') return 'verified'
  if (/^(REJECTED|DECLINED)$/.test(result)) return 'rejected'
  return /REVIEW|IN_PROGRESS/.test(result) ? 'review' : 'none'
}

/** A saved account: enough to choose it by, never its whole number. */
export interface WireAccount {
  id: string
  country: string
  /** The last four characters of its number. */
  ending: string
  bankName: string | null
}

const accountSchema = record({
  id,
  country: word,
  accountIdentifier: z.optional(word),
  iban: z.optional(word),
  bankName: z.optional(line),
})

/** A list as `{data: {data: []}}`, `{data: []}` or bare in `data.accounts`: their pages do not agree. */
function listOf(body: unknown): unknown[] {
  const data = own(body, 'data')
  const rows = [data, own(data, 'data'), own(data, 'accounts'), own(data, 'receivers')].find(Array.isArray)
  if (!rows || rows.length > 1000) throw unreadable('a list')
  return rows
}

/** Entries that cannot be read are left out: they could not be chosen. */
export function readAccounts(body: unknown): WireAccount[] {
  return listOf(body).flatMap((row) => {
    const read = readAs(accountSchema, row)
    if (read === null) return []
    const number = read.accountIdentifier ?? read.iban ?? ''
    return [{ id: read.id, country: read.country, ending: number.slice(-4), bankName: read.bankName ?? null }]
  })
}

/** @throws OfframpError `provider_unreadable` */
export function readSavedAccount(body: unknown): string {
  return readData(record({ id }), body, 'a saved account').id
}

/** Somebody whom the user may have paid instead of themselves. */
export interface WireReceiver {
  id: string
  name: string
}

const receiverSchema = record({
  id,
  firstName: z.optional(line),
  lastName: z.optional(line),
  businessName: z.optional(line),
})

/** Entries that cannot be read are left out: they could not be chosen. */
export function readReceivers(body: unknown): WireReceiver[] {
  return listOf(body).flatMap((row) => {
    const read = readAs(receiverSchema, row)
    if (read === null) return []
    const name = read.businessName ?? [read.firstName, read.lastName].filter(Boolean).join(' ')
    return name === '' ? [] : [{ id: read.id, name }]
  })
}

/** @throws OfframpError `provider_unreadable` */
export function readReceiverId(body: unknown): string {
  return readData(record({ id }), body, 'a receiver').id
}
