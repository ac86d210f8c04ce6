/** What this browser saw of how a wallet treats the nonce that it is told. */
export interface NonceRecord {
  /** Transactions that carried the nonce that was asked for. */
  kept: number
  /** Transactions that carried another one. */
  changed: number
}

/**
 * What this browser remembers about its wallets, by {@link WalletPort.id}. Losing it costs knowledge, never safety: an app's
 * word that a wallet keeps to nonces (see `DepositPorts.keepsNonce`) counts only as long as the wallet was not seen
 * to break it.
 */
export interface WalletMemoryPort {
  read(walletId: string): NonceRecord | null
  write(walletId: string, record: NonceRecord): void
}
