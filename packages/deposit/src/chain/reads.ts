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

/** The number that a view answers with, or `null` where it reverts or answers with something else. */
async function numberOf(chain: ChainPort, to: string, data: string): Promise<bigint | null> {
  const answer = await simulate(chain, { to, data }).catch((error) => {
    if (isRevert(error)) return '0x'
    throw error
  })
  return /^0x[0-9a-f]{64}$/.test(answer) ? BigInt(answer) : null
}

/** `decimals()` of a contract, or `null` where it has none. Source: https://eips.ethereum.org/EIPS/eip-20 */
export async function decimalsOf(chain: ChainPort, address: string): Promise<number | null> {
  const decimals = await numberOf(chain, address, '0x313ce567')
  return decimals === null ? null : Number(decimals)
}

/** `balanceOf(owner)` of a token. */
export const tokensOf = async (chain: ChainPort, token: string, owner: string): Promise<bigint> =>
  readQuantity(await simulate(chain, { to: token, data: `0x70a08231${toWord(owner)}` }))

/** Where OP-stack chains keep the price of L1 data. */
const l1Oracle = '0x420000000000000000000000000000000000000f'
/** What a plain transaction has beside its call data, rounded up. */
const envelopeBytes = 120

/**
 * Most that an OP-stack chain charges for putting this transaction on L1, which gas estimates leave out; zero on other
 * chains, and on one that is too old to tell (`getL1FeeUpperBound` came with Fjord).
 * Source: https://docs.base.org/base-chain/specs/upgrades/fjord/predeploys
 */
export async function l1FeeOf(chain: ChainPort, data: string): Promise<bigint> {
  if ((await codeOf(chain, l1Oracle)) === '0x') return 0n
  const bytes = BigInt(envelopeBytes + data.length / 2)
  return (await numberOf(chain, l1Oracle, `0xf1c7a58b${toWord(bytes)}`)) ?? 0n
}

/** An account without code, or with an EIP-7702 designator (https://eips.ethereum.org/EIPS/eip-7702). */
export const isPlainAccount = (code: string): boolean => code === '0x' || /^0xef0100[0-9a-f]{40}$/.test(code)

/** Whether the chain said "this call fails" (as opposed to not answering). */
export function isRevert(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return code === 3 || (typeof message === 'string' && /\brevert/i.test(message))
}
