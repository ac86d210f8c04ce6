import * as z from 'zod/mini'
import { id, own, readAs, record, unreadable, word } from '../wire.ts'

/** What is compared to recognise an account. It is never passed on. */
const bankAccountSchema = record({
  id: z.optional(word),
  country: z.optional(word),
  accountIdentifier: z.optional(word),
  iban: z.optional(word),
})

/**
 * One transaction, from the answer to the order call, the list, execute or cancel. The last two tell id, user and status
 * alone. Sources: https://docs.capa.fi/reference/offramppartnerv2controller_createpartnerofframp and the list page of
 * transactions, read 2026-11-21. Amounts are judged where they are used: one in a wrong grammar must be seen as such.
 */
const transactionSchema = record({
  id,
  userId: z.optional(word),
  receiverId: z.optional(word),
  status: word,
  type: z.optional(word),
  cryptoAmount: z.optional(word),
  fiatAmount: z.optional(word),
  fiatCurrency: z.optional(word),
  tokenSymbol: z.optional(word),
  blockchainSymbol: z.optional(word),
  destinationWalletAddress: z.optional(word),
  createdAt: z.optional(word),
  cancellationReason: z.optional(word),
  bankAccount: z.optional(bankAccountSchema),
  invoice: z.optional(record({ transactionHash: z.optional(word) })),
})

/** As read: absent is `undefined`, all else text of bounded length that nobody has believed yet. */
export type WireTransaction = z.output<typeof transactionSchema>

/** @throws OfframpError `provider_unreadable` */
export function readTransaction(body: unknown): WireTransaction {
  const read = readAs(transactionSchema, own(body, 'data'))
  if (read === null) throw unreadable('a transaction')
  return read
}

/**
 * A page of the list, newest first where asked for. One row that cannot be read makes the page unreadable: a row left
 * out could be the one that is paid.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readTransactions(body: unknown): WireTransaction[] {
  const rows = own(own(body, 'data'), 'data')
  if (!Array.isArray(rows) || rows.length > 1000) throw unreadable('transactions')
  return rows.map((row) => {
    const read = readAs(transactionSchema, row)
    if (read === null) throw unreadable('a transaction')
    return read
  })
}
