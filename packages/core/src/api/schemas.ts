import * as z from 'zod/mini'
import type { OrderView, Page, Reservation } from '../backend/backend.ts'
import type { SellOptions } from '../quote/options.ts'
import type { SellQuote } from '../quote/quote.ts'
import type { SellQuotes } from '../quote/quotes.ts'
import type { OfframpSession } from '../session/session.ts'
import { attemptSchema } from './attemptSchema.ts'
import { errorSchema } from './errorBody.ts'
import { formSchema } from './formSchema.ts'
import {
  bindRulesSchema,
  capabilitiesSchema,
  decimal,
  factsSchema,
  moneySchema,
  networkId,
} from './partSchemas.ts'
import { orderStatusSchema } from './statusSchema.ts'

const text = z.string().check(z.maxLength(512))

/** What a user wishes to sell. */
export const sellRequestSchema = z.object({
  asset: z.string().check(z.minLength(1), z.maxLength(32)),
  network: networkId,
  amount: decimal,
  cashoutCurrency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  subdivision: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,3}$/))),
  method: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
})

/** Reads a quote. */
export const quoteSchema = z.object({
  provider: text,
  flow: z.templateLiteral([z.string(), '/', z.string()]),
  quoteId: z.nullable(text),
  kind: z.enum(['firm', 'indicative']),
  sell: z.object({ amount: decimal, asset: text, network: networkId }),
  receive: moneySchema,
  subtotal: z.nullable(moneySchema),
  fees: z.array(
    z.object({ kind: z.enum(['provider', 'merchant', 'network', 'payout']), amount: moneySchema }),
  ),
  method: z.nullable(text),
  quotedAt: z.number(),
  expiresAt: z.nullable(z.number()),
  stale: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<SellQuote>

/** Reads the prices of all providers. */
export const quotesSchema = z.object({
  quotes: z.array(quoteSchema),
  unavailable: z.array(z.object({ provider: text, reason: errorSchema })),
}) as unknown as z.ZodMiniType<SellQuotes>

/** Reads the sell options. */
export const optionsSchema: z.ZodMiniType<SellOptions> = z.object({
  provider: text,
  countries: z.array(z.object({ id: text, subdivisions: z.array(text), methods: z.array(text) })),
  currencies: z.array(
    z.object({ id: text, limits: z.array(z.object({ method: text, min: decimal, max: decimal })) }),
  ),
  assets: z.array(z.object({ symbol: text, name: text, network: networkId })),
})

const openMode = z.enum(['popup', 'tab', 'redirect', 'embed', 'form'])

/** Only http(s) URLs are ever opened. */
const openableUrl = z.string().check(z.maxLength(8192), z.regex(/^https?:\/\//))

/** Reads the next step of an order. The cast only turns "absent or undefined" into "absent", here and below. */
export const sessionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    orderId: text,
    url: openableUrl,
    modes: z.array(openMode),
    expiresAt: z.nullable(z.number()),
  }),
  formSchema,
  z.object({ kind: z.literal('deposit'), orderId: text }),
  z.object({ kind: z.literal('follow'), orderId: text }),
]) as unknown as z.ZodMiniType<OfframpSession>

/** Reads an order. */
export const orderViewSchema = z.object({
  orderId: text,
  provider: text,
  flow: z.templateLiteral([z.string(), '/', z.string()]),
  request: sellRequestSchema,
  sender: text,
  senderUnproven: z.optional(z.literal(true)),
  createdAt: z.number(),
  rules: bindRulesSchema,
  facts: factsSchema,
  attempts: z.array(attemptSchema),
  capabilities: capabilitiesSchema,
  status: orderStatusSchema,
  version: z.number(),
  serverNow: z.number(),
  stale: z.optional(z.boolean()),
}) as unknown as z.ZodMiniType<OrderView>

/** Reads a page of orders. */
export const orderPageSchema = z.object({
  items: z.array(orderViewSchema),
  next: z.nullable(text),
}) as z.ZodMiniType<Page<OrderView>>

/** Reads the answer to `reserveDeposit`. */
export const reservationSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('reserved') }),
  z.object({ status: z.literal('active'), attempt: attemptSchema }),
]) as unknown as z.ZodMiniType<Reservation>

/** Reads the answer to `findDeposit`. */
export const findResultSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), txHash: text }),
  z.object({ status: z.literal('none_yet'), scannedTo: z.number() }),
  z.object({ status: z.literal('unknown'), reason: text }),
])
