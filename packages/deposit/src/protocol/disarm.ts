import { provenUnsent } from '@offrampkit/core/order'
import { type Context, type LiveAttempt, note } from './context.ts'
import { amend, inPhase, report } from './record.ts'

/**
 * Gives an unfired attempt up: the right to ask goes first, then the synchronous note, then the ledger. In this order
 * the page can be frozen or killed at any point, and nothing that may still fire is ever called dead.
 */
export function disarm(context: Context, live: LiveAttempt): void {
  if (live.shot.state === 'disarmed' || !live.shot.close()) return
  const { orderId } = live
  const { attemptId } = live.attempt
  note(context.ports, `disarmed:${attemptId}`)
  live.attempt = inPhase(live.attempt, 'dead', { proof: 'P3' })
  live.buried = bury(context, orderId, attemptId).finally(() => {
    context.live.delete(attemptId)
    live.release()
    context.changed(orderId)
  })
}

async function bury(context: Context, orderId: string, attemptId: string): Promise<void> {
  try {
    const dead = await amend(context, orderId, attemptId, (attempt) =>
      provenUnsent(attempt) ? null : inPhase(attempt, 'dead', { proof: 'P3' }),
    )
    if (dead) await report(context, orderId, dead)
  } catch {
    // The note says it too; without either the attempt stays unknown.
  }
}
