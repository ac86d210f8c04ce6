import { expect, test } from 'vitest'
import type { ChainPort } from '../ports/chain.ts'
import { simBench } from '../testing/simBench.ts'
import { findDeposit } from './findDeposit.ts'

/** A deposit that was mined right away, and then a number of blocks; the endpoint takes spans of `limit` blocks. */
async function limited(limit: number, blocks: number) {
  const b = simBench()
  const { instruction } = await b.tab().arm(b.order, b.wallet)
  const attempt = b.rows.get(b.order.orderId)!.attempts[0]!
  b.chain.send({ from: b.order.sender, ...attempt.transaction, value: 0n })
  b.mine(blocks)
  const { asset, units } = instruction
  const spans: number[] = []
  let refuses = (_: number, span: number) => span > limit
  const chain: ChainPort = {
    network: b.network.id,
    async request(args) {
      if (args.method === 'eth_getLogs') {
        const { fromBlock, toBlock } = (args.params ?? [])[0] as { fromBlock: string; toBlock: string }
        const span = Number(toBlock) - Number(fromBlock) + 1
        spans.push(span)
        if (refuses(Number(fromBlock), span)) throw new Error('block range is too wide')
      }
      return b.node.request(args)
    },
  }
  const effect = {
    network: b.network.id,
    asset: asset.address,
    from: b.order.sender,
    to: b.to,
    units,
  }
  const find = () => findDeposit({ chain, network: b.network, effect, attempt, now: b.clock.now() })
  return {
    find,
    spans,
    b,
    /** From now on every span from this block on is refused. */
    breakFrom: (block: number) => {
      refuses = (from, span) => span > limit || from >= block
    },
  }
}

test.each([
  [10_000, 30_000],
  [2_000, 30_000],
  [500, 7_200],
  [100, 1_200],
  [5, 400],
])('an endpoint that takes %i blocks at a time is read to the end of %i', async (limit, blocks) => {
  const { find, spans } = await limited(limit, blocks)
  expect((await find()).verdict.status).toBe('found')
  const read = spans.filter((span) => span <= limit)
  expect(read.reduce((sum, span) => sum + span, 0)).toBe(blocks + 6)
  expect(spans.length).toBeLessThanOrEqual(130)
})

test('a span that would take too many reads is unknown, at once', async () => {
  const { find, spans } = await limited(5, 5_000)
  expect((await find()).verdict).toMatchObject({
    status: 'unknown',
    reason: expect.stringMatching(/too long/),
  })
  expect(spans.length).toBeLessThan(10)
})

test('a piece that cannot be read leaves it unknown: an unread block is not an empty one', async () => {
  const { find, b, breakFrom } = await limited(500, 300)
  breakFrom(4)
  expect((await find()).verdict).toMatchObject({
    status: 'unknown',
    reason: expect.stringMatching(/too wide/),
  })
  expect(b.arrived()).toHaveLength(1)
})

test('what was seen before a piece failed is there all the same', async () => {
  const { find, breakFrom } = await limited(500, 1_200)
  breakFrom(600)
  const { verdict, events } = await find()
  expect(verdict.status).toBe('found')
  expect(events).toHaveLength(1)
})
