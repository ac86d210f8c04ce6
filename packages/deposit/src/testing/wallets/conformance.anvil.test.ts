import { native } from '@offrampkit/core'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { httpChain } from '../../browser/chain.ts'
import { anvilGround } from './anvilGround.ts'
import { describeWalletConformance } from './conformance.ts'
import { failingPersonas, walletPersonas } from './personaCases.ts'

let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0 })
}, 30_000)
afterAll(() => sandbox.stop())

const coin = { address: native, symbol: 'ETH', name: 'Ether', decimals: 18 } as const

async function ground(symbol: string, amount: string) {
  const [chain, other] = sandbox.chains
  const [account, otherAccount] = sandbox.accounts
  if (!chain || !other || !account || !otherAccount) throw new Error('The sandbox has no two chains.')
  return anvilGround({
    rpcUrl: chain.rpcUrl,
    chainId: chain.chainId,
    account,
    otherAccount,
    elsewhere: httpChain('eip155:0', other.rpcUrl),
    asset: chain.tokens.find((token) => token.symbol === symbol) ?? coin,
    amount,
  })
}

const codes = [-32000, -32603, -32602, 4900, 4100]
const personas = [
  ...walletPersonas,
  ...failingPersonas.filter(({ id }) => codes.some((code) => id.endsWith(String(code)))),
]

for (const [symbol, amount] of [
  ['USDC', '25'],
  ['ETH', '0.25'],
] as const)
  describeWalletConformance(
    { name: `a bare wallet with ${symbol} on anvil`, connect: async (wallet) => ({ wallet }) },
    { describe, it },
    { ground: () => ground(symbol, amount), personas, fates: ['lives', 'crashes'] },
  )
