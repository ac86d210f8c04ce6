import { isOfframpError } from '@offrampkit/core'
import type { AttemptView } from '@offrampkit/core/order'
import type { LedgerAttempt } from '../ports/ledger.ts'
import { blocks } from './blocks.ts'
import type { Context } from './context.ts'
import { report, viewOf } from './record.ts'
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
  const ask = () =>
    within(clock, patience, deposits.reserve({ orderId, attempt: viewOf(attempt) }), () =>
      refusal('backend_unreachable'),
    ).catch((cause) => {
      throw isOfframpError(cause) || cause instanceof Refusal
        ? cause
        : refusal('backend_unreachable', { cause })
    })
  const activeOf = async (): Promise<AttemptView | null> => {
    const answer = await ask()
    return answer.status === 'active' ? answer.attempt : null
  }

  const find = () => (active ? untold.get(active.attemptId) : undefined)
  let active = await activeOf()
  const untold = new Map(earlier.filter((other) => !blocks(other)).map((other) => [other.attemptId, other]))
  for (let ended = find(); ended; ended = find()) {
    untold.delete(ended.attemptId)
    await report(context, orderId, ended)
    active = await activeOf()
  }
  if (!active || active.attemptId === attempt.attemptId) return
  const facts = Object.entries(viewOf(active)).map(([name, value]) => [name, String(value)])
  throw refusal('attempt_active', { details: Object.fromEntries(facts) })
}
