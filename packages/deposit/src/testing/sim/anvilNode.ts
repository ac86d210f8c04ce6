import { startSandbox } from '@offrampkit/sandbox/node'
import { mnemonicToAccount } from 'viem/accounts'
import { AnvilChain } from './anvilChain.ts'
import { localRpc } from './anvilRpc.ts'

/** The words behind the accounts of every local chain: public, worthless, and the same everywhere. */
const words = 'test test test test test test test test test test test junk'
/** As many blocks as the simulated chain begins with, so that both count alike. */
const firstHead = 9

/** A real node that lends its chain to one schedule after the other. */
export interface AnvilNode {
  /** The chain as it was before any schedule. What was opened before is void from then on. */
  open(seed: number): Promise<AnvilChain>
  stop(): Promise<void>
}

/**
 * Starts a real anvil on a free port of 127.0.0.1, with the sandbox's tokens on it. It ends with this process, however
 * that ends.
 *
 * @throws Error when it does not start within 20 seconds
 * @example
 * const node = await startAnvilNode()
 * await runSchedule(7, { chain: () => node.open(7) })
 */
export async function startAnvilNode(): Promise<AnvilNode> {
  const sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0 })
  const [chain] = sandbox.chains
  if (!chain) throw new Error('The sandbox started without a chain.')
  const rpc = localRpc(chain.rpcUrl)
  // One token returns true, the other nothing: both are in use.
  const tokens = ['USDC', 'USDT'].map((symbol) => {
    const token = chain.tokens.find((one) => one.symbol === symbol)
    if (!token) throw new Error(`The sandbox's chain has no ${symbol}.`)
    return { address: token.address.toLowerCase(), decimals: token.decimals }
  })
  const signers = [0, 1].map((addressIndex) => mnemonicToAccount(words, { addressIndex }))

  await rpc.call('evm_setAutomine', false)
  await rpc.call('anvil_setBlockTimestampInterval', 2)
  const head = Number(await rpc.call('eth_blockNumber'))
  if (head < firstHead) await rpc.call('anvil_mine', `0x${(firstHead - head).toString(16)}`)
  let untouched = await rpc.call('evm_snapshot')

  return {
    async open(seed) {
      // Going back keeps neither the pool nor the snapshot, and leaves the fees as the last schedule made them.
      await rpc.call('anvil_dropAllTransactions')
      if (!(await rpc.call('evm_revert', untouched))) throw new Error('The chain could not be taken back.')
      untouched = await rpc.call('evm_snapshot')
      await rpc.call('anvil_setNextBlockBaseFeePerGas', '0x3b9aca00')
      const token = tokens[seed % tokens.length]
      if (!token) throw new Error('There is no such token.')
      return AnvilChain.begin({ rpc, chainId: chain.chainId, token, signers })
    },
    async stop() {
      rpc.close()
      await sandbox.stop()
    },
  }
}
