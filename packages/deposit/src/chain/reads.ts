import type { ChainPort } from '../ports/chain.ts'
import { readCount, toQuantity } from './quantity.ts'

/** The JSON-RPC reads that preflight and search share, parsed strictly. Every one throws rather than guess. */

type Tag = 'latest' | 'pending' | number

const tagOf = (tag: Tag) => (typeof tag === 'number' ? toQuantity(tag) : tag)

export const headOf = async (chain: ChainPort): Promise<number> =>
  readCount(await chain.request({ method: 'eth_blockNumber', params: [] }))

export const nonceOf = async (chain: ChainPort, address: string, tag: Tag): Promise<number> =>
  readCount(await chain.request({ method: 'eth_getTransactionCount', params: [address, tagOf(tag)] }))
