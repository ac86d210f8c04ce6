import { OfframpError, toOfframpError } from '@offrampkit/core'
import { Refusal } from './refusal.ts'

/** Turns refusals into errors of the kit. Every promise that leaves the protocol goes through here. */
export async function explained<value>(work: Promise<value>): Promise<value> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw toOfframpError(error)
    const { code, details } = error
    const sentences = await import('./explain.ts').catch(() => null)
    // Without its sentences, as when the network is gone, the code still says it, and nothing is called unsent.
    throw sentences
      ? sentences.explain(error)
      : new OfframpError({
          code,
          message: code,
          moneyMoved: 'maybe',
          ...(details ? { details } : {}),
        })
  }
}
