import { type Address, encodeFunctionData, type Hex, numberToHex } from 'viem'
import type { SandboxAsset } from './describe.ts'
import { erc20Abi } from './erc20.ts'
import type { Rpc } from './rpc.ts'

/** Which of the chain's dev accounts it is: none that the sandbox's wallet shows to an app. */
const INDEX = 4

/**
 * Pays from an account that no app has ever seen, as somebody with a second wallet does, or an exchange. Answers with the hash; a
 * chain that mines in intervals has it in its next block.
 */
export async function payFromOutside(
  rpc: Rpc,
  asset: SandboxAsset,
  to: Address,
  units: bigint,
): Promise<Hex> {
  const from = ((await rpc('eth_accounts')) as Address[])[INDEX]
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, units] })
  const sent = asset.address === null ? { to, value: numberToHex(units) } : { to: asset.address, data }
  return (await rpc('eth_sendTransaction', [{ from, ...sent }])) as Hex
}
