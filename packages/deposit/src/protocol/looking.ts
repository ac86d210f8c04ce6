import type { OrderView } from '@offrampkit/core/api'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { type AttemptView, isSetAside, joinAttempts, staysOpen } from '@offrampkit/core/order'
import type { LedgerAttempt, LedgerRow } from '../ports/ledger.ts'
import { attestable, checkBeside } from './beside.ts'
import type { Context } from './context.ts'
import { readRow } from './record.ts'
import { refusal } from './refusal.ts'
import { judge, searchForeign, searchOwn, searchRejected } from './search.ts'

// The door of the chunk that looks for money: nothing of it is needed before there is something to look for.

/** What looking brought beside the facts. */
export interface Looked {
  /** Why nothing could be said about one of the attempts, or `null`. */
  unreadable: string | null
  /** See {@link attestable}. */
  attestable(attempts: readonly LedgerAttempt[]): string | null
}

/** Looks for each of these attempts. */
export async function lookForEach(
  context: Context,
  order: OrderView,
  own: readonly LedgerAttempt[],
  foreign: readonly AttemptView[],
): Promise<Looked> {
  let unreadable: string | null = null
  const hear = (verdict: Awaited<ReturnType<typeof searchOwn>>) => {
    if (verdict.status === 'unknown') unreadable ??= verdict.reason
  }
  for (const attempt of own) hear(await searchOwn(context, order, attempt))
  for (const attempt of foreign) hear(await searchForeign(context, order, attempt))
  return { unreadable, attestable: (attempts) => attestable(context.ports, attempts, order.attempts) }
}

/** What has to hold for the next attempt, as far as earlier ones decide it. */
export interface Ahead {
  /** The order's row, as the look left it. */
  row: LedgerRow | null
  /** @throws OfframpError `attempt_unproven` for another nonce than that of what was set aside */
  checkPin(walletId: string, pin: number | null, local: readonly LedgerAttempt[]): void
}

/**
 * What a wallet refused, or a user called cancelled, may have been sent all the same, and where the provider's page shows
 * the address too, another wallet may have paid: look before the wallet is asked.
 *
 * @throws OfframpError `attempt_unproven`, `paid_elsewhere`, or `chain_unreadable` when nobody can say
 */
export async function lookAhead(
  context: Context,
  order: OrderView,
  local: readonly LedgerAttempt[],
  due: DepositInstruction,
): Promise<Ahead> {
  if (staysOpen(order.capabilities)) await lookForOthers(context, order, due)
  await searchRejected(context, order, local)
  for (const attempt of joinAttempts(local, order.attempts).filter(isSetAside)) {
    const own = local.find((other) => other.attemptId === attempt.attemptId)
    judge(own ? await searchOwn(context, order, own) : await searchForeign(context, order, attempt))
  }
  const row = await readRow(context, order.orderId)
  // One that was there and is gone held attempts that nobody may forget.
  if (local.length > 0 && !row) throw refusal('ledger_unavailable')
  return {
    row,
    checkPin: (walletId, pin, now) =>
      checkBeside(context.ports, joinAttempts(now, order.attempts), walletId, pin),
  }
}

/** A chunk of its own: most providers' pages lead back. */
async function lookForOthers(context: Context, order: OrderView, due: DepositInstruction): Promise<void> {
  const { refusePaid } = await import('./paidElsewhere.ts').catch((cause) => {
    throw refusal('chain_unreadable', { cause })
  })
  await refusePaid(context, order, due)
}
