import * as z from 'zod/mini'
import {
  attemptPhaseSchema,
  attemptSchema,
  idSchema,
  nonSendProofSchema,
  txHashSchema,
} from './attemptSchema.ts'
import { sellRequestSchema } from './schemas.ts'

const provider = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/))

/** Bodies that our API accepts. Strict: an unknown field is refused, so that a typing mistake is not ignored. */
export const quoteBodySchema = z.strictObject({
  ...sellRequestSchema.def.shape,
  provider: z.optional(provider),
})

/** Body of `getQuotes`: of all providers, so that it names none. */
export const quotesBodySchema = z.strictObject(sellRequestSchema.def.shape)

/** Body of `createOrder`. `requestId` is 128 random bits made by the browser, see `createId`. */
export const createOrderBodySchema = z.strictObject({
  requestId: idSchema,
  provider,
  flow: z.optional(z.templateLiteral([z.string(), '/', z.string()])),
  request: sellRequestSchema,
  sender: z.string().check(z.maxLength(128)),
})

/** Body of `continueSession`: the answers of a form, by field name. */
export const valuesBodySchema = z.strictObject({
  values: z.record(z.string().check(z.maxLength(64)), z.string().check(z.maxLength(512))),
})

/** Body of `reserveDeposit`: the attempt as it was written ahead. */
export const reserveBodySchema = z.strictObject({ attempt: attemptSchema })

/** Body of `reportDeposit`: what became of an attempt. */
export const reportBodySchema = z.strictObject({
  phase: attemptPhaseSchema,
  proof: z.optional(nonSendProofSchema),
  /** The user says that they cancelled the request in the wallet. */
  attested: z.optional(z.literal(true)),
  txHash: z.optional(txHashSchema),
})
