import { merge, mergeFacts, noFacts } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { encodeDeposit } from '../protocol/transaction.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'
import { effectOf } from './effect.ts'
import { findDeposit } from './findDeposit.ts'
import type { FindParameters } from './look.ts'

/** One attempt on a bench, and a search for it. */
async function attempted(asset: 'USDC' | 'ETH') {
  const b = simBench({ asset })
  const armed = await b.tab().arm(b.order, b.wallet)
  const attempt = b.rows.get(b.order.orderId)!.attempts[0]!
  const transaction = encodeDeposit(armed.instruction)
  const effect = effectOf(transaction, b.order.sender)!
  const send = (changes: { nonce?: number; to?: string; value?: bigint; data?: string } = {}) =>
    b.chain.send({ from: b.order.sender, ...transaction, value: BigInt(transaction.value), ...changes })
  const elsewhere = (nonce?: number) =>
    b.chain.send({
      from: b.order.sender,
      to: b.order.sender,
      value: 0n,
      data: '0x',
      ...(nonce === undefined ? {} : { nonce }),
    })
  const find = (changes: Partial<FindParameters> = {}) =>
    findDeposit({
      chain: { network: b.network.id, request: b.node.request },
      network: b.network,
      effect,
      attempt,
      now: b.clock.now(),
      ...changes,
    })
  return { b, attempt, effect, send, elsewhere, find }
}
const failing = (
  b: SimBench,
  method: string,
  fails: (params: readonly unknown[]) => boolean = () => true,
) => ({
  network: b.network.id,
  request: (args: { method: string; params?: readonly unknown[] }) =>
    args.method === method && fails(args.params ?? [])
      ? Promise.reject(new Error('range too long'))
      : b.node.request(args),
})

describe.each(['USDC', 'ETH'] as const)('%s', (asset) => {
  test('nothing is there yet, and that is no proof', async () => {
    const { find, b } = await attempted(asset)
    expect(await find()).toEqual({ verdict: { status: 'none_yet', scannedTo: b.chain.head }, events: [] })
  })

  test('is found without a hash, first included, then final at the network’s depth', async () => {
    const { find, send, b, effect } = await attempted(asset)
    const { hash } = send()
    expect((await find()).verdict.status).toBe('pending')
    b.mine()
    const first = await find()
    expect(first.verdict).toEqual({ status: 'found', txHash: hash, final: false })
    expect(first.events).toMatchObject([
      {
        type: 'transfer',
        source: 'chain',
        txHash: hash,
        from: effect.from,
        to: effect.to,
        units: String(effect.units),
        standing: 'included',
      },
    ])
    b.mine(2)
    const later = await find()
    expect(later.verdict).toEqual({ status: 'found', txHash: hash, final: true })
    expect(later.events[0]?.standing).toBe('final')
  })

  test('an endpoint behind the attempt knows nothing', async () => {
    const { find, send, b, attempt } = await attempted(asset)
    send()
    b.mine()
    const { verdict } = await find({ attempt: { ...attempt, fromBlock: b.chain.head + 1 } })
    expect(verdict.status).toBe('unknown')
  })

  test.each([
    'eth_blockNumber',
    'eth_getTransactionCount',
    asset === 'USDC' ? 'eth_getLogs' : 'eth_getBlockByNumber',
  ])('when %s fails nobody knows', async (method) => {
    const { find, send, b } = await attempted(asset)
    if (method !== 'eth_getTransactionCount') send()
    b.mine()
    const { verdict } = await find({ chain: failing(b, method) })
    expect(verdict).toMatchObject({ status: 'unknown', reason: 'range too long' })
  })

  test('another nonce user is no death, unless the nonce was pinned and known to be honoured', async () => {
    const { find, elsewhere, b, attempt } = await attempted(asset)
    elsewhere(0)
    b.mine(3)
    expect((await find()).verdict.status).toBe('none_yet')
    expect((await find({ honoursPin: true, attempt: { ...attempt, pin: null } })).verdict.status).toBe(
      'none_yet',
    )
    expect((await find({ honoursPin: true })).verdict).toMatchObject({ status: 'dead', proof: 'P2' })
  })

  test('a death that is not final is none', async () => {
    const { find, elsewhere, b } = await attempted(asset)
    elsewhere(0)
    b.mine(2)
    expect((await find({ honoursPin: true })).verdict.status).toBe('none_yet')
  })

  test('repriced at the same nonce it is found, not dead', async () => {
    const { find, send, b, attempt } = await attempted(asset)
    const first = send({ nonce: 0 })
    const faster = send({ nonce: 0 })
    b.mine(3)
    const { verdict } = await find({ honoursPin: true, attempt: { ...attempt, txHash: first.hash } })
    expect(verdict).toMatchObject({ status: 'found', txHash: faster.hash })
  })

  test('another transaction of the sender, named by mistake, proves nothing by having failed', async () => {
    const { find, b, attempt } = await attempted(asset)
    const { hash } = b.chain.send({
      from: b.order.sender,
      to: `0x${'ee'.repeat(20)}`,
      value: 0n,
      data: '0x12',
    })
    b.chain.mine(
      () => true,
      () => false,
    )
    b.mine(5)
    const outcome = await find({ attempt: { ...attempt, txHash: hash } })
    expect(outcome.verdict.status).toBe('none_yet')
    expect(outcome.txNonce).toBeUndefined()
  })

  test('reverted is P4 at depth, and not before', async () => {
    const { find, send, b, attempt } = await attempted(asset)
    const { hash } = send({ nonce: 0 })
    b.chain.mine(
      () => true,
      () => false,
    )
    const own = { ...attempt, txHash: hash }
    expect(await find({ attempt: own })).toMatchObject({
      verdict: { status: 'none_yet' },
      txNonce: 0,
      events: [],
    })
    b.mine(2)
    expect((await find({ attempt: own })).verdict).toEqual({ status: 'dead', proof: 'P4', txHash: hash })
  })

  test('a hash that no node knows proves nothing', async () => {
    const { find, b, attempt } = await attempted(asset)
    b.mine(10)
    const { verdict } = await find({ attempt: { ...attempt, txHash: `0x${'12'.repeat(32)}` } })
    expect(verdict.status).toBe('none_yet')
  })

  test('what the provider named is looked at too', async () => {
    const { find, send, b, attempt } = await attempted(asset)
    const { hash } = send()
    b.mine()
    const blind = { ...attempt, fromBlock: b.chain.head }
    b.mine()
    expect(
      (await find({ attempt: { ...blind, fromBlock: b.chain.head, pin: null } })).verdict.status,
    ).not.toBe('found')
    const { verdict } = await find({
      attempt: { ...blind, fromBlock: b.chain.head, pin: null },
      hashes: [hash],
    })
    expect(verdict).toMatchObject({ status: 'found', txHash: hash })
  })

  test('what the provider named and the account had sent before is not this attempt’s', async () => {
    const { find, send, b, attempt } = await attempted(asset)
    const { hash } = send()
    b.mine()
    b.mine()
    const later = { ...attempt, fromBlock: b.chain.head, nonce: 1, pin: null }
    const { verdict, events } = await find({ attempt: later, hashes: [hash] })
    expect(verdict.status).toBe('none_yet')
    expect(events).toEqual([])
  })

  test('a second transfer is told as well', async () => {
    const { find, send, b } = await attempted(asset)
    send()
    b.mine()
    send()
    b.mine()
    expect((await find()).events).toHaveLength(2)
  })

  test('another amount is told, and is not this deposit', async () => {
    const { find, send, b, effect } = await attempted(asset)
    if (asset === 'ETH') send({ value: effect.units - 1n })
    else send({ data: `0xa9059cbb${effect.to.slice(2).padStart(64, '0')}${'1'.padStart(64, '0')}` })
    b.mine()
    const outcome = await find()
    expect(outcome.verdict).toMatchObject({ status: 'astray', differs: 'amount' })
    expect(outcome.events).toMatchObject([{ differs: 'amount' }])
  })

  test('a transfer whose block is gone is told as taken back, and again when it returns', async () => {
    const { find, send, b } = await attempted(asset)
    const { hash } = send()
    b.mine()
    const seen = (await find()).events.reduce(merge, noFacts)
    b.chain.reorg(1, () => true)
    const gone = await find({ known: seen, now: b.clock.now() + 1 })
    expect(gone.verdict.status).not.toBe('found')
    expect(gone.events).toMatchObject([{ txHash: hash, standing: 'reorged' }])
    b.chain.rebroadcast(b.chain.limbo[0]!)
    b.mine()
    const both = mergeFacts(seen, gone.events.reduce(merge, noFacts))
    const back = await find({ known: both, now: b.clock.now() + 2 })
    expect(back.verdict).toMatchObject({ status: 'found', txHash: hash })
  })
})

test('somebody else’s transfer to the same address is not ours', async () => {
  const { find, b } = await attempted('ETH')
  b.chain.send({ from: `0x${'b2'.repeat(20)}`, to: b.to, value: 25n * 10n ** 18n, data: '0x' })
  b.mine()
  expect(await find()).toMatchObject({ verdict: { status: 'none_yet' }, events: [] })
})

test('an endpoint that ignores the filter changes nothing', async () => {
  const { find, send, b } = await attempted('USDC')
  send({
    data: `0xa9059cbb${'ee'.repeat(20).padStart(64, '0')}${(25_000_000).toString(16).padStart(64, '0')}`,
  })
  b.mine()
  const chain = {
    network: b.network.id,
    request: (args: { method: string; params?: readonly unknown[] }) =>
      args.method === 'eth_getLogs'
        ? b.node.request({ ...args, params: [{ ...(args.params?.[0] as object), topics: [] }] })
        : b.node.request(args),
  }
  expect((await find({ chain })).events).toEqual([])
})

test('an account that is too busy to be walked is unknown', async () => {
  const { find, elsewhere, b } = await attempted('ETH')
  for (let count = 0; count < 120; count += 1) {
    elsewhere()
    b.mine()
  }
  expect((await find()).verdict.status).toBe('unknown')
})

test.each([true, false])(
  'a receipt of a block that was taken back is no end of anything (succeeded: %s)',
  async (succeeded) => {
    const { find, send, b, attempt } = await attempted('ETH')
    const { hash } = send({ nonce: 0 })
    b.chain.mine(
      () => !succeeded,
      () => false,
    )
    const stale = await b.node.request({ method: 'eth_getTransactionReceipt', params: [hash] })
    b.chain.reorg(1, () => true)
    b.mine(8)
    const chain = {
      network: b.network.id,
      request: async (args: { method: string; params?: readonly unknown[] }) =>
        args.method === 'eth_getTransactionReceipt' ? stale : b.node.request(args),
    }
    const transaction = {
      ...b.chain.sent[0]!,
      input: '0x',
      value: `0x${b.chain.sent[0]!.value.toString(16)}`,
      nonce: '0x0',
    }
    const answering = {
      ...chain,
      request: async (args: { method: string; params?: readonly unknown[] }) =>
        args.method === 'eth_getTransactionByHash' ? transaction : chain.request(args),
    }
    const outcome = await find({ chain: answering, attempt: { ...attempt, txHash: hash } })
    expect(outcome.verdict).toMatchObject({
      status: 'unknown',
      reason: expect.stringMatching(/not in its chain/),
    })
    expect(outcome.events).toEqual([])
  },
)
