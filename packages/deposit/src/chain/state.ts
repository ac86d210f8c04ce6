import type { ChainPort } from '../ports/chain.ts'
import { readHex, readQuantity, toWord } from './quantity.ts'

/** What a chain holds now, and what it would do: the reads of the preflight. Every one throws rather than guess. */

export interface Call {
  from?: string
  to: string
  data?: string
  value?: string
}

const ask = (chain: ChainPort, method: string, ...params: unknown[]) => chain.request({ method, params })

export const codeOf = async (chain: ChainPort, address: string): Promise<string> =>
  readHex(await ask(chain, 'eth_getCode', address, 'latest'))

export const coinsOf = async (chain: ChainPort, address: string): Promise<bigint> =>
  readQuantity(await ask(chain, 'eth_getBalance', address, 'latest'))

export const gasPriceOf = async (chain: ChainPort): Promise<bigint> =>
  readQuantity(await ask(chain, 'eth_gasPrice'))

export const gasOf = async (chain: ChainPort, call: Call): Promise<bigint> =>
  readQuantity(await ask(chain, 'eth_estimateGas', call))

/** What a call would return; throws when it reverts. */
export const simulate = async (chain: ChainPort, call: Call): Promise<string> =>
  readHex(await ask(chain, 'eth_call', call, 'latest'))

/** The number that a view answers with, or `null` where it reverts or answers with something else. */
export async function numberOf(chain: ChainPort, to: string, data: string): Promise<bigint | null> {
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

/** `balanceOf(owner)` of a token, or `null` where that is none. */
export const tokensOf = (chain: ChainPort, token: string, owner: string): Promise<bigint | null> =>
  numberOf(chain, token, balanceOf(owner))

const balanceOf = (owner: string) => `0x70a08231${toWord(owner)}`

/**
 * By how many units a transfer would raise what `to` holds of a token, or `null` where the endpoint cannot tell. Sees what
 * `eth_call` cannot: a token that keeps a fee for itself, or counts in shares.
 * Source: https://geth.ethereum.org/docs/interacting-with-geth/rpc/ns-eth#eth-simulate-v1
 */
export async function arrivalOf(chain: ChainPort, transfer: Call, to: string): Promise<bigint | null> {
  const look = { ...transfer, data: balanceOf(to) }
  const blocks = { blockStateCalls: [{ calls: [look, transfer, look] }] }
  try {
    const answer = await ask(chain, 'eth_simulateV1', blocks, 'latest')
    const [before, sent, after] = (answer as [{ calls: { status: string; returnData: string }[] }])[0].calls
    if (sent?.status !== '0x1') return null
    return readQuantity(after?.returnData) - readQuantity(before?.returnData)
  } catch {
    return null
  }
}

/** An account without code, or with an EIP-7702 designator (https://eips.ethereum.org/EIPS/eip-7702). */
export const isPlainAccount = (code: string): boolean => code === '0x' || /^0xef0100[0-9a-f]{40}$/.test(code)

/** Whether the chain said "this call fails" (as opposed to not answering). */
export function isRevert(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return code === 3 || (typeof message === 'string' && /\brevert/i.test(message))
}
