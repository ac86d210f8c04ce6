import type { OrderView } from '@offrampkit/core/api'
import { bindDeposit, type DepositInstruction } from '@offrampkit/core/deposit'
import {
  type AttemptView,
  joinAttempts,
  mergeFacts,
  noFacts,
  type Order,
  stageOf,
  statusOf,
} from '@offrampkit/core/order'
import { blocks } from './blocks.ts'
import type { Context } from './context.ts'
import { refusal } from './refusal.ts'

/** How long ago the order may have been read, where nobody else compares it. */
const oldestMs = 120_000

/**
 * The instruction that may be paid now, from facts alone.
 *
 * @throws OfframpError why not
 */
export function gate(
  { ports, seen }: Context,
  view: OrderView,
  local: readonly AttemptView[],
): DepositInstruction {
  const now = ports.clock.now()
  const attempts = joinAttempts(local, view.attempts)
  const blocking = attempts.find(blocks)
  if (blocking) {
    const here = local.some((attempt) => attempt.attemptId === blocking.attemptId)
    throw refusal(here ? 'attempt_unproven' : 'attempt_active', {
      details: { attemptId: blocking.attemptId, phase: blocking.phase },
    })
  }
  // Where a server keeps attempts it compares the order itself, at the moment of reserving.
  if (!ports.deposits && !(now - view.serverNow < oldestMs)) throw refusal('arm_lapsed')
  const order: Order = { ...view, facts: mergeFacts(view.facts, seen.get(view.orderId) ?? noFacts) }
  const binding = bindDeposit(order, ports.registry, now)
  const stage = stageOf({ order, status: statusOf(order, now), binding, attempts })
  if (stage.canSend && binding.state === 'ready') return binding.instruction
  // Why exactly is worked out with the sentences, in their own chunk; without it, nothing is called unsent.
  throw refusal('attempt_unproven', { details: { stage: stage.name }, binding })
}
