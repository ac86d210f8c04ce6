import type { Hex } from 'viem'
import { RpcError } from '../../chain/rpc.ts'
import { firstBlock, type Mined, type PageBlock } from './blocks.ts'

/** The blocks of a chain, and where in them things are. */
export function createLedger(startSeconds: bigint) {
  const blocks: PageBlock[] = [firstBlock(startSeconds)]
  const places = new Map<string, { block: PageBlock; mined: Mined }>()
  /** For each account the block of each of its nonces. */
  const heights = new Map<string, number[]>()
  const head = () => blocks[blocks.length - 1] as PageBlock

  return {
    head,
    append(block: PageBlock) {
      blocks.push(block)
      for (const mined of block.mined) {
        const { hash, from } = mined.transaction
        places.set(hash, { block, mined })
        heights.set(from, [...(heights.get(from) ?? []), Number(block.number)])
      }
    },
    placeOf: (hash: string) => places.get(hash) ?? null,
    /** An account's next nonce at a height. */
    nonceAt: (from: string, height: number) =>
      (heights.get(from) ?? []).filter((block) => block <= height).length,
    byHash: (hash: string) => blocks.findLast((block) => block.hash === hash) ?? null,
    at: (height: number) => blocks[height] ?? null,
    between: (from: number, to: number) => blocks.slice(from, to + 1),
    /** The height that a tag names; a number may be beyond the head. */
    heightOf(tag: unknown): number {
      if (tag === 'earliest') return 0
      if (typeof tag === 'string' && /^0x[\da-f]+$/i.test(tag)) return Number(tag)
      if (
        tag === undefined ||
        tag === null ||
        ['latest', 'pending', 'safe', 'finalized'].includes(String(tag))
      )
        return Number(head().number)
      throw new RpcError(-32602, 'This is not the name of a block.')
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>

/** A filter of `eth_getLogs`. */
export interface LogFilter {
  address?: string | string[]
  topics?: readonly (string | string[] | null)[]
  fromBlock?: string
  toBlock?: string
  blockHash?: string
}

const lower = (value: string | string[]) => [value].flat().map((one) => one.toLowerCase())

/** Whether a log is one of those asked for. Topics count by their place; `null` stands for any. */
export function fits(filter: LogFilter, log: { address: string; topics: readonly Hex[] }): boolean {
  if (filter.address !== undefined && !lower(filter.address).includes(log.address.toLowerCase())) return false
  return (filter.topics ?? []).every((wanted, i) => {
    if (wanted === null || wanted === undefined) return true
    const topic = log.topics[i]
    return topic !== undefined && lower(wanted).includes(topic)
  })
}
