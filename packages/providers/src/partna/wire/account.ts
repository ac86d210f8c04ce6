import * as z from 'zod/mini'
import { decimal, label, mustRead, readAs, record, unreadable, unwrap, word } from '../wire.ts'

/** A bank, or a mobile money network, of one currency. */
export interface PartnaBank {
  code: string
  name: string
}

const bankSchema = record({ code: word, name: label })

/** @throws OfframpError `provider_unreadable` */
export function readBanks(body: unknown): PartnaBank[] {
  const list = unwrap(body)
  if (!Array.isArray(list) || list.length > 5000) throw unreadable('its banks')
  const banks = list.flatMap((bank) => readAs(bankSchema, bank) ?? [])
  if (list.length > 0 && banks.length === 0) throw unreadable('its banks')
  return banks
}

const holderSchema = record({ accountName: label, accountNumber: z.optional(word) })

/**
 * The name of an account's holder, as the bank knows it. Personal data: compare it, and never store or log it.
 *
 * @throws OfframpError `provider_unreadable`, also when the answer is about another number
 */
export function readHolder(body: unknown, accountNumber: string): string {
  const holder = mustRead(holderSchema, unwrap(body), 'a payout account')
  if (holder.accountNumber !== undefined && holder.accountNumber !== accountNumber)
    throw unreadable('a payout account: it is another one')
  return holder.accountName
}

const settingsSchema = record({
  registrationType: z.optional(z.enum(['open', 'closed'])),
  cryptoPaymentSource: z.optional(z.enum(['known', 'unknown'])),
  feeType: z.optional(z.enum(['fixed', 'percentage'])),
  feeAmount: z.optional(decimal),
  feeCap: z.optional(decimal),
  feeCurrency: z.optional(word),
  feeAccount: z.optional(word),
})

/** The merchant's settings, as far as they bear on selling. Amounts are decimal text. */
export type PartnaSettings = z.output<typeof settingsSchema>

/** @throws OfframpError `provider_unreadable` */
export function readSettings(body: unknown): PartnaSettings {
  return mustRead(settingsSchema, unwrap(body), 'your settings')
}
