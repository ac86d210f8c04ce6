import { type Address, concatHex, type Hex, keccak256, numberToHex } from 'viem'
import { BLOCK_GAS, type BlockFacts, type MachineLog } from './machine.ts'

/** A signed transaction, its addresses in lower case. */
export interface PageTransaction {
  hash: Hex
  raw: Hex
  from: Address
  to: Address | null
  nonce: number
  value: bigint
  input: Hex
  gas: bigint
  type: Hex
  /** What one unit of gas may cost, tip included. */
  maxFee: bigint
  tip: bigint
}

/** A transaction in a block, with what it did. */
export interface Mined {
  transaction: PageTransaction
  succeeds: boolean
  gasUsed: bigint
  logs: MachineLog[]
  created: Address | null
}

export interface PageBlock extends BlockFacts {
  hash: Hex
  parentHash: Hex
  gasUsed: bigint
  mined: readonly Mined[]
}

const noParent: Hex = `0x${'00'.repeat(32)}`

/** The base fee of the block after this one. Source: https://eips.ethereum.org/EIPS/eip-1559 */
function feeAfter({ number, baseFee, gasUsed }: PageBlock): bigint {
  const target = BLOCK_GAS / 2n
  // anvil keeps its first fee for one block more.
  if (number === 0n || gasUsed === target) return baseFee
  const change = (baseFee * (gasUsed > target ? gasUsed - target : target - gasUsed)) / target / 8n
  return gasUsed > target ? baseFee + (change > 1n ? change : 1n) : baseFee - change
}

/** The facts of the block that would come next. */
export function nextFacts(last: PageBlock, nowSeconds: bigint): BlockFacts {
  const timestamp = nowSeconds > last.timestamp ? nowSeconds : last.timestamp + 1n
  return { number: last.number + 1n, timestamp, baseFee: feeAfter(last) }
}

/** Closes a block. Its hash stands for what it holds, but not for the state: no other node has to agree. */
export function sealBlock(facts: BlockFacts, parent: PageBlock | null, mined: readonly Mined[]): PageBlock {
  const parentHash = parent?.hash ?? noParent
  const words = [facts.number, facts.timestamp].map((value) => numberToHex(value, { size: 32 }))
  const hash = keccak256(concatHex([parentHash, ...words, ...mined.map((one) => one.transaction.hash)]))
  const gasUsed = mined.reduce((sum, one) => sum + one.gasUsed, 0n)
  return { ...facts, hash, parentHash, gasUsed, mined }
}

/** The first block. anvil begins with a base fee of 1 gwei as well. */
export const firstBlock = (timestamp: bigint): PageBlock =>
  sealBlock({ number: 0n, timestamp, baseFee: 1_000_000_000n }, null, [])
