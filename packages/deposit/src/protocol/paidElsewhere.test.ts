import type { FlowCapabilities } from '@offrampkit/core/provider'
import { describe, expect, test } from 'vitest'
import { toWord } from '../chain/quantity.ts'
import { transferTopic } from '../find/transfers.ts'
import { approve } from '../testing/personas.ts'
import { simToken } from '../testing/sim/chain.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'

const stranger = `0x${'ab'.repeat(20)}`
const beside: Partial<FlowCapabilities> = { returnsUser: false, open: ['popup', 'tab'] }

function logOf(b: SimBench, units: bigint, changes: Record<string, unknown> = {}) {
  return {
    address: simToken,
    topics: [transferTopic, `0x${toWord(stranger)}`, `0x${toWord(b.to)}`],
    data: `0x${units.toString(16).padStart(64, '0')}`,
    transactionHash: `0x${'c4'.repeat(32)}`,
    logIndex: '0x2',
    blockNumber: '0x1',
    blockHash: `0x${'b7'.repeat(32)}`,
    ...changes,
  }
}

interface Told {
  asset?: 'USDC' | 'ETH'
  capabilities?: Partial<FlowCapabilities>
  /** What the endpoint answers to a span of blocks; may throw. */
  logs?: (b: SimBench, span: number) => unknown
  balance?: bigint
}

/** Arms an order; answers with the code of the refusal, or `armed`, and how often the logs were read. */
async function armed({ asset = 'USDC', capabilities = beside, logs = () => [], balance = 0n }: Told) {
  const b = simBench({ asset })
  const { request } = b.node
  let reads = 0
  b.ports.chains = (network) => ({
    network,
    request: async (args) => {
      const [filter] = (args.params ?? []) as [{ topics?: unknown[]; fromBlock: string; toBlock: string }]
      if (args.method === 'eth_getLogs' && filter.topics?.[1] === null) {
        reads += 1
        return logs(b, Number(filter.toBlock) - Number(filter.fromBlock) + 1)
      }
      if (args.method === 'eth_getBalance' && String(args.params?.[0]).toLowerCase() === b.to.toLowerCase())
        return `0x${balance.toString(16)}`
      return request(args)
    },
  })
  const order = { ...b.order, capabilities: { ...b.order.capabilities, ...capabilities } }
  const code = await b
    .tab()
    .arm(order, b.wallet, undefined)
    .then(
      () => 'armed',
      (error: { code: string; moneyMoved: string }) => {
        expect(error.moneyMoved).toBe(error.code === 'paid_elsewhere' ? 'maybe' : 'no')
        return error.code
      },
    )
  expect(b.wallet.prompts).toHaveLength(0)
  return { code, reads }
}

describe('where the page of the provider stays open beside ours', () => {
  test('what another wallet paid is seen, and no wallet is asked', async () => {
    expect((await armed({ logs: (b) => [logOf(b, 25_000_000n)] })).code).toBe('paid_elsewhere')
    expect((await armed({ logs: (b) => [logOf(b, 12_000_000n)] })).code).toBe('paid_elsewhere')
    const both = (b: SimBench) => [logOf(b, 150_000n), logOf(b, 150_000n, { logIndex: '0x3' })]
    expect((await armed({ logs: both })).code).toBe('paid_elsewhere')
  })

  test('coins are told by the balance of the address', async () => {
    expect((await armed({ asset: 'ETH', balance: 10n ** 18n })).code).toBe('paid_elsewhere')
    expect((await armed({ asset: 'ETH', balance: 1n })).code).toBe('armed')
  })

  test('dust, another token, another address and a log that was taken back stop nobody', async () => {
    const harmless = (b: SimBench) => [
      logOf(b, 1n),
      logOf(b, 25_000_000n, { address: `0x${'dd'.repeat(20)}`, logIndex: '0x4' }),
      logOf(b, 25_000_000n, { topics: [transferTopic, `0x${toWord(stranger)}`, `0x${toWord(stranger)}`] }),
      logOf(b, 25_000_000n, { removed: true }),
    ]
    expect((await armed({ logs: harmless })).code).toBe('armed')
  })

  test('an endpoint that searches short spans alone is asked in pieces; one that does not answer proves nothing', async () => {
    const short = (b: SimBench, span: number) => {
      if (span > 5) throw new Error('block range is too wide')
      return [logOf(b, 25_000_000n)]
    }
    const { code, reads } = await armed({ logs: short })
    expect(code).toBe('paid_elsewhere')
    expect(reads).toBeGreaterThan(2)
    const silent = () => {
      throw new Error('timeout')
    }
    expect((await armed({ logs: silent })).code).toBe('chain_unreadable')
    expect((await armed({ logs: () => null })).code).toBe('chain_unreadable')
  })
})

test('where the page leads back, or there is none, nobody looks', async () => {
  const paid = { logs: (b: SimBench) => [logOf(b, 25_000_000n)] }
  for (const capabilities of [{ returnsUser: true }, { open: ['form' as const] }, { open: [] }])
    expect(await armed({ ...paid, capabilities: { ...beside, ...capabilities } })).toEqual({
      code: 'armed',
      reads: 0,
    })
})

test('the wallet of the sale itself is stopped by what it sent by hand', async () => {
  const b = simBench()
  const order = { ...b.order, capabilities: { ...b.order.capabilities, ...beside } }
  const first = await b.tab().arm(order, b.wallet, undefined)
  b.wallet.persona = approve
  await first.fire()
  b.mine(1)
  // Another order of the same provider at the same address: what is there came after it was made.
  const again = { ...order, orderId: 'AAAAAAAAAAAAAAAAAAAAAQ' }
  b.rows.set(again.orderId, { orderId: again.orderId, rev: 1, attempts: [] })
  await expect(b.tab().arm(again, b.wallet, undefined)).rejects.toMatchObject({ code: 'paid_elsewhere' })
})
