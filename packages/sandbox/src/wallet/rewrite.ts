import { type Address, type Hex, numberToHex } from 'viem'

/** The fields of a transaction that a wallet may change on its own. */
export interface Rewritable {
  to: Address
  value?: Hex
  data?: Hex
  gas?: Hex
}

/** What a wallet, or malware in the page, changes about a transaction that was approved. */
export const REWRITES = ['rewrite-gas', 'rewrite-data', 'rewrite-amount', 'rewrite-recipient'] as const
export type Rewrite = (typeof REWRITES)[number]

export const isRewrite = (fault: string): fault is Rewrite => (REWRITES as readonly string[]).includes(fault)

/** Nobody's; where `rewrite-recipient` sends to. */
export const THIEF: Address = '0xe1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1'

/** `transfer(address,uint256)`: 4 bytes, then two words. https://eips.ethereum.org/EIPS/eip-20 */
const isTransfer = (data: Hex | undefined): data is Hex => /^0xa9059cbb[0-9a-f]{128}$/i.test(data ?? '')

const half = (units: Hex) => BigInt(units) / 2n

/** The transaction as the wallet sends it instead. Only the named thing differs, in coin and in ERC-20 transfers. */
export function rewritten<tx extends Rewritable>(tx: tx, rewrite: Rewrite): tx {
  const { data } = tx
  switch (rewrite) {
    // Enough for any transfer, and not what the node would estimate.
    case 'rewrite-gas':
      return { ...tx, gas: numberToHex(234_567) }
    case 'rewrite-data':
      return { ...tx, data: `${data ?? '0x'}c0de` }
    case 'rewrite-amount':
      return isTransfer(data)
        ? {
            ...tx,
            data: `${data.slice(0, 74)}${half(`0x${data.slice(74)}`)
              .toString(16)
              .padStart(64, '0')}`,
          }
        : { ...tx, value: numberToHex(half(tx.value ?? '0x0')) }
    case 'rewrite-recipient':
      return isTransfer(data)
        ? { ...tx, data: `${data.slice(0, 34)}${THIEF.slice(2)}${data.slice(74)}` }
        : { ...tx, to: THIEF }
  }
}
