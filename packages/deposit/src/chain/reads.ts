import type { ChainPort } from '../ports/chain.ts'
import { readCount, readHex, readQuantity, toQuantity, toWord } from './quantity.ts'

/** The JSON-RPC reads that the protocol uses, parsed strictly. Every one throws rather than guess. */

type Tag = 'latest' | 'pending' | number

const tagOf = (tag: Tag) => (typeof tag === 'number' ? toQuantity(tag) : tag)

export interface Call {
  from?: string
  to: string
  data?: string
  value?: string
}

export const headOf = async (chain: ChainPort): Promise<number> =>
  readCount(await chain.request({ method: 'eth_blockNumber', params: [] }))

export const nonceOf = async (chain: ChainPort, address: string, tag: Tag): Promise<number> =>
  readCount(await chain.request({ method: 'eth_getTransactionCount', params: [address, tagOf(tag)] }))

export const codeOf = async (chain: ChainPort, address: string): Promise<string> =>
  readHex(await chain.request({ method: 'eth_getCode', params: [address, 'latest'] }))

export const coinsOf = async (chain: ChainPort, address: string): Promise<bigint> =>
  readQuantity(await chain.request({ method: 'eth_getBalance', params: [address, 'latest'] }))

export const gasPriceOf = async (chain: ChainPort): Promise<bigint> =>
  readQuantity(await chain.request({ method: 'eth_gasPrice', params: [] }))

export const gasOf = async (chain: ChainPort, call: Call): Promise<bigint> =>
  readQuantity(await chain.request({ method: 'eth_estimateGas', params: [call] }))

/** What a call would return; throws when it reverts. */
export const simulate = async (chain: ChainPort, call: Call): Promise<string> =>
  readHex(await chain.request({ method: 'eth_call', params: [call, 'latest'] }))

/** `decimals()` of a contract, or `null` where it has none. Source: https://eips.ethereum.org/EIPS/eip-20 */
export async function decimalsOf(chain: ChainPort, address: string): Promise<number | null> {
  const answer = await simulate(chain, { to: address, data: '0x313ce567' }).catch((error) => {
    if (isRevert(error)) return '0x'
    throw error
  })
  return /^0x[0-9a-f]{64}$/.test(answer) ? Number(BigInt(answer)) : null
}

/** `balanceOf(owner)` of a token. */
export const tokensOf = async (chain: ChainPort, token: string, owner: string): Promise<bigint> =>
  readQuantity(await simulate(chain, { to: token, data: `0x70a08231${toWord(owner)}` }))

/** An account without code, or with an EIP-7702 designator (https://eips.ethereum.org/EIPS/eip-7702). */
export const isPlainAccount = (code: string): boolean => code === '0x' || /^0xef0100[0-9a-f]{40}$/.test(code)

/** Whether the chain said "this call fails" (as opposed to not answering). */
export function isRevert(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return code === 3 || (typeof message === 'string' && /\brevert/i.test(message))
}
