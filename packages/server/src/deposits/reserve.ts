import { type AssetRegistry, OfframpError, sameAddress } from '@offrampkit/core'
import type { Reservation } from '@offrampkit/core/api'
import { type Binding, bindDeposit } from '@offrampkit/core/deposit'
import {
  type AttemptView,
  isSetAside,
  type OrderWithAttempts,
  provenUnsent,
  stageOf,
  statusOf,
} from '@offrampkit/core/order'
import { invalidRequest } from '../refusals.ts'
import { refuseEnded } from '../sessions/openSession.ts'

/** More tries at one deposit than a person makes. */
const mostAttempts = 100

/** What is decided, and whether it has to be written. */
export interface ReserveDecision {
  reservation: Reservation
  attempts: readonly AttemptView[] | null
}

/**
 * Whether this attempt may go on to ask the wallet. Pure: decided on the order as it is at the moment of writing.
 *
 * At most one attempt of an order is active, and an attempt is active until it is proven to have sent nothing, or was set
 * aside by the user and the next one carries the same nonce. The same
 * attempt asked again gets the same answer. Anything else must pay exactly what the server itself would pay now.
 *
 * @throws OfframpError `no_instruction`, `several_instructions`, `instruction_refused`, `instruction_changed`,
 *   `wrong_account`, `order_expired`, `order_ended`, `attempt_active` when the user sent by hand, `conflict`
 */
export function decideReserve(
  order: OrderWithAttempts,
  attempt: AttemptView,
  registry: AssetRegistry,
  now: number,
): ReserveDecision {
  if (attempt.phase !== 'armed' || attempt.proof || attempt.txHash || attempt.attested)
    throw invalidRequest('attempt.phase', 'only an attempt that has not been sent can be reserved')

  const same = order.attempts.find((known) => known.attemptId === attempt.attemptId)
  if (same) {
    if (same.digest !== attempt.digest || same.sender !== attempt.sender || provenUnsent(same)) throw reused()
    if (same.phase === 'armed') return { reservation: { status: 'reserved' }, attempts: null }
    return { reservation: { status: 'active', attempt: same }, attempts: null }
  }
  const active = order.attempts.find((known) => !provenUnsent(known) && !isBeside(known, attempt))
  if (active) return { reservation: { status: 'active', attempt: active }, attempts: null }

  refuseEnded(order, now)
  if (order.facts.steps.declared) throw sentByHand()
  const binding = bindDeposit(order, registry, now)
  const status = statusOf(order, now)
  if (binding.state !== 'ready') throw unready(binding)
  // Core's one rule about sending has the last word.
  if (!stageOf({ order, status, binding, attempts: order.attempts }).canSend) throw unready(binding)
  if (binding.instruction.digest !== attempt.digest)
    throw new OfframpError({
      code: 'instruction_changed',
      message: 'What this page is about to pay is not what the order says now.',
      why: 'Paying an older instruction could send to the wrong place or the wrong amount.',
      action: 'Nothing was sent. Look at the review again.',
    })
  if (!sameAddress(order.request.network, attempt.sender, order.sender))
    throw new OfframpError({
      code: 'wrong_account',
      message: 'The deposit must come from the account that the order was made for.',
      why: 'The provider matches the sender; coins from another account may not be sold.',
      action: 'Switch back to that account in your wallet.',
      details: { expected: order.sender },
    })
  if (order.attempts.length >= mostAttempts) throw reused()
  return { reservation: { status: 'reserved' }, attempts: [...order.attempts, attempt] }
}

/** Whether the chain itself takes only one of the two: see {@link isSetAside}. */
function isBeside(known: AttemptView, next: AttemptView): boolean {
  return isSetAside(known) && known.pin === next.pin
}

function sentByHand(): OfframpError {
  return new OfframpError({
    code: 'attempt_active',
    message: 'You said that you sent this deposit by hand.',
    why: 'A wallet that is asked now could send it a second time.',
    action: 'Wait until the provider tells that it arrived. If you have not sent it, start a new cash-out.',
    moneyMoved: 'maybe',
  })
}

function reused(): OfframpError {
  return new OfframpError({
    code: 'conflict',
    message: 'This attempt was already used.',
    why: 'An attempt asks the wallet once, ever.',
    action: 'Open the review again: that makes a new one.',
  })
}

function unready(binding: Binding): OfframpError {
  if (binding.state === 'several')
    return new OfframpError({
      code: 'several_instructions',
      message: 'The provider shows more than one order to pay.',
      why: 'Nobody may guess which one is meant.',
      action: 'Do not send. Start a new cash-out, or ask the provider to cancel the others.',
    })
  if (binding.state === 'refused')
    return new OfframpError({
      code: 'instruction_refused',
      message: 'What the provider says breaks a rule that protects your coins.',
      why: 'Sending could lose them.',
      action: 'Do not send. Start a new cash-out.',
      details: { reasons: [...new Set(binding.rejected.flatMap((r) => r.reasons))].join(' ') },
    })
  return new OfframpError({
    code: 'no_instruction',
    message: 'The provider has not said yet where to send.',
    why: 'There is nothing to pay.',
    action: 'Wait a moment, or finish the steps at the provider.',
  })
}
