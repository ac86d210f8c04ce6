import { keccak256, stringToBytes } from 'viem/utils'
import type { Decimal } from '../money/amount.ts'
import type { Money } from '../money/money.ts'
import type { Asset } from '../network/asset.ts'
import type { OrderId } from '../order/id.ts'

/** A value that the provider told differently from what the user asked for. Shown side by side before sending. */
export interface Difference {
  field: 'amount' | 'asset' | 'network'
  asked: string
  told: string
}

/** Where, what and how much to send, until when. Frozen: a change of any sent field is another instruction. */
export interface DepositInstruction {
  orderId: OrderId
  /** The provider's id of the row that this came from. */
  rowId: string
  asset: Asset
  /** Checksummed on EVM networks. */
  to: string
  memo: string | null
  /** The account that must send, or `null` if any may. */
  from: string | null
  /** Display units. `atLeast` and `open` amounts are sent as they stand here too. */
  amount: Decimal
  amountKind: 'exact' | 'atLeast' | 'open'
  /** Base units of `amount`. */
  units: bigint
  /** Milliseconds since 1970 by the server's clock; `null` where the provider sets none. */
  deadlines: { order: number | null; price: number | null }
  /** Below this payout the provider does not sell (it keeps the coins for the user in their account there). */
  receiveAtLeast: Money | null
  differences: readonly Difference[]
  /** See {@link digestOf}. */
  digest: string
}

/**
 * keccak-256 over everything that is sent. Equal digests mean the same transfer for the same order:
 * what the user saw, what was written ahead and what the wallet is asked are compared by it.
 */
export function digestOf(
  i: Pick<DepositInstruction, 'orderId' | 'rowId' | 'asset' | 'to' | 'memo' | 'from' | 'units'>,
): string {
  const parts = [
    'offrampkit/1',
    i.orderId,
    i.rowId,
    i.asset.network,
    i.asset.address.toLowerCase(),
    i.asset.decimals,
    i.to,
    i.memo ?? '',
    i.from ?? '',
    i.units,
  ]
  return keccak256(stringToBytes(JSON.stringify(parts.map(String))))
}
