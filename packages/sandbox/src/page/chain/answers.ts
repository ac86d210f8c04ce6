import { numberToHex } from 'viem'
import type { Mined, PageBlock, PageTransaction } from './blocks.ts'
import { BLOCK_GAS } from './machine.ts'

/** What a unit of gas cost. */
const priceOf = (tx: PageTransaction, baseFee: bigint) =>
  tx.type === '0x2' ? minimum(tx.maxFee, baseFee + tx.tip) : tx.maxFee

const minimum = (a: bigint, b: bigint) => (a < b ? a : b)

/** A transaction as `eth_getTransactionByHash` tells of it; while it waits, `block` is `null` and the price that of the next one. */
export function describeTransaction(tx: PageTransaction, block: PageBlock | null, baseFee: bigint) {
  const index = block?.mined.findIndex(({ transaction }) => transaction === tx) ?? -1
  return {
    hash: tx.hash,
    from: tx.from,
    to: tx.to,
    nonce: numberToHex(tx.nonce),
    value: numberToHex(tx.value),
    input: tx.input,
    gas: numberToHex(tx.gas),
    gasPrice: numberToHex(priceOf(tx, baseFee)),
    ...(tx.type === '0x2'
      ? { maxFeePerGas: numberToHex(tx.maxFee), maxPriorityFeePerGas: numberToHex(tx.tip) }
      : {}),
    type: tx.type,
    blockHash: block?.hash ?? null,
    blockNumber: block ? numberToHex(block.number) : null,
    transactionIndex: block ? numberToHex(index) : null,
  }
}

/** The logs of a block with their places in it. */
export function logsOf(block: PageBlock) {
  let index = 0
  return block.mined.flatMap(({ transaction, logs }, place) =>
    logs.map((log) => ({
      ...log,
      blockHash: block.hash,
      blockNumber: numberToHex(block.number),
      transactionHash: transaction.hash,
      transactionIndex: numberToHex(place),
      logIndex: numberToHex(index++),
      removed: false,
    })),
  )
}

export function describeReceipt(block: PageBlock, mined: Mined) {
  const { transaction: tx, succeeds, gasUsed, created } = mined
  const place = block.mined.indexOf(mined)
  const before = block.mined.slice(0, place + 1).reduce((sum, one) => sum + one.gasUsed, 0n)
  return {
    transactionHash: tx.hash,
    transactionIndex: numberToHex(place),
    blockHash: block.hash,
    blockNumber: numberToHex(block.number),
    from: tx.from,
    to: tx.to,
    status: succeeds ? '0x1' : '0x0',
    type: tx.type,
    gasUsed: numberToHex(gasUsed),
    cumulativeGasUsed: numberToHex(before),
    effectiveGasPrice: numberToHex(priceOf(tx, block.baseFee)),
    contractAddress: created,
    logs: logsOf(block).filter((log) => log.transactionHash === tx.hash),
  }
}

export function describeBlock(block: PageBlock, whole: boolean) {
  return {
    number: numberToHex(block.number),
    hash: block.hash,
    parentHash: block.parentHash,
    timestamp: numberToHex(block.timestamp),
    baseFeePerGas: numberToHex(block.baseFee),
    gasLimit: numberToHex(BLOCK_GAS),
    gasUsed: numberToHex(block.gasUsed),
    transactions: block.mined.map(({ transaction }) =>
      whole ? describeTransaction(transaction, block, block.baseFee) : transaction.hash,
    ),
  }
}
