import { native } from '@offrampkit/core'
import { toWord } from '../../chain/quantity.ts'
import type { Effect } from '../../find/effect.ts'
import type { SimTransaction, TestChain } from './testChain.ts'

// Written without the protocol's own encoding and decoding, so that both cannot be wrong together.

/** What a transaction, once it is mined, pays to the deposit address out of the sender's account; `null`: nothing. */
export function paidBy({ token }: TestChain, expected: Effect, transaction: SimTransaction): bigint | null {
  const { from, to, value, data } = transaction
  if (from !== expected.from) return null
  if (expected.asset === native) return to === expected.to && value > 0n ? value : null
  if (to !== token.address || !data.startsWith('0xa9059cbb')) return null
  return data.slice(34, 74) === expected.to.slice(2) ? BigInt(`0x${data.slice(74, 138)}`) : null
}

/** What the wallet must be asked for, to the byte, apart from a nonce. */
export function expectedRequest(expected: Effect, chainId: number): Record<string, string> {
  const { from, to, units, asset } = expected
  const id = `0x${chainId.toString(16)}`
  if (asset === native) return { from, to, value: `0x${units.toString(16)}`, data: '0x', chainId: id }
  return { from, to: asset, value: '0x0', data: `0xa9059cbb${toWord(to)}${toWord(units)}`, chainId: id }
}
