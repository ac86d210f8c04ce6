import type { DepositPorts } from '../depositor.ts'
import type { LedgerAttempt } from '../ports/ledger.ts'

/**
 * Whether this wallet is taken to use the nonce that it is told. It needs the app's word, because a wallet that ignores
 * the nonce picks the same one by itself as long as nothing else of the account is under way: agreeing proves nothing.
 * One that was ever seen to use another is never trusted again.
 */
export function keepsNonce({ keepsNonce, wallets }: DepositPorts, walletId: string): boolean {
  try {
    return keepsNonce?.(walletId) === true && (wallets?.read(walletId)?.changed ?? 0) === 0
  } catch {
    return false
  }
}

/** Remembers which nonce a wallet's transaction carried, once for each attempt. */
export function learnNonce({ wallets }: DepositPorts, { walletId, pin }: LedgerAttempt, used: number): void {
  if (!wallets || pin === null) return
  try {
    const { kept, changed } = wallets.read(walletId) ?? { kept: 0, changed: 0 }
    wallets.write(walletId, used === pin ? { kept: kept + 1, changed } : { kept, changed: changed + 1 })
  } catch {
    // A browser without storage forgets its wallets.
  }
}
