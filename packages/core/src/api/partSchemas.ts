import * as z from 'zod/mini'

const text = z.string().check(z.maxLength(512))

/** The amount grammar, see `isDecimal`. */
export const decimal = z.string().check(z.maxLength(128), z.regex(/^(0|[1-9]\d*)(\.\d+)?$/))
/** A CAIP-2 id, by its shape. */
export const networkId = z.templateLiteral([z.string(), ':', z.string()])
/** Reads `Money`. */
export const moneySchema = z.object({ amount: decimal, currency: text })

/**
 * value → [first heard, last heard]. The values are a provider's words: one that is long must never make the whole order
 * unreadable, so that nothing here has a length.
 */
const heard = z.record(z.string(), z.tuple([z.number(), z.number()]))

/** Reads `OrderFacts`. Words of states and fields that a later version adds are kept. */
export const factsSchema = z.object({
  steps: heard,
  rows: z.record(z.string(), z.object({ states: heard, fields: z.record(z.string(), heard) })),
  transfers: z.record(
    z.string(),
    z.object({
      network: networkId,
      asset: z.string(),
      from: z.string(),
      to: z.string(),
      units: z.string().check(z.regex(/^\d{1,78}$/)),
      txHash: z.string(),
      logIndex: z.number(),
      standings: heard,
      differs: z.optional(heard),
    }),
  ),
  reports: heard,
})

const rowField = z.string()

/** Reads `BindRules`. */
export const bindRulesSchema = z.object({
  states: z.array(text),
  required: z.array(rowField),
  createdBeforeMs: z.nullable(z.number()),
  createdAfterMs: z.number(),
  windowMs: z.nullable(z.number()),
  marginMs: z.number(),
  sender: z.enum(['must_equal', 'equal_if_given', 'ignored']),
  senderIgnoredOn: z.array(networkId),
  amountCurrency: z.enum(['must_equal_asset', 'equal_if_given']),
  afterReturn: z.optional(z.boolean()),
  rowId: z.optional(z.literal('order_hex')),
  asAsked: z.optional(z.array(z.enum(['amount', 'asset', 'network']))),
  frozen: z.array(rowField),
})

/** Reads `FlowCapabilities`. */
export const capabilitiesSchema = z.object({
  instructionFrom: z.enum(['create', 'return', 'message', 'poll', 'webhook', 'never']),
  open: z.array(z.enum(['popup', 'tab', 'redirect', 'embed', 'form'])),
  returnsUser: z.boolean(),
  confirm: z.enum(['none', 'api', 'reply']),
  refunds: z.enum(['none', 'to_sender', 'to_provider_balance']),
  cancel: z.boolean(),
})
