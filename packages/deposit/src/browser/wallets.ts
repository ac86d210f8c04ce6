import type { NonceRecord, WalletMemoryPort } from '../ports/wallets.ts'
import { reach } from './marks.ts'

/** The memory of wallets in localStorage. Whatever cannot be read is not remembered. */
export function localWallets(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = reach(),
): WalletMemoryPort {
  const keyOf = (walletId: string) => `offrampkit:wallet:${walletId}`
  return {
    read(walletId) {
      const record: unknown = JSON.parse(storage?.getItem(keyOf(walletId)) ?? 'null')
      return isRecord(record) ? record : null
    },
    write: (walletId, record) => storage?.setItem(keyOf(walletId), JSON.stringify(record)),
  }
}

function isRecord(value: unknown): value is NonceRecord {
  const { kept, changed } = (value ?? {}) as Partial<NonceRecord>
  return Number.isSafeInteger(kept) && Number.isSafeInteger(changed)
}
