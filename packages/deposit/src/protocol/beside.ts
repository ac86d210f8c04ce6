import { type AttemptView, isSetAside, joinAttempts } from '@offrampkit/core/order'
import type { DepositPorts } from '../depositor.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'
import { blocks } from './blocks.ts'
import { keepsNonce } from './nonces.ts'
import { refusal } from './refusal.ts'

/**
 * Beside an attempt that was set aside only one with the same nonce may be made, and only in a wallet that keeps to it:
 * then the chain takes one of the two at most, also where the user's word was wrong.
 *
 * @throws OfframpError `attempt_unproven`
 */
export function checkBeside(
  ports: DepositPorts,
  attempts: readonly AttemptView[],
  walletId: string,
  pin: number | null,
): void {
  const aside = attempts.filter(isSetAside)
  if (aside.length === 0) return
  const same = pin !== null && aside.every((attempt) => attempt.pin === pin)
  if (!same || !keepsNonce(ports, walletId))
    throw refusal('attempt_unproven', { details: { reason: 'set_aside', pin: String(aside[0]?.pin) } })
}

/** The one attempt that the user may set aside now, or `null`: see {@link DepositState.attestable}. */
export function attestable(
  ports: DepositPorts,
  local: readonly LedgerAttempt[],
  remote: readonly AttemptView[],
): string | null {
  const all = joinAttempts(local, remote)
  const open = all.filter(blocks)
  const [one] = open
  const own = local.find((attempt) => attempt.attemptId === one?.attemptId)
  if (!own || open.length > 1 || own.pin === null || !keepsNonce(ports, own.walletId)) return null
  const samePin = all.filter(isSetAside).every((attempt) => attempt.pin === own.pin)
  return samePin && (own.phase === 'unknown' || own.phase === 'prompting') ? own.attemptId : null
}
