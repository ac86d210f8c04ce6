import { native } from '@offrampkit/core'
import type { TransferDifference } from '@offrampkit/core/order'
import type { Effect } from './effect.ts'
import type { ChainTransaction, Receipt } from './transaction.ts'
import { transferTopic } from './transfers.ts'

/** What a transaction did instead of what was asked. */
export interface Astray {
  asset: string
  from: string
  to: string
  units: bigint
  logIndex: number
  differs: TransferDifference
}

/** More movements than a plain transfer that somebody rewrote has. */
const most = 5

/**
 * In what a mined transaction is another than the deposit that was asked for. Empty where it did nothing that can be seen:
 * it failed, it only cancels (nothing, to oneself), or it called a contract that may have moved native coin, which leaves
 * no trace in a receipt.
 */
export function differencesOf(transaction: ChainTransaction, receipt: Receipt, effect: Effect): Astray[] {
  if (!receipt.succeeded) return []
  const moved = movementsOf(transaction, receipt)
  if (moved.length > 0)
    return moved.slice(0, most).map((one) => ({ ...one, differs: differenceOf(one, effect) }))
  if (transaction.data === '0x' || effect.asset === native) return []
  const { from, to } = transaction
  return [{ asset: to ?? native, from, to: to ?? '', units: 0n, logIndex: -1, differs: 'data' }]
}

/** Whether a transaction looks so much like the deposit that nobody may call it another one. */
export function resembles(transaction: ChainTransaction, receipt: Receipt, effect: Effect): Astray[] {
  return differencesOf(transaction, receipt, effect).filter(
    ({ asset, to, units, differs }) =>
      differs !== 'data' && (to === effect.to || (asset === effect.asset && units === effect.units)),
  )
}

/** What left the account that signed, and what of it reached whom. */
function movementsOf({ from, to, value }: ChainTransaction, receipt: Receipt): Omit<Astray, 'differs'>[] {
  const moved = receipt.logs.flatMap(({ address, topics, data, logIndex }) => {
    const [topic, source = '', target = ''] = topics
    const payer = `0x${source.slice(26)}`
    if (topic !== transferTopic || topics.length !== 3 || payer !== from) return []
    const units = /^0x[0-9a-f]{64}$/.test(data) ? BigInt(data) : 0n
    return units === 0n ? [] : [{ asset: address, from, to: `0x${target.slice(26)}`, units, logIndex }]
  })
  return value > 0n ? [{ asset: native, from, to: to ?? '', units: value, logIndex: -1 }, ...moved] : moved
}

/** The worst of what differs. */
function differenceOf(moved: Omit<Astray, 'differs'>, effect: Effect): TransferDifference {
  if (moved.to !== effect.to) return 'recipient'
  if (moved.asset !== effect.asset) return 'asset'
  if (moved.from !== effect.from) return 'sender'
  return moved.units === effect.units ? 'data' : 'amount'
}
