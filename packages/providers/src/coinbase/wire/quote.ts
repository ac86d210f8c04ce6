import * as z from 'zod/mini'
import { money, readAs, record, unreadable, unwrap, word } from '../wire.ts'

const quoteSchema = record({
  cashoutTotal: z.optional(money),
  cashoutSubtotal: z.optional(money),
  sellAmount: money,
  coinbaseFee: z.optional(money),
  quoteId: z.optional(word),
})

/** `offramp_url` is not read: it was seen empty in every recorded answer, and asking for it makes a row upstream. */
export type WireQuote = z.output<typeof quoteSchema>

/** @throws OfframpError `provider_unreadable` */
export function readQuote(body: unknown): WireQuote {
  const read = readAs(quoteSchema, unwrap(body))
  if (read === null) throw unreadable('a quote')
  return read
}
