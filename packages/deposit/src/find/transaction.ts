import { readCount, readHex, readQuantity } from '../chain/quantity.ts'
import type { ChainPort } from '../ports/chain.ts'

/** A transaction as the chain tells it. Addresses and data in lower case. */
export interface ChainTransaction {
  hash: string
  from: string
  to: string | null
  nonce: number
  value: bigint
  data: string
  /** `null` while it waits in the mempool. */
  blockNumber: number | null
}

/** What became of a mined transaction. */
export interface Receipt {
  hash: string
  succeeded: boolean
  blockNumber: number
  blockHash: string
  logs: readonly Log[]
}

export interface Log {
  address: string
  topics: readonly string[]
  data: string
  hash: string
  logIndex: number
  blockNumber: number
  blockHash: string
}

export async function transactionOf(chain: ChainPort, hash: string): Promise<ChainTransaction | null> {
  const answer = await chain.request({ method: 'eth_getTransactionByHash', params: [hash] })
  return answer === null ? null : readTransaction(answer)
}

export async function receiptOf(chain: ChainPort, hash: string): Promise<Receipt | null> {
  const answer = await chain.request({ method: 'eth_getTransactionReceipt', params: [hash] })
  if (answer === null) return null
  const raw = answer as Record<string, unknown>
  const status = readCount(raw.status)
  return {
    hash: readHex(raw.transactionHash),
    succeeded: status === 1,
    blockNumber: readCount(raw.blockNumber),
    blockHash: readHex(raw.blockHash),
    logs: readLogs(raw.logs),
  }
}

/** The sender's transaction with this nonce in one block, or `null` where the block holds none. */
export async function transactionIn(
  chain: ChainPort,
  block: number,
  fits: (transaction: ChainTransaction) => boolean,
): Promise<ChainTransaction | null> {
  const answer = await chain.request({
    method: 'eth_getBlockByNumber',
    params: [`0x${block.toString(16)}`, true],
  })
  const { transactions } = answer as { transactions: unknown }
  if (!Array.isArray(transactions)) throw new Error('The chain answered with a block without transactions.')
  return transactions.map(readTransaction).find(fits) ?? null
}

/** The hash of the block at this height, or `null` where the chain has none yet. */
export async function blockHashAt(chain: ChainPort, block: number): Promise<string | null> {
  const answer = await chain.request({
    method: 'eth_getBlockByNumber',
    params: [`0x${block.toString(16)}`, false],
  })
  return answer === null ? null : readHex((answer as { hash: unknown }).hash)
}

/** When the block was made, in ms since 1970, or `null` where the chain does not tell. */
export async function blockTimeAt(chain: ChainPort, block: number): Promise<number | null> {
  const answer = await chain.request({
    method: 'eth_getBlockByNumber',
    params: [`0x${block.toString(16)}`, false],
  })
  const { timestamp } = (answer ?? {}) as { timestamp?: unknown }
  return timestamp === undefined ? null : readCount(timestamp) * 1_000
}

export function readLogs(answer: unknown): Log[] {
  if (!Array.isArray(answer)) throw new Error('The chain answered without a list of logs.')
  return answer
    .filter((log: Record<string, unknown>) => log.removed !== true)
    .map((log: Record<string, unknown>) => ({
      address: readHex(log.address),
      topics: (log.topics as unknown[]).map(readHex),
      data: readHex(log.data),
      hash: readHex(log.transactionHash),
      logIndex: readCount(log.logIndex),
      blockNumber: readCount(log.blockNumber),
      blockHash: readHex(log.blockHash),
    }))
}

function readTransaction(answer: unknown): ChainTransaction {
  const raw = answer as Record<string, unknown>
  return {
    hash: readHex(raw.hash),
    from: readHex(raw.from),
    to: raw.to === null || raw.to === undefined ? null : readHex(raw.to),
    nonce: readCount(raw.nonce),
    value: readQuantity(raw.value),
    data: readHex(raw.input),
    blockNumber:
      raw.blockNumber === null || raw.blockNumber === undefined ? null : readCount(raw.blockNumber),
  }
}
