import * as z from 'zod/mini'

/** Reads an {@link AttemptPhase}. */
export const attemptPhaseSchema = z.enum(['armed', 'prompting', 'hash', 'unknown', 'rejected', 'dead'])
/** Reads a {@link NonSendProof}. */
export const nonSendProofSchema = z.enum(['P1', 'P2', 'P3', 'P4', 'P5', 'P6'])

/** An id of 128 random bits: 22 characters of base64url. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/))
/** A transaction hash of the EVM family. */
export const txHashSchema = z.string().check(z.regex(/^0x[0-9a-fA-F]{64}$/))

const count = z.number().check(z.int(), z.minimum(0))

/** Reads an {@link AttemptView}. */
export const attemptSchema = z.object({
  attemptId: idSchema,
  phase: attemptPhaseSchema,
  proof: z.optional(nonSendProofSchema),
  digest: z.string().check(z.regex(/^0x[0-9a-f]{64}$/)),
  sender: z.string().check(z.maxLength(128)),
  fromBlock: count,
  nonce: count,
  pin: z.nullable(count),
  attested: z.optional(z.literal(true)),
  txHash: z.optional(txHashSchema),
  startedAt: count,
})
