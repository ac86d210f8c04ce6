import { type Asset, createAssetRegistry, evmNetwork, type Network, native } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { createDepositor } from '../createDepositor.ts'
import type { Depositor, DepositPorts } from '../depositor.ts'
import type { LedgerRow } from '../ports/ledger.ts'
import { type ManualClock, manualClock } from './manualClock.ts'
import { memoryLedger, memoryLock, memoryMarks } from './memoryPorts.ts'
import { SimChain, type SimTransaction, simToken } from './sim/chain.ts'
import { testOrder } from './testOrder.ts'
import { type Node, type TestWallet, testWallet } from './testWallet.ts'

/** One order over a simulated chain and one simulated browser: everything that a test may want to reach into. */
export interface SimBench {
  order: OrderView
  network: Network
  asset: Asset
  to: string
  chain: SimChain
  node: Node
  wallet: TestWallet
  clock: ManualClock
  ports: DepositPorts
  rows: Map<string, LedgerRow>
  locks: Map<string, unknown>
  notes: Set<string>
  /** A tab of this browser; it shares ledger, locks and notes with the others. */
  tab(changes?: Partial<DepositPorts>): Depositor
  mine(blocks?: number): void
  /** Mined transfers to the deposit address. */
  arrived(): readonly SimTransaction[]
}

export interface SimBenchOptions {
  /** Default `USDC`, with 6 decimals; `ETH` is the native coin. */
  asset?: 'USDC' | 'ETH'
  finality?: number
  order?: Partial<OrderView>
}

/** @example const bench = simBench({ asset: 'ETH' }) */
export function simBench(options: SimBenchOptions = {}): SimBench {
  const chain = new SimChain(31337)
  const id = evmNetwork(chain.chainId)
  const network: Network = {
    id,
    name: 'Simulated',
    kind: 'evm',
    finality: options.finality ?? 3,
    blockTimeMs: 2_000,
    test: true,
  }
  const coin: Asset = { network: id, address: native, symbol: 'ETH', name: 'Ether', decimals: 18 }
  const token: Asset = { network: id, address: simToken, symbol: 'USDC', name: 'USD Coin', decimals: 6 }
  const asset = options.asset === 'ETH' ? coin : token
  const account = `0x${'a1'.repeat(20)}`
  const to = `0x${'d0'.repeat(20)}`
  const clock = manualClock(1_790_000_000_000)
  const node: Node = {
    request: async ({ method, params = [] }) =>
      method === 'eth_sendTransaction' ? sendTo(chain, params[0]) : chain.rpc(method, params, 0),
  }
  const order = {
    ...testOrder({ network, asset, sender: account, to, amount: '25', now: clock.now() }),
    ...options.order,
  }
  const rows = new Map<string, LedgerRow>([[order.orderId, { orderId: order.orderId, rev: 1, attempts: [] }]])
  const locks = new Map<string, unknown>()
  const notes = new Set<string>()
  let random = 1
  const ports: DepositPorts = {
    registry: createAssetRegistry({ networks: [network], assets: [coin, token] }),
    ledger: memoryLedger(rows),
    lock: memoryLock(locks),
    marks: memoryMarks(notes),
    chains: (wanted) => (wanted === id ? { network: id, request: node.request } : null),
    clock,
    random: (length) =>
      Uint8Array.from({ length }, () => {
        random = (random * 48_271) % 2_147_483_647
        return random & 255
      }),
    tabId: 'tab',
  }
  return {
    order,
    network,
    asset,
    to,
    chain,
    node,
    wallet: testWallet(node, { account, chainId: chain.chainId }),
    clock,
    ports,
    rows,
    locks,
    notes,
    tab: (changes) => createDepositor({ ...ports, ...changes }),
    mine(blocks = 1) {
      for (let left = blocks; left > 0; left -= 1)
        chain.mine(
          () => false,
          () => false,
        )
    },
    arrived: () =>
      chain
        .mined()
        .filter((tx) => tx.succeeds && (tx.to === to ? tx.value > 0n : tx.data.includes(to.slice(2)))),
  }
}

function sendTo(chain: SimChain, parameters: unknown): string {
  const { from = '', to = '', value = '0x0', data = '0x', nonce } = parameters as Record<string, string>
  const pinned = nonce === undefined ? {} : { nonce: Number(nonce) }
  return chain.send({ from, to, value: BigInt(value), data, ...pinned }).hash
}
