/** Everything that can go wrong in a schedule. Each is counted where it happens. */
export const faultKinds = [
  // The wallet and the person before it.
  'rejects',
  'never_answers',
  'answers_late',
  'answers_twice',
  'error_without_sending',
  'error_after_sending',
  'hash_in_error',
  'hash_then_drop',
  'approved_after_error',
  'null_answer',
  'foreign_hash',
  'wrong_chain',
  'other_account',
  'ignores_nonce',
  'rewrites_gas',
  'rewrites_nonce',
  'rewrites_data',
  'rewrites_amount',
  'rewrites_recipient',
  'speed_up',
  'cancel',
  'spends_elsewhere',
  'wallet_silent',
  'wallet_elsewhere',
  'attests',
  'attests_wrongly',
  // Pages and browsers.
  'double_click',
  'crash',
  'crash_loses_notes',
  'reload',
  'freeze',
  'second_tab',
  'second_profile',
  'offline',
  'storage_throws',
  'storage_pretends',
  'storage_unconfirmed',
  'storage_rolls_back',
  'clock_off',
  'clock_jumps',
  'sleeps',
  'no_locks',
  'second_order',
  // The chain and its endpoints.
  'waits',
  'congestion',
  'reverts',
  'drop',
  'rebroadcast',
  'reorg',
  'deep_reorg',
  'rpc_fails',
  'rpc_lags',
  'range_limit',
  'receipt_absent',
  'receipt_stale',
  // The server and the provider.
  'network_fails',
  'answer_lost',
  'stale_row',
  'yesterdays_sale',
  'foreign_row',
  'future_row',
  'two_live_rows',
  'late_row',
  'early_address',
  'fiat_amount',
  'address_changes',
  'regress',
  'duplicate',
  'out_of_order',
  'unknown_word',
  'failed_after_send',
  'expires',
] as const

export type FaultKind = (typeof faultKinds)[number]

/** How often each happened. */
export type FaultCounts = Record<FaultKind, number>

export const noFaults = (): FaultCounts =>
  Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as FaultCounts

/** How often things go wrong, as probabilities per call. */
export interface Rates {
  rpc: number
  network: number
  storage: number
  wallet: number
}
