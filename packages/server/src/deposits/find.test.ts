import type { FindResult, OrderView } from '@offrampkit/core/api'
import type { ChainPort } from '@offrampkit/deposit/find'
import { describe, expect, it } from 'vitest'
import { depositAddress } from '../../test/fakeProvider.ts'
import { alice, harness, hash, network, registry } from '../../test/harness.ts'
import type { OfframpHandlerOptions } from '../options.ts'

const usdc = registry.assets[1]!.address
const topicOf = (address: string) => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`
const transfer = {
  address: usdc.toLowerCase(),
  topics: [
    '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
    topicOf(alice.addresses[0]!),
    topicOf(depositAddress),
  ],
  data: `0x${(25_000_000).toString(16).padStart(64, '0')}`,
  blockNumber: '0x78',
  blockHash: hash('b'),
  transactionHash: hash('7'),
  transactionIndex: '0x0',
  logIndex: '0x3',
  removed: false,
}

/** A chain of which one transfer is known, or none. */
function chain(logs: readonly unknown[]): ChainPort {
  const answers: Record<string, unknown> = {
    eth_blockNumber: '0x7a',
    eth_getLogs: logs,
    eth_getTransactionCount: '0x7',
    eth_getTransactionByHash: null,
    eth_getTransactionReceipt: null,
  }
  return {
    network,
    async request({ method }) {
      if (method in answers) return answers[method]
      throw new Error(`${method} at https://rpc.example/key-5ecret`)
    },
  }
}

async function find(options: Partial<OfframpHandlerOptions>) {
  const h = harness(options)
  const order = await h.ready()
  const attempt = h.attemptFor(order)
  const path = { orderId: order.orderId, attemptId: attempt.attemptId }
  await h.ok('reserveDeposit', { path, body: { attempt } })
  const result = await h.ok<FindResult>('findDeposit', { path })
  return { h, result, path }
}

describe('looking for a deposit on the server', () => {
  it('finds the transfer, and writes it down as a fact', async () => {
    const { h, result, path } = await find({ chains: () => chain([transfer]) })
    expect(result).toEqual({ status: 'found', txHash: hash('7') })
    const order = await h.ok<OrderView>('getOrder', { path })
    expect(order.status).toMatchObject({ kind: 'received', txHash: hash('7') })
  })

  it('says how far it looked when there is nothing', async () => {
    const { result } = await find({ chains: () => chain([]) })
    expect(result).toEqual({ status: 'none_yet', scannedTo: 0x7a })
  })

  it('says unknown, and no more, when it cannot read', async () => {
    const unknown = { status: 'unknown', reason: expect.stringMatching(/\.$/) }
    expect((await find({})).result).toEqual(unknown)
    expect((await find({ chains: () => null })).result).toEqual(unknown)
    const broken: ChainPort = {
      network,
      request: async () => Promise.reject(new Error('https://rpc.example/key-5ecret')),
    }
    const { result } = await find({ chains: () => broken })
    expect(result).toEqual(unknown)
    expect(JSON.stringify(result)).not.toContain('5ecret')
  })

  it('does not wait for ever for a chain', async () => {
    const silent: ChainPort = { network, request: () => new Promise(() => undefined) }
    const h = harness({
      chains: () => silent,
      timeout: (ms) => (ms > 20_000 ? AbortSignal.abort() : new AbortController().signal),
    })
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    const path = { orderId: order.orderId, attemptId: attempt.attemptId }
    await h.ok('reserveDeposit', { path, body: { attempt } })
    expect(await h.ok<FindResult>('findDeposit', { path })).toMatchObject({ status: 'unknown' })
  })
})
