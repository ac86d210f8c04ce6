import { createAssetRegistry, evmNetwork } from '@offrampkit/core'
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
function chain(logs: readonly unknown[], changes: Record<string, unknown> = {}): ChainPort {
  const answers: Record<string, unknown> = {
    eth_blockNumber: '0x7a',
    eth_getLogs: logs,
    eth_getTransactionCount: '0x7',
    eth_getTransactionByHash: logs.length > 0 ? carried(7) : null,
    eth_getTransactionReceipt: null,
    eth_getBlockByNumber: { hash: hash('b') },
    ...changes,
  }
  return {
    network,
    async request({ method }) {
      if (method in answers) return answers[method]
      throw new Error(`${method} at https://rpc.example/key-5ecret`)
    },
  }
}

/** The same as a block explorer would tell it, with the transaction that carried the transfer. */
function carried(nonce: number): Record<string, unknown> {
  const call = `0xa9059cbb${topicOf(depositAddress).slice(2)}${transfer.data.slice(2)}`
  return {
    hash: hash('7'),
    from: alice.addresses[0]!.toLowerCase(),
    to: usdc.toLowerCase(),
    nonce: `0x${nonce.toString(16)}`,
    value: '0x0',
    input: call,
    blockNumber: '0x78',
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

  it('says unknown while its endpoint lags behind the attempt', async () => {
    const { result } = await find({ chains: () => chain([], { eth_blockNumber: '0x10' }) })
    expect(result).toMatchObject({ status: 'unknown' })
  })

  it('leaves a transfer to the order that holds it, and one from before the attempt to nobody', async () => {
    const h = harness({ chains: () => chain([transfer]) })
    const [first, second] = [await h.ready(), await h.ready()]
    const pathTo = async (order: OrderView) => {
      const attempt = h.attemptFor(order)
      const path = { orderId: order.orderId, attemptId: attempt.attemptId }
      await h.ok('reserveDeposit', { path, body: { attempt } })
      return path
    }
    const [one, two] = [await pathTo(first), await pathTo(second)]
    // Both are open and asked for the same: nobody may guess.
    for (const path of [one, two])
      expect(await h.ok<FindResult>('findDeposit', { path })).toMatchObject({ status: 'unknown' })
    await h.ok('reportDeposit', { path: one, body: { phase: 'hash', txHash: hash('7') } })
    expect(await h.ok<FindResult>('findDeposit', { path: one })).toMatchObject({ status: 'found' })
    expect(await h.ok<FindResult>('findDeposit', { path: two })).toMatchObject({ status: 'none_yet' })
    const order = await h.ok<OrderView>('getOrder', { path: two })
    expect(order.facts.transfers).toEqual({})
    expect(order.status.kind).toBe('awaiting_deposit')

    // Nonce 6 was used up when the attempt read that 7 is next.
    const early = await find({
      chains: () => chain([{ ...transfer, blockNumber: '0x66' }], { eth_getTransactionByHash: carried(6) }),
    })
    expect(early.result).toMatchObject({ status: 'none_yet' })
  })

  it('writes the same find down once', async () => {
    const { h, path } = await find({ chains: () => chain([transfer]) })
    const before = await h.ok<OrderView>('getOrder', { path })
    await h.ok<FindResult>('findDeposit', { path })
    expect((await h.ok<OrderView>('getOrder', { path })).version).toBe(before.version)
  })

  it('looks on its other networks too, and says where the coins went', async () => {
    const there = evmNetwork(10)
    const two = createAssetRegistry({
      networks: [...registry.networks, { ...registry.networks[0]!, id: there, name: 'OP Mainnet' }],
      assets: [...registry.assets, { ...registry.assets[1]!, network: there }],
    })
    const receipt = {
      transactionHash: hash('7'),
      status: '0x1',
      blockNumber: '0x78',
      blockHash: hash('b'),
      logs: [transfer],
    }
    const other = chain([transfer], { eth_getTransactionReceipt: receipt })
    const request: ChainPort['request'] = ({ method, params }) =>
      // A node that keeps no old states: then its logs are read.
      method === 'eth_getTransactionCount'
        ? Promise.reject(new Error('missing trie node'))
        : method === 'eth_getBlockByNumber'
          ? Promise.resolve({ timestamp: '0xffffffff' })
          : other.request({ method, ...(params ? { params } : {}) })
    const { h, result, path } = await find({
      registry: two,
      chains: (id) => (id === there ? { network: there, request } : chain([])),
    })
    expect(result).toEqual({ status: 'unknown', reason: expect.stringContaining('not what was asked for') })
    const order = await h.ok<OrderView>('getOrder', { path })
    expect(Object.values(order.facts.transfers)).toMatchObject([
      { network: there, txHash: hash('7'), differs: { network: expect.anything() } },
    ])
    expect(order.status.kind).toBe('awaiting_deposit')
  })
})
