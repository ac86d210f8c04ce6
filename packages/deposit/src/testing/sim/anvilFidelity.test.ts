import { afterAll, beforeAll, expect, test } from 'vitest'
import { toQuantity, toWord } from '../../chain/quantity.ts'
import { transferTopic } from '../../find/transfers.ts'
import { type AnvilNode, startAnvilNode } from './anvilNode.ts'
import { SimChain } from './chain.ts'
import { type Random, seeded } from './random.ts'
import type { SimTransaction, TestChain } from './testChain.ts'

// The schedules in memory are worth as much as their chain is like a real one: the same commands go to both, and every
// read that the protocol makes has to bring the same, once hashes and addresses are given names.

const to = `0x${'d0'.repeat(20)}`
/** The block before any command. */
const firstHead = 9
const elsewhere = `0x${'e1'.repeat(20)}`

let node: AnvilNode
beforeAll(async () => {
  node = await startAnvilNode()
})
afterAll(() => node.stop())

/** One chain, and the transactions sent to it in the order of sending: the n-th is the n-th on the other chain too. */
interface Side {
  chain: TestChain
  sent: SimTransaction[]
}

/** A command does the same to each side. */
type Command = (side: Side) => unknown

function commandFor({ chain, sent }: Side, random: Random): Command {
  const indexOf = (tx: SimTransaction) => sent.findIndex((one) => one.hash === tx.hash)
  const pickFrom = (list: readonly SimTransaction[]) => indexOf(random.pick(list))
  const hold = (list: readonly SimTransaction[], k: number, hash: string | undefined) =>
    list.find((tx) => tx.hash === hash) ?? expect.unreachable(`transaction ${k} is not where it should be`)
  const kind = random.weighted([
    [40, 'send'],
    [chain.mempool.length > 0 ? 10 : 0, 'replace'],
    [25, 'mine'],
    [6, 'reorg'],
    [chain.mempool.length > 0 ? 6 : 0, 'drop'],
    [chain.limbo.length > 0 ? 8 : 0, 'rebroadcast'],
  ] as const)
  if (kind === 'send') {
    const payer = random.chance(0.8) ? 'account' : 'otherAccount'
    const what = random.pick(['token', 'coin', 'elsewhere', 'self'])
    const units = BigInt(random.pick([25_000_000, 1]))
    const nonce = random.weighted([
      [8, undefined],
      // A used one, and one that leaves a gap.
      [1, Math.max(chain.nonceOf(chain[payer]) - 1, 0)],
      [1, chain.pendingNonceOf(chain[payer]) + 1],
    ])
    return ({ chain: c }) => {
      const from = c[payer]
      const pinned = nonce === undefined ? {} : { nonce }
      if (what === 'coin') return c.send({ from, to, value: units, data: '0x', ...pinned })
      if (what === 'elsewhere') return c.send({ from, to: elsewhere, value: 1n, data: '0x', ...pinned })
      if (what === 'self') return c.send({ from, to: from, value: 0n, data: '0x', ...pinned })
      const data = `0xa9059cbb${toWord(to)}${toWord(units)}`
      return c.send({ from, to: c.token.address, value: 0n, data, ...pinned })
    }
  }
  if (kind === 'replace') {
    const { from, nonce } = random.pick(chain.mempool)
    const payer = from === chain.account ? 'account' : 'otherAccount'
    return ({ chain: c }) => c.send({ from: c[payer], to: c[payer], value: 0n, data: '0x', nonce })
  }
  if (kind === 'mine') {
    const waits = random.chance(0.2)
    const fails = random.chance(0.3)
    return ({ chain: c }) =>
      c.mine(
        // An account cannot refuse what it sends itself, on the real chain.
        (tx) => fails && tx.to !== tx.from,
        () => waits,
      )
  }
  if (kind === 'reorg') {
    const depth = 1 + random.int(3)
    const forgets = random.chance(0.4)
    return ({ chain: c }) => c.reorg(depth, () => forgets)
  }
  if (kind === 'drop') {
    const k = pickFrom(chain.mempool)
    return (side) => side.chain.drop(hold(side.chain.mempool, k, side.sent[k]?.hash))
  }
  // The node refuses one that pays less than what waits for its nonce; the chain in memory takes it.
  const free = chain.limbo.filter(
    (tx) => !chain.mempool.some((rival) => rival.from === tx.from && rival.nonce === tx.nonce),
  )
  if (free.length === 0) return () => undefined
  const k = pickFrom(free)
  return (side) => side.chain.rebroadcast(hold(side.chain.limbo, k, side.sent[k]?.hash))
}

/** The reads of the protocol, of which a step makes some. */
function readsFor({ chain, sent }: Side, random: Random): ((side: Side) => [string, unknown[]])[] {
  const at = toQuantity(Math.max(chain.head + random.int(4) - 2, firstHead))
  const from = toQuantity(Math.max(chain.head - 6, firstHead))
  const until = toQuantity(Math.max(chain.head - random.int(3), firstHead))
  const hashes = [...Array(Math.min(sent.length, 3))].map(() => random.int(sent.length))
  return [
    () => ['eth_blockNumber', []],
    ...(['account', 'otherAccount'] as const).flatMap((who) =>
      ['latest', 'pending', at].map(
        (tag) => (side: Side) => ['eth_getTransactionCount', [side.chain[who], tag]] as [string, unknown[]],
      ),
    ),
    ...hashes.flatMap((k) =>
      ['eth_getTransactionByHash', 'eth_getTransactionReceipt'].map(
        (method) => (side: Side) => [method, [side.sent[k]?.hash]] as [string, unknown[]],
      ),
    ),
    () => ['eth_getBlockByNumber', [at, true]],
    ({ chain: c }) => [
      'eth_getLogs',
      [
        {
          address: c.token.address,
          topics: [transferTopic, `0x${toWord(c.account)}`, `0x${toWord(to)}`],
          fromBlock: from,
          toBlock: until,
        },
      ],
    ],
    ({ chain: c }) => ['eth_call', [{ to: c.token.address, data: '0x313ce567' }, 'latest']],
    () => ['eth_chainId', []],
  ]
}

const fields = ['number', 'hash', 'from', 'to', 'nonce', 'value', 'input', 'blockNumber', 'blockHash']
const more = ['status', 'transactionHash', 'address', 'topics', 'data']

/** What the protocol reads of an answer. The place of a log in its block differs, as miners order as they like. */
function relevant(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relevant).sort((a, b) => (text(a) < text(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  const raw = value as Record<string, unknown>
  const isTransaction = 'nonce' in raw && 'input' in raw
  const kept = [...fields, ...more].filter((key) => key in raw && !(isTransaction && key === 'blockHash'))
  const lists = ['transactions', 'logs'].filter((key) => key in raw)
  if (lists.includes('transactions'))
    return { number: raw.number, hash: raw.hash, transactions: relevant(raw.transactions) }
  if (lists.includes('logs')) {
    const { transactionHash, status, blockNumber, blockHash } = raw
    return { transactionHash, status, blockNumber, blockHash, logs: relevant(raw.logs) }
  }
  return Object.fromEntries(kept.map((key) => [key, key === 'topics' ? raw[key] : relevant(raw[key])]))
}

const text = (value: unknown) => JSON.stringify(value) ?? 'undefined'

const reasonOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' ? String(result.reason) : 'done'

/** The answer, or that there was none, with names in place of hashes and addresses. */
async function ask(side: Side, [method, params]: [string, unknown[]], lag: number): Promise<string> {
  const { chain, sent } = side
  const names: [string, string][] = [
    [chain.token.address, 'token'],
    [chain.account, 'user'],
    [chain.otherAccount, 'other'],
    ...sent.map((tx, k): [string, string] => [tx.hash, `transaction ${k}`]),
    ...chain.blocks.map((block): [string, string] => [block.hash, `block ${block.number}`]),
  ]
  // Addresses also stand inside of topics, as words.
  const named = (answer: unknown) =>
    names.reduce(
      (known, [hash, name]) => known.replaceAll(hash, name).replaceAll(hash.slice(2), name),
      text(answer),
    )
  return Promise.resolve()
    .then(() => chain.rpc(method, params, lag))
    .then(
      (answer) => text(relevant(JSON.parse(named(answer)))),
      () => 'refused',
    )
}

/** Order of sending, so that both sides can be told apart from their own hashes. */
const numbers = ({ sent }: Side, list: readonly SimTransaction[]) =>
  list.map((tx) => sent.findIndex((one) => one.hash === tx.hash)).sort((a, b) => a - b)

test.each([...Array(24).keys()])('commands of seed %i do the same to both chains', async (seed) => {
  const random = seeded(seed)
  const memory: Side = { chain: new SimChain(31337), sent: [] }
  const real: Side = { chain: await node.open(seed), sent: [] }
  for (let step = 0; step < 40; step += 1) {
    const command = commandFor(memory, random)
    const run = (side: Side) => Promise.resolve().then(() => command(side))
    const [one, two] = await Promise.allSettled([run(memory), run(real)])
    expect(two.status, `step ${step}: ${reasonOf(one)}, really: ${reasonOf(two)}`).toBe(one.status)
    for (const [side, result] of [
      [memory, one],
      [real, two],
    ] as const)
      if (result.status === 'fulfilled' && (result.value as SimTransaction | undefined)?.hash)
        side.sent.push(result.value as SimTransaction)

    expect(real.chain.head).toBe(memory.chain.head)
    for (const list of ['mempool', 'limbo'] as const)
      expect(numbers(real, real.chain[list]), `${list} at step ${step}`).toEqual(
        numbers(memory, memory.chain[list]),
      )
    expect(numbers(real, real.chain.mined())).toEqual(numbers(memory, memory.chain.mined()))
    const lag = random.weighted([
      [3, 0],
      [1, 1],
      [1, 2],
    ])
    for (const read of readsFor(memory, random)) {
      const asked = `${text(read(memory))} at step ${step}, ${lag} behind`
      expect(await ask(real, read(real), lag), asked).toBe(await ask(memory, read(memory), lag))
    }
  }
  // The money itself: what the chain in memory calls arrived is what the real address holds.
  const arrived = (target: string) =>
    memory.chain.mined().filter((tx) => tx.succeeds && tx.to === target && tx.from !== tx.to)
  const coins = arrived(to).reduce((sum, tx) => sum + tx.value, 0n)
  const tokens = arrived(memory.chain.token.address).reduce(
    (sum, tx) => sum + BigInt(`0x${tx.data.slice(74)}`),
    0n,
  )
  const balanceOf = { to: real.chain.token.address, data: `0x70a08231${toWord(to)}` }
  expect(BigInt(String(await real.chain.rpc('eth_getBalance', [to, 'latest'], 0)))).toBe(coins)
  expect(BigInt(String(await real.chain.rpc('eth_call', [balanceOf, 'latest'], 0)))).toBe(tokens)
})
