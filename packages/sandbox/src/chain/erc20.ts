import { type Address, decodeFunctionData, encodeFunctionData, type Hex, parseAbi } from 'viem'
import type { SandboxAsset } from './describe.ts'
import type { Rpc } from './rpc.ts'

export const erc20Abi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function transfer(address to, uint256 value)',
  'function mint(address to, uint256 value)',
  'function setBlacklisted(address account, bool blocked)',
])

/** `keccak256("Transfer(address,address,uint256)")`. */
export const TRANSFER_TOPIC: Hex = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

/** What an address holds of one asset, in base units, at the latest block. */
export async function balanceOf(rpc: Rpc, asset: SandboxAsset, owner: Address): Promise<bigint> {
  if (asset.address === null) return BigInt((await rpc('eth_getBalance', [owner, 'latest'])) as Hex)
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] })
  return BigInt((await rpc('eth_call', [{ to: asset.address, data }, 'latest'])) as Hex)
}

/** The recipient and amount of an ERC-20 `transfer` call, or `null` when the data is anything else. */
export function readTransfer(data: Hex): { to: Address; value: bigint } | null {
  try {
    const call = decodeFunctionData({ abi: erc20Abi, data })
    if (call.functionName !== 'transfer') return null
    return { to: call.args[0], value: call.args[1] }
  } catch {
    return null
  }
}
