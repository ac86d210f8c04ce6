import type { OrderView } from '@offrampkit/core/api'
import { type AttemptView, noFacts, provenUnsent } from '@offrampkit/core/order'
import type { DepositState } from '../depositor.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'
import type { Context } from './context.ts'
import type { Looked } from './looking.ts'
import { readRow, report } from './record.ts'
import { recover } from './recover.ts'

/**
 * Says what is known about every attempt, and looks for the money of those that are not proven unsent. Reads only:
 * it never asks a wallet, so it may run on load, on focus, on a timer and on news.
 */
export async function reconcile(context: Context, order: OrderView): Promise<DepositState> {
  const { orderId } = order
  const row = await recover(context, orderId, await readRow(context, orderId), false)
  const local = row?.attempts ?? []
  const known = new Set(local.map((attempt) => attempt.attemptId))
  const own = local.filter((attempt) => isWorthLooking(context, attempt, local))
  const elsewhere = order.attempts.filter((attempt) => !known.has(attempt.attemptId))
  const foreign = elsewhere.filter((attempt) => isWorthLooking(context, attempt, elsewhere))
  // Where no server keeps attempts, only the browser that claimed the order knows of any.
  const blind = row || context.ports.deposits ? null : 'no_ledger_row'
  const looked = own.length + foreign.length > 0 ? await look(context, order, own, foreign) : null
  const attempts = (await readRow(context, orderId))?.attempts ?? []
  tell(context, order, attempts)
  return {
    attempts,
    facts: context.seen.get(orderId) ?? noFacts,
    unreadable: looked ? looked.unreadable : blind,
    attestable: looked?.attestable(attempts) ?? null,
  }
}

async function look(
  context: Context,
  order: OrderView,
  own: readonly LedgerAttempt[],
  foreign: readonly AttemptView[],
): Promise<Looked> {
  const looking = await import('./looking.ts').catch(() => null)
  if (looking) return looking.lookForEach(context, order, own, foreign)
  return { unreadable: 'The code that looks for the money could not be loaded.', attestable: () => null }
}

/** Every unproven attempt that has been fired, or may have been; and the last one that the wallet refused. */
function isWorthLooking(context: Context, attempt: AttemptView, all: readonly AttemptView[]): boolean {
  if (context.live.get(attempt.attemptId)?.shot.state === 'ready') return false
  return !provenUnsent(attempt) || attempt === all.findLast(({ phase }) => phase === 'rejected')
}

/** The server may have missed a report, and this page what another one found out. */
function tell(context: Context, order: OrderView, attempts: readonly LedgerAttempt[]): void {
  for (const attempt of attempts) {
    // Another page may have proven it while the wallet leaves this one waiting, with the order's lock.
    if (provenUnsent(attempt)) context.live.get(attempt.attemptId)?.release()
    const told = order.attempts.find((other) => other.attemptId === attempt.attemptId)
    const news =
      told &&
      (told.phase !== attempt.phase || told.txHash !== attempt.txHash || told.attested !== attempt.attested)
    const further = attempt.phase !== 'prompting' || told?.phase === 'armed'
    if (news && attempt.phase !== 'armed' && further) void report(context, order.orderId, attempt)
  }
}
