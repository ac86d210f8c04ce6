import type { AttemptView } from '@offrampkit/core/order'
import type { LedgerAttempt } from '../ports/ledger.ts'
import { blocks } from './blocks.ts'
import type { Context } from './context.ts'
import { report, viewOf } from './record.ts'
import { refusal } from './refusal.ts'

/**
 * Tells the server of earlier attempts whose end it never heard of, each once, and asks again.
 *
 * @param active - what stands in the way
 * @throws OfframpError `attempt_active` with what to look for
 */
export async function reserveAgain(
  context: Context,
  orderId: string,
  active: AttemptView,
  earlier: readonly LedgerAttempt[],
  ask: () => Promise<AttemptView | null>,
): Promise<void> {
  const untold = new Map(earlier.filter((other) => !blocks(other)).map((other) => [other.attemptId, other]))
  let inTheWay: AttemptView | null = active
  while (inTheWay) {
    const ended = untold.get(inTheWay.attemptId)
    if (!ended) {
      const facts = Object.entries(viewOf(inTheWay)).map(([name, value]) => [name, String(value)])
      throw refusal('attempt_active', { details: Object.fromEntries(facts) })
    }
    untold.delete(ended.attemptId)
    await report(context, orderId, ended)
    inTheWay = await ask()
  }
}
