import type { LedgerAttempt, LedgerRow } from '../ports/ledger.ts'
import { type Context, lockName, noted } from './context.ts'
import { save } from './fire.ts'
import { amend, inPhase, readRow } from './record.ts'

/**
 * Puts right what a closed, crashed or frozen page left behind. An attempt that nobody holds any more is `unknown`,
 * except where the page that armed it noted that it gave it up unfired (P3). Nothing else is read into a missing note.
 *
 * @param locked - whether the caller holds the order's lock
 * @returns the row as it stands afterwards
 */
export async function recover(
  context: Context,
  orderId: string,
  row: LedgerRow | null,
  locked: boolean,
): Promise<LedgerRow | null> {
  if (!row) return null
  for (const { attemptId } of row.attempts) await save(context, orderId, attemptId)
  const left = row.attempts.filter((attempt) => isLeft(attempt) && !context.live.has(attempt.attemptId))
  if (left.length === 0) return context.unsaved.size > 0 ? readRow(context, orderId) : row

  const release = locked ? () => undefined : await context.ports.lock.tryAcquire(lockName(orderId))
  try {
    for (const { attemptId } of left)
      await amend(context, orderId, attemptId, (attempt) => {
        if (!isLeft(attempt)) return null
        if (noted(context.ports, `disarmed:${attemptId}`)) return inPhase(attempt, 'dead', { proof: 'P3' })
        return release === null || attempt.phase === 'unknown' ? null : inPhase(attempt, 'unknown')
      })
  } finally {
    release?.()
  }
  return readRow(context, orderId)
}

const isLeft = ({ phase }: LedgerAttempt) => phase === 'armed' || phase === 'prompting' || phase === 'unknown'
