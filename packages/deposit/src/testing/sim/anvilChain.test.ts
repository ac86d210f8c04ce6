import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AnvilNode, startAnvilNode } from './anvilNode.ts'
import { mutants } from './mutants.ts'
import { runSchedule } from './schedule.ts'

let node: AnvilNode
beforeAll(async () => {
  node = await startAnvilNode()
})
afterAll(() => node.stop())

const to = `0x${'d0'.repeat(20)}`
const no = () => false

test('a seed gives the same run again, whatever the node did before', async () => {
  const trail = async (seed: number) => {
    const actions: string[] = []
    const { refusals, ...result } = await runSchedule(seed, {
      chain: () => node.open(seed),
      onStep: (step, action, { chain }) =>
        void actions.push(`${step} ${action} ${chain.mined().map((tx) => tx.hash)}`),
    })
    return { actions, ...result, refusals: [...refusals] }
  }
  const first = await trail(3)
  await trail(4)
  expect(await trail(3)).toEqual(first)
})

test('a node that has served many schedules still knows where this one begins', async () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const chain = await node.open(seed)
    const { account } = chain
    expect(await chain.rpc('eth_getTransactionCount', [account, '0x3'], 0)).toBe('0x0')
    expect(await chain.rpc('eth_getTransactionCount', [account, 'latest'], 2)).toBe('0x0')
    for (let blocks = 0; blocks < 8; blocks += 1) await chain.mine(no, no)
    if (seed < 50) continue
    await chain.reorg(8, no)
    expect(chain.head).toBe(10)
  }
})

test.each(['oneShotGuard', 'writeAhead'] as const)(
  'without %s the real chain holds two deposits',
  async (name) => {
    for (let seed = 0; seed < 200; seed += 1) {
      const { violations } = await runSchedule(seed, {
        chain: () => node.open(seed),
        mutant: mutants[name],
        judges: ['double_send'],
      })
      if (violations.length > 0) return
    }
    expect.unreachable('Nothing was sent twice: the schedules over anvil are too tame.')
  },
)

test('what is dropped or orphaned comes back byte for byte, under its own hash', async () => {
  const chain = await node.open(0)
  const sent = await chain.send({ from: chain.account, to, value: 5n, data: '0x' })
  await chain.drop(sent)
  expect([chain.mempool, chain.limbo]).toEqual([[], [sent]])
  expect(await chain.rpc('eth_getTransactionByHash', [sent.hash], 0)).toBeNull()
  await chain.rebroadcast(sent)
  await chain.mine(no, no)
  expect(chain.mined()).toEqual([sent])

  await chain.reorg(1, () => true)
  expect([chain.mined(), chain.limbo]).toEqual([[], [sent]])
  expect(await chain.rpc('eth_getTransactionReceipt', [sent.hash], 0)).toBeNull()
  await chain.rebroadcast(sent)
  await chain.mine(no, no)
  expect(chain.mined()).toEqual([sent])
  expect(await chain.rpc('eth_getBalance', [to, 'latest'], 0)).toBe('0x5')
})

test('one that waits for an earlier nonce is kept when others are dropped, replaced or mined', async () => {
  const chain = await node.open(0)
  const { account: from } = chain
  const send = (nonce: number, value: bigint) => chain.send({ from, to, value, data: '0x', nonce })
  const later = await send(2, 1n)
  const first = await send(0, 2n)
  const replaced = await send(2, 3n)
  expect(await chain.rpc('eth_getTransactionByHash', [later.hash], 0)).toBeNull()
  await chain.drop(first)
  expect(chain.mempool).toEqual([replaced])
  await chain.send({ from, to, value: 4n, data: '0x', nonce: 1 })
  await chain.rebroadcast(first)
  await chain.mine(no, (tx) => tx.nonce === 2)
  expect(chain.mined().map((tx) => tx.value)).toEqual([2n, 4n])
  expect(chain.mempool).toEqual([replaced])
  await chain.mine(no, no)
  expect(chain.nonceOf(from)).toBe(3)
})

test('a node answers as one that is behind: no later block, nothing that waits', async () => {
  const chain = await node.open(0)
  const { account: from } = chain
  const mined = await chain.send({ from, to, value: 1n, data: '0x' })
  await chain.mine(no, no)
  await chain.send({ from, to, value: 1n, data: '0x' })
  const count = (tag: string, lag: number) => chain.rpc('eth_getTransactionCount', [from, tag], lag)
  expect([await count('pending', 0), await count('latest', 0)]).toEqual(['0x2', '0x1'])
  expect([await count('pending', 1), await count('latest', 1)]).toEqual(['0x0', '0x0'])
  expect(await chain.rpc('eth_blockNumber', [], 1)).toBe(`0x${(chain.head - 1).toString(16)}`)
  expect(await chain.rpc('eth_getTransactionReceipt', [mined.hash], 1)).toBeNull()
  await expect(count(`0x${chain.head.toString(16)}`, 1)).rejects.toThrow('header not found')
})

test('a transaction reverts when it is told to, and what it called works again afterwards', async () => {
  const chain = await node.open(1)
  const data = `0xa9059cbb${to.slice(2).padStart(64, '0')}${'1'.padStart(64, '0')}`
  const call = { from: chain.account, to: chain.token.address, value: 0n, data }
  await chain.send(call)
  await chain.mine(() => true, no)
  expect(chain.mined()).toMatchObject([{ succeeds: false }])
  await chain.send(call)
  await chain.mine(no, no)
  expect(chain.mined()).toMatchObject([{ succeeds: false }, { succeeds: true }])
  // Taken back, both are mined again: the node's state from before the first block has the broken token.
  await chain.reorg(2, no)
  expect(chain.mempool).toHaveLength(2)
  await chain.mine(no, no)
  expect(chain.mined()).toMatchObject([{ succeeds: true }, { succeeds: true }])
})

test('a used nonce is refused, and so is an account that the wallet does not hold', async () => {
  const chain = await node.open(0)
  const { account: from } = chain
  await chain.send({ from, to, value: 1n, data: '0x' })
  await chain.mine(no, no)
  await expect(chain.send({ from, to, value: 1n, data: '0x', nonce: 0 })).rejects.toThrow(/nonce too low/)
  await expect(chain.send({ from: to, to, value: 1n, data: '0x' })).rejects.toThrow(/no key/)
})
