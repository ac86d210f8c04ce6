import { type Address, encodeDeployData, getAddress, type Hex, parseAbi } from 'viem'
import type { SandboxToken } from './describe.ts'
import type { Rpc } from './rpc.ts'
import { tokenBytecode } from './token-bytecode.generated.ts'

const constructorAbi = parseAbi([
  'constructor(string name, string symbol, uint8 decimals, address[] holders, uint256 each)',
])

/** A token to be put onto a chain. */
export interface TokenPlan {
  contract: keyof typeof tokenBytecode
  symbol: string
  name: string
  decimals: number
  /** Given to every holder, in base units. */
  each: bigint
}

/** The test tokens of most chains: USDC-like with a blocklist, USDT-like that returns nothing, and one with 18 decimals. */
const plans: readonly TokenPlan[] = [
  { contract: 'BlocklistToken', symbol: 'USDC', name: 'USDC', decimals: 6, each: 10_000n * 10n ** 6n },
  { contract: 'SilentToken', symbol: 'USDT', name: 'Tether', decimals: 6, each: 10_000n * 10n ** 6n },
  { contract: 'PlainToken', symbol: 'DAI', name: 'Dai', decimals: 18, each: 10_000n * 10n ** 18n },
]

/** Celo's own: CUSD has 18 decimals (the widget's documented example sells 0.11 of it), USDC 6. */
export const celoPlans: readonly TokenPlan[] = [
  { contract: 'PlainToken', symbol: 'CUSD', name: 'Celo Dollar', decimals: 18, each: 10_000n * 10n ** 18n },
  { contract: 'BlocklistToken', symbol: 'USDC', name: 'USDC', decimals: 6, each: 10_000n * 10n ** 6n },
]

async function receiptOf(rpc: Rpc, hash: Hex): Promise<{ status: Hex; contractAddress: Address }> {
  for (let turn = 0; turn < 50; turn += 1) {
    const receipt = (await rpc('eth_getTransactionReceipt', [hash])) as {
      status: Hex
      contractAddress: Address
    } | null
    if (receipt) return receipt
    await rpc('evm_mine')
  }
  throw new Error('The local chain does not mine: the test tokens could not be deployed.')
}

/**
 * Puts the test tokens onto a fresh local chain and gives every holder some of each. With a deployer that
 * has never sent anything, the addresses are the same each time.
 */
export async function deployTokens(
  rpc: Rpc,
  deployer: Address,
  holders: readonly Address[],
  wanted: readonly TokenPlan[] = plans,
): Promise<SandboxToken[]> {
  const hashes: Hex[] = []
  for (const plan of wanted) {
    const data = encodeDeployData({
      abi: constructorAbi,
      bytecode: tokenBytecode[plan.contract],
      args: [plan.name, plan.symbol, plan.decimals, holders, plan.each],
    })
    // A fixed gas limit: an estimate would not see the deployments before it that still wait for a block.
    hashes.push((await rpc('eth_sendTransaction', [{ from: deployer, data, gas: '0x4c4b40' }])) as Hex)
  }
  const tokens: SandboxToken[] = []
  for (const [i, plan] of wanted.entries()) {
    const receipt = await receiptOf(rpc, hashes[i] as Hex)
    if (receipt.status !== '0x1') throw new Error(`The test token ${plan.symbol} could not be deployed.`)
    const { symbol, name, decimals } = plan
    tokens.push({ symbol, name, decimals, address: getAddress(receipt.contractAddress) })
  }
  return tokens
}
