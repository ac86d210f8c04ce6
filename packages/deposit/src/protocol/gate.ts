import type { OrderView } from '@offrampkit/core/api'
import { type Binding, bindDeposit, type DepositInstruction } from '@offrampkit/core/deposit'
import {
  type AttemptView,
  joinAttempts,
  mergeFacts,
  type Order,
  type OrderFacts,
  stageOf,
  statusOf,
} from '@offrampkit/core/order'
import type { DepositPorts } from '../depositor.ts'
import { blocks } from './blocks.ts'
import { type RefusalCode, refusal } from './refusal.ts'

/**
 * The instruction that may be paid now, from facts alone.
 *
 * @throws OfframpError why not
 */
export function gate(
  view: OrderView,
  seen: OrderFacts,
  local: readonly AttemptView[],
  ports: DepositPorts,
  now: number,
): DepositInstruction {
  const attempts = joinAttempts(local, view.attempts)
  const blocking = attempts.find(blocks)
  if (blocking) {
    const here = local.some((attempt) => attempt.attemptId === blocking.attemptId)
    throw refusal(here ? 'attempt_unproven' : 'attempt_active', {
      details: { attemptId: blocking.attemptId, phase: blocking.phase },
    })
  }
  const order: Order = { ...view, facts: mergeFacts(view.facts, seen) }
  const binding = bindDeposit(order, ports.registry, now)
  const stage = stageOf({ order, status: statusOf(order, now), binding, attempts })
  if (stage.canSend && binding.state === 'ready') return binding.instruction
  throw refusal(codeOf(binding, stage.name), { details: { stage: stage.name } })
}

function codeOf(binding: Binding, stage: string): RefusalCode {
  const over = ['failed_unsent', 'cancelled_unsent', 'paid', 'credited']
  if (over.includes(stage)) return 'order_ended'
  if (stage === 'expired_unsent') return 'order_expired'
  if (['broadcast', 'included', 'final_onchain', 'provider_received'].includes(stage))
    return 'attempt_unproven'
  if (binding.state === 'several') return 'several_instructions'
  if (binding.state === 'refused')
    return binding.rejected.some((row) => row.reasons.includes('changed'))
      ? 'instruction_changed'
      : 'instruction_refused'
  return stage === 'needs_attention' ? 'instruction_changed' : 'no_instruction'
}
