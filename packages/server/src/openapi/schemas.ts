import { errorCodes } from '@offrampkit/core'
import {
  attemptSchema,
  createOrderBodySchema,
  findResultSchema,
  optionsSchema,
  orderPageSchema,
  orderViewSchema,
  quoteBodySchema,
  quoteSchema,
  quotesBodySchema,
  quotesSchema,
  reportBodySchema,
  reservationSchema,
  reserveBodySchema,
  sessionSchema,
  valuesBodySchema,
} from '@offrampkit/core/api'
import * as z from 'zod/mini'
import { emptyBodySchema } from '../guards/body.ts'

/** A JSON Schema of draft 2020-12, which OpenAPI 3.1 uses as it is. */
export type JsonSchema = Readonly<Record<string, unknown>>

const money = z.enum(['no', 'maybe', 'yes'])

const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(errorCodes)),
    message: z.string(),
    why: z.optional(z.string()),
    action: z.optional(z.string()),
    retryable: z.boolean(),
    moneyMoved: money,
    retryAfterMs: z.optional(z.number()),
    details: z.optional(z.record(z.string(), z.string())),
  }),
})

/** What our clients read and our routes accept, by the name that it has in the document. */
const named = {
  Options: optionsSchema,
  QuoteBody: quoteBodySchema,
  Quote: quoteSchema,
  QuotesBody: quotesBodySchema,
  Quotes: quotesSchema,
  CreateOrderBody: createOrderBodySchema,
  Order: orderViewSchema,
  OrderPage: orderPageSchema,
  Session: sessionSchema,
  ValuesBody: valuesBodySchema,
  EmptyBody: emptyBodySchema,
  Attempt: attemptSchema,
  ReserveBody: reserveBodySchema,
  Reservation: reservationSchema,
  ReportBody: reportBodySchema,
  FindResult: findResultSchema,
  Received: z.object({ received: z.literal(true) }),
  Error: errorBody,
} satisfies Record<string, z.ZodMiniType>

export type SchemaName = keyof typeof named

export const refTo = (name: SchemaName): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** All of them, each written once: what is part of another is referred to by its name. */
export function jsonSchemas(): Record<SchemaName, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  // What is sent over the wire: before defaults and conversions of ours, and open to what a later version adds.
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema as JsonSchema]),
  ) as Record<SchemaName, JsonSchema>
}

/** The fields of a query, a path or a header. */
export function fieldsOf(schema: z.ZodMiniType): {
  properties: Readonly<Record<string, JsonSchema>>
  required: readonly string[]
} {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return { properties: properties as Record<string, JsonSchema>, required }
}
