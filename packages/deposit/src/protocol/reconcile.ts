import type { OrderView } from '@offrampkit/core/api'
import { noFacts, provenUnsent } from '@offrampkit/core/order'
import type { DepositState } from '../depositor.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'
import type { Context } from './context.ts'
import { readRow, report } from './record.ts'
import { recover } from './recover.ts'
import { searchForeign, searchOwn } from './search.ts'

/**
 * Says what is known about every attempt, and looks for the money of those that are not proven unsent. Reads only:
 * it never asks a wallet, so it may run on load, on focus, on a timer and on news.
 */
export async function reconcile(context: Context, order: OrderView): Promise<DepositState> {
  const { orderId } = order
  const row = await recover(context, orderId, await readRow(context, orderId), false)
  const local = row?.attempts ?? []
  const reasons: string[] = []
  const hear = (verdict: Awaited<ReturnType<typeof searchOwn>>) => {
    if (verdict.status === 'unknown') reasons.push(verdict.reason)
  }

  for (const attempt of local)
    if (isWorthLooking(context, attempt, local)) hear(await searchOwn(context, order, attempt))
  const known = new Set(local.map((attempt) => attempt.attemptId))
  for (const attempt of order.attempts)
    if (!known.has(attempt.attemptId) && !provenUnsent(attempt))
      hear(await searchForeign(context, order, attempt))

  const attempts = (await readRow(context, orderId))?.attempts ?? []
  tell(context, order, attempts)
  return { attempts, facts: context.seen.get(orderId) ?? noFacts, unreadable: reasons[0] ?? null }
}

/** Every unproven attempt that has been fired, or may have been; and the last one that the wallet refused. */
function isWorthLooking(context: Context, attempt: LedgerAttempt, all: readonly LedgerAttempt[]): boolean {
  if (context.live.get(attempt.attemptId)?.shot.state === 'ready') return false
  return !provenUnsent(attempt) || (attempt.phase === 'rejected' && attempt === all.at(-1))
}

/** The server may have missed a report. */
function tell(context: Context, order: OrderView, attempts: readonly LedgerAttempt[]): void {
  for (const attempt of attempts) {
    const told = order.attempts.find((other) => other.attemptId === attempt.attemptId)
    const news = told && (told.phase !== attempt.phase || told.txHash !== attempt.txHash)
    if (news && attempt.phase !== 'armed' && attempt.phase !== 'prompting')
      void report(context, order.orderId, attempt)
  }
}
