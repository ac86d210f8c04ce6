import * as z from 'zod/mini'
import { decimal, id, readData, readIsoTime, record, unreadable, word } from '../wire.ts'

const shape = {
  cryptoAmount: decimal,
  fiatAmount: decimal,
  fiatCurrency: word,
  tokenSymbol: word,
  blockchainSymbol: word,
  transactionType: z.optional(word),
}

const quoteSchema = record(shape)
const lockSchema = record({ ...shape, quoteId: id, expiresAt: word })

/** An estimate: no id, no end, and no fee, which is inside the rate. */
export type WireQuote = z.output<typeof quoteSchema>

/** A price that is held for {@link expiresAt}. */
export interface WireLock extends WireQuote {
  quoteId: string
  /** Milliseconds since 1970, by their clock. */
  expiresAt: number
}

/** @throws OfframpError `provider_unreadable` */
export function readQuote(body: unknown): WireQuote {
  return readData(quoteSchema, body, 'a quote')
}

/** @throws OfframpError `provider_unreadable` */
export function readLock(body: unknown): WireLock {
  const { expiresAt, ...lock } = readData(lockSchema, body, 'a locked quote')
  const end = readIsoTime(expiresAt)
  if (end === null) throw unreadable('a locked quote')
  return { ...lock, expiresAt: end }
}
