import type { AssetRegistry } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { joinAttempts, mergeFacts, noFacts, type Stage, stageOf, statusOf } from '@offrampkit/core/order'
import type { DepositState } from '../../depositor.ts'

/** What a page shows whose ledger could not be read. */
export function blindState(error: unknown): DepositState {
  const code = (error as { code?: unknown } | null)?.code
  return {
    facts: noFacts,
    attempts: [],
    unreadable: typeof code === 'string' ? code : 'unknown',
    attestable: null,
  }
}

/** The stage that an interface shows for what server and browser know, by core's own functions alone. */
export function stageFor(
  answer: OrderView,
  { facts, attempts, unreadable }: DepositState,
  registry: AssetRegistry,
  now: number,
): Stage {
  const order = { ...answer, facts: mergeFacts(answer.facts, facts) }
  const joined = joinAttempts(attempts, answer.attempts)
  return stageOf({
    order,
    status: statusOf(order, now),
    binding: bindDeposit(order, registry, now),
    attempts: joined,
    blind: unreadable !== null && joined.length === 0,
  })
}
