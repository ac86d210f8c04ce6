import { isOfframpError } from '@offrampkit/core'
import type { AttemptView } from '@offrampkit/core/order'
import type { LedgerAttempt } from '../ports/ledger.ts'
import type { Context } from './context.ts'
import { viewOf } from './record.ts'
import { Refusal, refusal } from './refusal.ts'
import { within } from './within.ts'

const patience = 20_000

/**
 * Asks the server for the right to this attempt. It may still hold earlier ones whose end it never heard of: then it is
 * told, each once, and asked again.
 *
 * @throws OfframpError `attempt_active` with what to look for, when another device may have sent
 */
export async function reserve(
  context: Context,
  orderId: string,
  attempt: LedgerAttempt,
  earlier: readonly LedgerAttempt[],
): Promise<void> {
  const { clock, deposits } = context.ports
  if (!deposits) return
  const late = () => refusal('backend_unreachable')
  /** The attempt that stands in the way, or `null`. */
  const ask = async (): Promise<AttemptView | null> => {
    const asked = deposits.reserve({ orderId, attempt: viewOf(attempt) })
    const answer = await within(clock, patience, asked, late).catch((cause) => {
      const known = isOfframpError(cause) || cause instanceof Refusal
      throw known ? cause : refusal('backend_unreachable', { cause })
    })
    return answer.status === 'active' && answer.attempt.attemptId !== attempt.attemptId
      ? answer.attempt
      : null
  }
  const active = await ask()
  if (!active) return
  // Seldom needed, and so a chunk of its own; without it the attempt stays refused.
  const again = await import('./reserveAgain.ts').catch((cause) => {
    throw refusal('attempt_active', { cause })
  })
  await again.reserveAgain(context, orderId, active, earlier, ask)
}
