/**
 * What is known about money when an error is raised.
 *
 * - `no`: nothing was sent because of this.
 * - `maybe`: a transfer may be on its way; look at the chain before doing anything else.
 * - `yes`: a transfer happened.
 */
export type MoneyMoved = 'no' | 'maybe' | 'yes'

/** What holds for every error of a code. */
export interface ErrorRow {
  /** HTTP status that our own API answers with. */
  status: number
  /** Whether the same call may succeed later without a change. */
  retryable: boolean
  /** Default for {@link OfframpError.moneyMoved}. */
  moneyMoved: MoneyMoved
}

const row = (status: number, retryable = false, moneyMoved: MoneyMoved = 'no'): ErrorRow => ({
  status,
  retryable,
  moneyMoved,
})

/** Every error code of the kit. Adding one is adding a row here, a message and a docs anchor. */
export const errorCodes = {
  // input
  invalid_request: row(400),
  invalid_amount: row(400),
  invalid_address: row(400),
  unknown_asset: row(400),
  ambiguous_asset: row(400),
  unsupported_network: row(400),
  amount_out_of_limits: row(422),
  constant_reference: row(400),
  invalid_config: row(500),
  missing_context: row(500),
  // access
  unauthenticated: row(401),
  forbidden: row(403),
  identity_unverified: row(403, true),
  identity_rejected: row(403),
  not_found: row(404),
  method_not_allowed: row(405),
  conflict: row(409),
  payload_too_large: row(413),
  unsupported_media_type: row(415),
  rate_limited: row(429, true),
  client_ip_unknown: row(400),
  webhook_rejected: row(401),
  // provider
  provider_unavailable: row(503, true),
  provider_rejected: row(502),
  provider_unreadable: row(502, true),
  unsupported_operation: row(501),
  // our own wire
  backend_unreachable: row(503, true),
  backend_unreadable: row(502),
  version_mismatch: row(426),
  internal: row(500, true),
  store_failed: row(503, true),
  // order and instruction
  no_instruction: row(409, true),
  several_instructions: row(409),
  instruction_changed: row(409),
  instruction_refused: row(409),
  order_expired: row(410),
  order_ended: row(409),
  order_busy: row(409, true),
  // deposit
  attempt_active: row(409, false, 'maybe'),
  attempt_unproven: row(409, false, 'maybe'),
  paid_elsewhere: row(409, false, 'maybe'),
  ledger_unavailable: row(503),
  lock_held: row(409, true, 'maybe'),
  no_wallet: row(400),
  wrong_account: row(409),
  wrong_network: row(409),
  contract_account: row(422),
  insufficient_balance: row(422),
  insufficient_gas: row(422),
  token_mismatch: row(422),
  simulation_failed: row(422),
  chain_unreadable: row(503, true),
  wallet_rejected: row(409),
  wallet_silent: row(409, false, 'maybe'),
  arm_lapsed: row(409, true),
} as const satisfies Record<string, ErrorRow>

/** Code of an {@link OfframpError}; each is explained in `ERRORS.md` of this package. */
export type OfframpErrorCode = keyof typeof errorCodes
