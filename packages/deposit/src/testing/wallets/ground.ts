import type { OrderView } from '@offrampkit/core/api'
import type { DepositPorts } from '../../depositor.ts'
import { simBench } from '../simBench.ts'
import type { Node } from '../testWallet.ts'

/** Where one persona is tried: an order that waits for its deposit, and the chain that judges. Fresh for each case. */
export interface WalletGround {
  order: OrderView
  /** Ports of a browser; the suite brings the lock, and wraps the ledger so that a page can end. */
  ports: DepositPorts
  /** JSON-RPC with the order's account unlocked. It mines only when it is told to. */
  node: Node
  chainId: number
  /** Another account that the node holds, with some of the asset. */
  otherAccount: string
  /** The same account on another chain. */
  elsewhere: Node
  mine(blocks: number): Promise<void>
  /** Moves the ports' clock. */
  advance(ms: number): void
  /** What reached the deposit address, by the chain alone. */
  arrived(): Promise<{ count: number; units: bigint }>
  close?(): Promise<void> | void
}

/** A ground in memory: a simulated chain with one token and its coin. */
export async function simGround(asset: 'USDC' | 'ETH' = 'USDC'): Promise<WalletGround> {
  const bench = simBench({ asset })
  const other = simBench({ asset })
  return {
    order: bench.order,
    ports: bench.ports,
    node: bench.node,
    chainId: bench.chain.chainId,
    otherAccount: `0x${'b2'.repeat(20)}`,
    elsewhere: other.node,
    mine: async (blocks) => bench.mine(blocks),
    advance: (ms) => bench.clock.advance(ms),
    async arrived() {
      const transfers = bench.arrived()
      const units = transfers.map((tx) =>
        asset === 'ETH' ? tx.value : BigInt(`0x${tx.data.slice(74, 138)}`),
      )
      return { count: transfers.length, units: units.reduce((sum, one) => sum + one, 0n) }
    },
  }
}
