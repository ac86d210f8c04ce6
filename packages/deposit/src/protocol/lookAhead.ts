import type { OrderView } from '@offrampkit/core/api'
import { isSetAside, joinAttempts } from '@offrampkit/core/order'
import type { LedgerAttempt } from '../ports/ledger.ts'
import type { Context } from './context.ts'
import { judge, searchForeign, searchOwn, searchRejected } from './search.ts'

/**
 * What a wallet refused, or a user called cancelled, may have been sent all the same: look before the wallet is asked
 * again.
 *
 * @throws OfframpError `attempt_unproven`, or `chain_unreadable` when nobody can say
 */
export async function lookAhead(
  context: Context,
  order: OrderView,
  local: readonly LedgerAttempt[],
): Promise<void> {
  await searchRejected(context, order, local)
  for (const attempt of joinAttempts(local, order.attempts).filter(isSetAside)) {
    const own = local.find((other) => other.attemptId === attempt.attemptId)
    judge(own ? await searchOwn(context, order, own) : await searchForeign(context, order, attempt))
  }
}
