import { evmChainId, isNative } from '@offrampkit/core'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { toQuantity, toWord } from '../chain/quantity.ts'
import type { PlainTransaction } from '../find/effect.ts'
import { refusal } from './refusal.ts'

/**
 * The one plain transfer that pays an instruction. Data is always given, so that no wallet library appends its own;
 * nothing relies on what `transfer` returns (USDT returns nothing).
 *
 * @throws OfframpError `instruction_refused` for what a plain EVM transfer cannot carry
 */
export function encodeDeposit(instruction: DepositInstruction): PlainTransaction {
  const { asset, to, units, memo } = instruction
  const chainId = evmChainId(asset.network)
  if (chainId === null || memo !== null || !/^0x[0-9a-fA-F]{40}$/.test(to) || units <= 0n)
    throw refusal('instruction_refused')
  if (isNative(asset)) return { to, value: toQuantity(units), data: '0x', chainId }
  return { to: asset.address, value: '0x0', data: `0xa9059cbb${toWord(to)}${toWord(units)}`, chainId }
}

/**
 * Parameters of the wallet's `eth_sendTransaction`, all quantities in hex.
 * Source: https://ethereum.org/developers/docs/apis/json-rpc#eth_sendtransaction
 */
export function walletRequest(transaction: PlainTransaction, from: string, pin: number | null) {
  const { to, value, data, chainId } = transaction
  const parameters = { from, to, value, data, chainId: toQuantity(chainId) }
  return {
    method: 'eth_sendTransaction',
    params: [pin === null ? parameters : { ...parameters, nonce: toQuantity(pin) }],
  }
}
