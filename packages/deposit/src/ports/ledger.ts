import type { NetworkId } from '@offrampkit/core'
import type { AttemptView } from '@offrampkit/core/order'

/** One row per order: every attempt that this browser ever made at its deposit. Never deleted by the kit. */
export interface LedgerRow {
  orderId: string
  /** Grows by one with each write; writes are compare-and-set on it. */
  rev: number
  attempts: readonly LedgerAttempt[]
}

/** An attempt as this browser wrote it ahead: what everyone may know, and what only this browser knows. */
export interface LedgerAttempt extends AttemptView {
  /** wagmi's connector id and EIP-6963 rdns, where known: which wallet was asked. */
  walletId: string
  /** The page that armed it; another page never fires it. */
  tabId: string
  /** The transaction that the wallet was, or would have been, asked for: exactly these fields. */
  transaction: { to: string; value: string; data: string; chainId: number }
  /** Whether the wallet's transaction carried the pinned nonce, once the chain told. */
  pinHonoured?: boolean
  /** The sender's next nonce, its waiting transactions included, when the attempt was armed. */
  noncePending?: number
  /** The nonce that the wallet's transaction really carries, once the chain told. */
  txNonce?: number
  /** A transaction of this attempt that is not what was asked for: it has been sent, and is never tried again. */
  astray?: { network: NetworkId; txHash: string }
}

/** Durable rows with compare-and-set. A write that cannot be read back equal has not happened. */
export interface LedgerPort {
  read(orderId: string): Promise<LedgerRow | null>
  /**
   * Every row: where several orders pay one address, a transfer is one order's. A ledger without it leaves whose a transfer
   * is to the account's nonces.
   */
  rows?(): Promise<readonly LedgerRow[]>
  /**
   * Writes `next` if the stored rev is still `expected` (`null`: no row yet), durably, and reads it back.
   *
   * @returns false when another writer was first
   * @throws OfframpError `ledger_unavailable` when nothing durable can be written: the wallet must not be asked then
   */
  compareAndSet(expected: number | null, next: LedgerRow): Promise<boolean>
}
