import * as z from 'zod/mini'
import { moneySchema } from './partSchemas.ts'

/** Of any length, as in the facts that it is derived from. */
const text = z.string()
const hash = z.nullable(text)

/** Reads an `OrderStatus`. */
export const orderStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created') }),
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('awaiting_deposit'), rowId: text, deadline: z.nullable(z.number()) }),
  z.object({ kind: z.literal('received'), rowId: text, txHash: hash }),
  z.object({ kind: z.literal('processing'), rowId: text, txHash: hash }),
  z.object({ kind: z.literal('paid'), rowId: text, txHash: hash, payout: z.nullable(moneySchema) }),
  z.object({ kind: z.literal('credited'), rowId: text, txHash: hash }),
  z.object({ kind: z.literal('failed'), rowId: text, reason: hash }),
  z.object({ kind: z.literal('expired'), rowId: hash }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({
    kind: z.literal('conflict'),
    reason: z.enum(['several_rows', 'address_changed']),
    rowIds: z.array(text),
  }),
])
