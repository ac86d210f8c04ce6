import type { AssetRegistry } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import {
  joinAttempts,
  mergeFacts,
  noFacts,
  type Stage,
  stageNamed,
  stageOf,
  statusOf,
} from '@offrampkit/core/order'
import type { DepositState } from '../../depositor.ts'

const blind = ['ledger_unavailable', 'no_ledger_row']

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
  const stage = stageOf({
    order,
    status: statusOf(order, now),
    binding: bindDeposit(order, registry, now),
    attempts: joined,
  })
  // Who cannot read the ledger, their own or that of the browser which began, calls nothing unsent.
  if (!blind.includes(String(unreadable)) || joined.length > 0) return stage
  if (stage.name.endsWith('_unsent')) return stageNamed('expired_unknown')
  return stage.canSend ? stageNamed('outcome_unknown') : stage
}
