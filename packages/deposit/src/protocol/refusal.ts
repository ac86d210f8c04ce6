import type { OfframpErrorCode } from '@offrampkit/core'
import type { Binding } from '@offrampkit/core/deposit'

/** Why a deposit is not begun. */
export type RefusalCode = Extract<
  OfframpErrorCode,
  | 'no_instruction'
  | 'several_instructions'
  | 'instruction_changed'
  | 'instruction_refused'
  | 'order_expired'
  | 'order_ended'
  | 'unsupported_network'
  | 'attempt_active'
  | 'attempt_unproven'
  | 'paid_elsewhere'
  | 'ledger_unavailable'
  | 'lock_held'
  | 'wallet_silent'
  | 'wrong_account'
  | 'wrong_network'
  | 'contract_account'
  | 'insufficient_balance'
  | 'insufficient_gas'
  | 'token_mismatch'
  | 'simulation_failed'
  | 'chain_unreadable'
  | 'backend_unreachable'
  | 'arm_lapsed'
  | 'wallet_rejected'
>

interface RefusalParts {
  details?: Record<string, string>
  binding?: Binding
  cause?: unknown
}

/** A refusal inside the protocol; it gets its sentences on the way out. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, string> | undefined
  /** What the provider's rows amount to, where that decides the code. */
  readonly binding: Binding | undefined
  /** An earlier attempt may have sent, whatever this refusal is about. */
  beside = false
  constructor(code: RefusalCode, { details, binding, cause }: RefusalParts) {
    super(code, { cause })
    this.code = code
    this.details = details
    this.binding = binding
  }
}

/**
 * The error for a deposit that is not begun. Nothing was asked of the wallet because of it.
 *
 * @example throw refusal('wrong_network', { details: { wanted: '8453' } })
 */
export const refusal = (code: RefusalCode, parts: RefusalParts = {}): Refusal => new Refusal(code, parts)
