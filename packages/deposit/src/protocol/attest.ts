import type { OrderView } from '@offrampkit/core/api'
import type { DepositState } from '../depositor.ts'
import type { Context } from './context.ts'
import { amend, inPhase, report } from './record.ts'
import { refusal } from './refusal.ts'

/** Sets an attempt aside on the user's word. Looks first, and looks again afterwards. */
export async function attest(
  context: Context,
  order: OrderView,
  attemptId: string,
  reconcile: () => Promise<DepositState>,
): Promise<DepositState> {
  const { orderId } = order
  const before = await reconcile()
  if (before.attestable !== attemptId) throw refusal('attempt_unproven', { details: { attemptId } })
  const aside = await amend(context, orderId, attemptId, (attempt) =>
    attempt.phase === 'unknown' || attempt.phase === 'prompting'
      ? { ...inPhase(attempt, 'unknown'), attested: true }
      : null,
  )
  // A prompt that nobody answers must not hold the lock of the order.
  context.live.get(attemptId)?.release()
  if (aside) await report(context, orderId, aside)
  return reconcile()
}
