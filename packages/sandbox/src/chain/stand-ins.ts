import type { Address } from 'viem'
import { celoPlans, deployTokens } from './deploy.ts'
import type { SandboxChain } from './describe.ts'
import type { Rpc } from './rpc.ts'

/** The local chains that stand in for real ones, wherever they run. */
export type StandIn = Pick<SandboxChain, 'chainId' | 'name' | 'coinbaseNetwork' | 'coinbase'>

export const STAND_INS: readonly StandIn[] = [
  { chainId: 31337, name: 'Sandbox Base', coinbaseNetwork: 'base' },
  { chainId: 31338, name: 'Sandbox Ethereum', coinbaseNetwork: 'ethereum' },
]

export const CELO: StandIn = {
  chainId: 31339,
  name: 'Sandbox Celo',
  coinbaseNetwork: 'celo',
  coinbase: false,
}

/** Puts the tokens onto one of them. Each has a deployer of its own, so that no address is on two chains. */
export async function furnish(
  chain: StandIn,
  place: { rpc: Rpc; rpcUrl: string; accounts: readonly Address[]; index: number },
): Promise<SandboxChain> {
  const { rpc, rpcUrl, accounts, index } = place
  const isCelo = chain.coinbaseNetwork === CELO.coinbaseNetwork
  const deployer = accounts[accounts.length - 1 - index] as Address
  const tokens = await deployTokens(rpc, deployer, accounts, isCelo ? celoPlans : undefined)
  const native = isCelo
    ? ({ symbol: 'CELO', name: 'Celo', decimals: 18 } as const)
    : ({ symbol: 'ETH', name: 'Ether', decimals: 18 } as const)
  return { ...chain, native, tokens, rpcUrl }
}
