import { native } from '@offrampkit/core'
import type { TransferDifference, TransferEvent } from '@offrampkit/core/order'
import { toQuantity, toWord } from '../chain/quantity.ts'
import type { ChainPort } from '../ports/chain.ts'
import type { Effect } from './effect.ts'
import { type ChainTransaction, type Log, type Receipt, readLogs } from './transaction.ts'

/** keccak-256 of `Transfer(address,address,uint256)`. Source: https://eips.ethereum.org/EIPS/eip-20 */
export const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

/** A transfer from the sender to the deposit address, of whatever amount. */
export interface SeenTransfer {
  units: bigint
  hash: string
  logIndex: number
  blockNumber: number
  blockHash: string
}

/** The transfers of one mined transaction from the sender to the deposit address, in the deposit's asset. */
export function transfersIn(
  receipt: Receipt,
  transaction: ChainTransaction | null,
  effect: Effect,
): SeenTransfer[] {
  if (!receipt.succeeded) return []
  if (effect.asset !== native) return receipt.logs.flatMap((log) => readTransfer(log, effect))
  if (transaction?.from !== effect.from || transaction.to !== effect.to || transaction.value === 0n) return []
  const { hash, blockNumber, blockHash } = receipt
  return [{ units: transaction.value, hash, logIndex: -1, blockNumber, blockHash }]
}

/** Every Transfer of the token from the sender to the deposit address in a span of blocks. Endpoints limit such spans. */
export async function readTransfers(
  chain: ChainPort,
  effect: Effect,
  from: number,
  to: number,
): Promise<SeenTransfer[]> {
  const answer = await chain.request({
    method: 'eth_getLogs',
    params: [
      {
        address: effect.asset,
        topics: [transferTopic, `0x${toWord(effect.from)}`, `0x${toWord(effect.to)}`],
        fromBlock: toQuantity(from),
        toBlock: toQuantity(to),
      },
    ],
  })
  return readLogs(answer).flatMap((log) => readTransfer(log, effect))
}

/** Endpoints have ignored filters before: every log is compared with what was asked for. */
function readTransfer(log: Log, effect: Effect): SeenTransfer[] {
  const [topic, from, to] = log.topics
  if (log.address !== effect.asset || topic !== transferTopic || log.topics.length !== 3) return []
  if (from !== `0x${toWord(effect.from)}` || to !== `0x${toWord(effect.to)}`) return []
  if (!/^0x[0-9a-f]{64}$/.test(log.data)) return []
  const { hash, logIndex, blockNumber, blockHash } = log
  return [{ units: BigInt(log.data), hash, logIndex, blockNumber, blockHash }]
}

/** As an event for the order's facts. */
export function toEvent(
  seen: Omit<SeenTransfer, 'units'> & { units: bigint | string },
  effect: Effect,
  standing: TransferEvent['standing'],
  at: number,
  differs?: TransferDifference,
): TransferEvent {
  return {
    type: 'transfer',
    source: 'chain',
    at,
    network: effect.network,
    asset: effect.asset,
    from: effect.from,
    to: effect.to,
    units: String(seen.units),
    txHash: seen.hash,
    logIndex: seen.logIndex,
    blockNumber: seen.blockNumber,
    blockHash: seen.blockHash,
    standing,
    ...(differs === undefined ? {} : { differs }),
  }
}
