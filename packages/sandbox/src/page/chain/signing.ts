import type { Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { RpcError } from '../../chain/rpc.ts'
import { accountOf, messageOf } from './accounts.ts'

/** What is left out of a transaction that an unlocked account is to send. */
export interface Filling {
  chainId: number
  nonce(from: string): Promise<number>
  gas(call: Record<string, unknown>): Promise<Hex>
  /** What a unit of gas costs now. */
  gasPrice: bigint
}

const unknown = () => new RpcError(-32602, 'No Signer available')

/** Completes a transaction of an unlocked account and signs it. */
export async function signTransaction(
  accounts: readonly PrivateKeyAccount[],
  asked: Record<string, unknown>,
  filling: Filling,
): Promise<Hex> {
  const account = accountOf(accounts, asked.from)
  if (!account) throw unknown()
  const number = (name: string) => (asked[name] === undefined ? null : BigInt(asked[name] as Hex))
  const wanted = number('chainId')
  if (wanted !== null && wanted !== BigInt(filling.chainId))
    throw new RpcError(-32000, 'invalid chain id for signer')
  const nonce = number('nonce')
  const data = (asked.input ?? asked.data) as Hex | undefined
  return await account.signTransaction({
    type: 'eip1559',
    chainId: filling.chainId,
    nonce: nonce === null ? await filling.nonce(account.address.toLowerCase()) : Number(nonce),
    gas: BigInt((asked.gas as Hex | undefined) ?? (await filling.gas(asked))),
    maxFeePerGas: number('maxFeePerGas') ?? number('gasPrice') ?? filling.gasPrice * 2n,
    maxPriorityFeePerGas: number('maxPriorityFeePerGas') ?? number('gasPrice') ?? 1_000_000_000n,
    value: number('value') ?? 0n,
    ...(asked.to ? { to: asked.to as Hex } : {}),
    ...(data ? { data } : {}),
  })
}

/** `personal_sign`, and typed data. */
export async function signMessage(
  accounts: readonly PrivateKeyAccount[],
  method: 'personal_sign' | 'eth_signTypedData_v4',
  [first, second]: readonly unknown[],
): Promise<Hex> {
  const account = accountOf(accounts, method === 'personal_sign' ? second : first)
  if (!account) throw unknown()
  if (method === 'personal_sign') return await account.signMessage({ message: messageOf(String(first)) })
  return await account.signTypedData(typeof second === 'string' ? JSON.parse(second) : second)
}
