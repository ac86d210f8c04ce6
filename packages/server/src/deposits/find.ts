import type { FindResult } from '@offrampkit/core/api'
import type { AttemptView, OrderWithAttempts } from '@offrampkit/core/order'
import type { Services } from '../services.ts'

/** Looks on chain. Whatever cannot be read is `unknown`, which never means "none". */
export async function findDepositOf(
  { chains }: Pick<Services, 'chains'>,
  order: OrderWithAttempts,
  _attempt: AttemptView,
): Promise<FindResult> {
  const chain = chains?.(order.request.network) ?? null
  if (!chain) return { status: 'unknown', reason: 'This server reads no chain of that network.' }
  return { status: 'unknown', reason: 'Looking on this chain is not possible here.' }
}
