import { startSandbox } from '@offrampkit/sandbox/node'
import { mnemonicToAccount } from 'viem/accounts'
import { AnvilChain } from './anvilChain.ts'
import { localRpc } from './anvilRpc.ts'

/** The words behind the accounts of every local chain: public, worthless, and the same everywhere. */
const words = 'test test test test test test test test test test test junk'
/** As many blocks as the simulated chain begins with, so that both count alike. */
const firstHead = 9

/**
 * No schedule has that many blocks. Without a bound anvil keeps the states of all schedules, on the disk too, where a
 * thousand schedules leave a gigabyte.
 */
const history = ['--prune-history', '256']

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
  const sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0, anvilArgs: history })
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
  await rpc.call('anvil_mine', `0x${(firstHead - 1 - head).toString(16)}`)
  const { timestamp } = (await rpc.call('eth_getBlockByNumber', 'latest', false)) as { timestamp: string }
  let untouched = await rpc.call('evm_snapshot')
  let opened = 0

  return {
    async open(seed) {
      // Going back keeps neither the pool nor the snapshot, and leaves the fees as the last schedule made them.
      await rpc.call('anvil_dropAllTransactions')
      if (!(await rpc.call('evm_revert', untouched))) throw new Error('The chain could not be taken back.')
      untouched = await rpc.call('evm_snapshot')
      await rpc.call('anvil_setNextBlockBaseFeePerGas', '0x3b9aca00')
      // Anvil forgets old states by the hash of their block: two schedules with the same first block would share one.
      opened += 1
      await rpc.call('evm_setNextBlockTimestamp', Number(timestamp) + opened)
      await rpc.call('evm_mine')
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
