import { type Asset, createAssetRegistry, evmNetwork, isNative, type Network } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { httpChain } from '../browser/chain.ts'
import { createDepositor } from '../createDepositor.ts'
import type { Depositor, DepositPorts } from '../depositor.ts'
import { transferTopic } from '../find/transfers.ts'
import type { LedgerRow } from '../ports/ledger.ts'
import { type ManualClock, manualClock } from './manualClock.ts'
import { memoryLedger, memoryLock, memoryMarks } from './memoryPorts.ts'
import { testOrder } from './testOrder.ts'
import { type Node, type TestWallet, testWallet } from './testWallet.ts'

/** A deposit over a real chain: one order, one browser with as many tabs as a test opens, and counts from the chain. */
export interface AnvilBench {
  order: OrderView
  asset: Asset
  to: string
  clock: ManualClock
  wallet: TestWallet
  node: Node
  ports: DepositPorts
  /** Another tab of the same browser. */
  tab(changes?: Partial<DepositPorts>): Depositor
  /** Transfers that reached the deposit address, by the chain alone. */
  arrived(): Promise<{ count: number; units: bigint; hashes: string[] }>
  mine(blocks?: number): Promise<void>
  /** Waits until what was sent is mined, where blocks are mined at once: that takes a moment after the hash. */
  settle(): Promise<void>
}

let orders = 0

export async function anvilBench(options: {
  rpcUrl: string
  chainId: number
  account: string
  asset: Omit<Asset, 'network'>
  amount: string
  finality?: number
}): Promise<AnvilBench> {
  const network: Network = {
    id: evmNetwork(options.chainId),
    name: 'Local',
    kind: 'evm',
    finality: options.finality ?? 2,
    blockTimeMs: 1_000,
    test: true,
  }
  const asset: Asset = { ...options.asset, network: network.id }
  const node = httpChain(network.id, options.rpcUrl)
  const { account } = options
  const clock = manualClock(1_790_000_000_000)
  orders += 1
  const suffix = orders.toString(16).padStart(4, '0')
  const to = `0x${'d0'.repeat(18)}${suffix}`
  const orderId = `A${suffix}AAAAAAAAAAAAAAAAA`.padEnd(22, 'A').slice(0, 22)
  const order = testOrder({
    network,
    asset,
    sender: account,
    to,
    amount: options.amount,
    now: clock.now(),
    orderId,
  })
  const rows = new Map<string, LedgerRow>([[orderId, { orderId, rev: 1, attempts: [] }]])
  const locks = new Map<string, unknown>()
  const notes = new Set<string>()
  let random = 0
  const ports: DepositPorts = {
    registry: createAssetRegistry({ networks: [network], assets: [asset] }),
    ledger: memoryLedger(rows),
    lock: memoryLock(locks),
    marks: memoryMarks(notes),
    chains: (id) => (id === network.id ? node : null),
    clock,
    random: (length) =>
      Uint8Array.from({ length }, () => {
        random += 37
        return (random * random) & 255
      }),
    tabId: 'tab',
  }
  const first = Number(await node.request({ method: 'eth_blockNumber' })) + 1
  async function settle(): Promise<void> {
    if (!(await node.request({ method: 'anvil_getAutomine' }))) return
    for (let turn = 0; turn < 2_000; turn += 1) {
      const { pending } = (await node.request({ method: 'txpool_status' })) as { pending: string }
      if (Number(pending) === 0) return
    }
    throw new Error('The chain does not mine.')
  }
  return {
    order,
    asset,
    to,
    clock,
    wallet: testWallet(node, { account, chainId: options.chainId }),
    node,
    ports,
    tab: (changes) => createDepositor({ ...ports, lock: memoryLock(locks), ...changes }),
    settle,
    async arrived() {
      await settle()
      if (isNative(asset)) {
        const hashes: string[] = []
        const head = Number(await node.request({ method: 'eth_blockNumber' }))
        for (let block = first; block <= head; block += 1) {
          const { transactions } = (await node.request({
            method: 'eth_getBlockByNumber',
            params: [`0x${block.toString(16)}`, true],
          })) as { transactions: { hash: string; to: string | null; value: string }[] }
          hashes.push(
            ...transactions.filter((tx) => tx.to === to && BigInt(tx.value) > 0n).map((tx) => tx.hash),
          )
        }
        const units = BigInt(
          (await node.request({ method: 'eth_getBalance', params: [to, 'latest'] })) as string,
        )
        return { count: hashes.length, units, hashes }
      }
      const filter = {
        fromBlock: '0x0',
        topics: [transferTopic, null, `0x${to.slice(2).padStart(64, '0')}`],
        address: asset.address,
      }
      const logs = (await node.request({ method: 'eth_getLogs', params: [filter] })) as {
        data: string
        transactionHash: string
      }[]
      const units = logs.reduce((sum, log) => sum + BigInt(log.data), 0n)
      return { count: logs.length, units, hashes: logs.map((log) => log.transactionHash) }
    },
    async mine(blocks = 1) {
      await node.request({ method: 'anvil_mine', params: [`0x${blocks.toString(16)}`] })
    },
  }
}
