/**
 * Why a provider ended an order, where its own words mean one of these. `bank_account_not_verified`: the account to be paid is
 * not in the name that the provider knows.
 */
export type FailureReason = 'bank_account_not_verified'

const known: Readonly<Record<FailureReason, true>> = { bank_account_not_verified: true }

/**
 * The reason that a row's field `reason` names, or `null` where it holds a provider's own words.
 *
 * @example failureReason('bank_account_not_verified')
 */
export function failureReason(told: string | null): FailureReason | null {
  return told !== null && Object.hasOwn(known, told) ? (told as FailureReason) : null
}
