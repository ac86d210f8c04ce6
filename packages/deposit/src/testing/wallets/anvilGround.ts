import type { Asset } from '@offrampkit/core'
import { anvilBench } from '../anvilBench.ts'
import type { Node } from '../testWallet.ts'
import type { WalletGround } from './ground.ts'

export interface AnvilGroundOptions {
  rpcUrl: string
  chainId: number
  /** Unlocked at the node, and holds some of the asset. */
  account: string
  /** As {@link AnvilGroundOptions.account}. */
  otherAccount: string
  /** A node of another chain where `account` is unlocked. */
  elsewhere: Node
  asset: Omit<Asset, 'network'>
  /** Display units. */
  amount: string
}

/**
 * A ground on anvil. Mining by itself is switched off until the ground is closed, so that a wallet can replace what
 * waits. Source: https://getfoundry.sh/anvil/custom-methods
 *
 * @example
 * ```ts
 * describeWalletConformance(under, { describe, it }, { ground: () => anvilGround(options) })
 * ```
 */
export async function anvilGround(options: AnvilGroundOptions): Promise<WalletGround> {
  const bench = await anvilBench(options)
  const { node } = bench
  await node.request({ method: 'evm_setAutomine', params: [false] })
  return {
    order: bench.order,
    ports: bench.ports,
    node,
    chainId: options.chainId,
    otherAccount: options.otherAccount,
    elsewhere: options.elsewhere,
    mine: (blocks) => bench.mine(blocks),
    advance: (ms) => bench.clock.advance(ms),
    arrived: () => bench.arrived(),
    async close() {
      await bench.mine()
      await node.request({ method: 'evm_setAutomine', params: [true] })
    },
  }
}
