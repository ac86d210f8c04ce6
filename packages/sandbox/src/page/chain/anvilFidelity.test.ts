import { type Address, encodeFunctionData, type Hex, numberToHex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { celoPlans, deployTokens } from '../../chain/deploy.ts'
import { erc20Abi } from '../../chain/erc20.ts'
import { createRpc, type Rpc, RpcError } from '../../chain/rpc.ts'
import { type RunningChain, startAnvil } from '../../node/anvil.ts'
import { seededRandom } from '../../random.ts'
import { sandboxAccounts } from './accounts.ts'
import { startPageChain } from './pageChain.ts'

// Whole sales are played over the page's chain, so what they show is worth as much as it answers like a node. The very same
// signed transactions go to both, and every read that a sale makes has to bring the same: amounts, gas, fees, logs, refusals.

const accounts = sandboxAccounts()
const addresses = accounts.map(({ address }) => address.toLowerCase() as Address)
const [user] = addresses as [Address]
const to: Address = `0x${'d0'.repeat(20)}`
const blocked: Address = `0x${'b1'.repeat(20)}`

let node: RunningChain
let real: Rpc
let page: Rpc
let tokens: Address[]
beforeAll(async () => {
  node = await startAnvil({ chainId: 31337, blockTimeMs: 0, args: ['--no-mining'] })
  real = createRpc(node.rpcUrl, fetch)
  const chain = await startPageChain({ chainId: 31337, now: () => Date.now() })
  page = chain.request
  for (const { address } of accounts)
    await real('anvil_setBalance', [address, numberToHex(10_000n * 10n ** 18n)])
  const deployer = accounts[9]?.address as Address
  const holders = addresses.slice(0, 4)
  // What is deployed is signed by the page's chain, and sent to both.
  const both: Rpc = async (method, params) => {
    if (method !== 'eth_sendTransaction') {
      const answer = await page(method, params)
      if (method === 'evm_mine') await real(method)
      return answer
    }
    const raw = (await page('eth_signTransaction', params)) as Hex
    await real('eth_sendRawTransaction', [raw])
    return await page('eth_sendRawTransaction', [raw])
  }
  const made = [
    ...(await deployTokens(both, deployer, holders)),
    ...(await deployTokens(both, deployer, holders, celoPlans)),
  ]
  tokens = made.map(({ address }) => address.toLowerCase() as Address)
}, 60_000)
afterAll(() => node.close())

const transfer = (recipient: Address, units: bigint) =>
  encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [recipient, units] })
const holdings = (owner: Address) =>
  encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] })

/** Of a block both have their own: its hash, and when it was made. */
const own = new Set(['hash', 'blockHash', 'parentHash', 'timestamp'])

/** What the node says about everything that the page's chain mentions, block hashes aside. */
function alike(mine: unknown, its: unknown): unknown {
  if (Array.isArray(mine) && Array.isArray(its))
    return its.length === mine.length ? mine.map((one, i) => alike(one, its[i])) : its
  if (typeof mine !== 'object' || mine === null || typeof its !== 'object' || its === null) return its
  const isBlock = 'baseFeePerGas' in mine
  return Object.fromEntries(
    Object.entries(mine).map(([key, value]) => {
      const answer = (its as Record<string, unknown>)[key]
      const differs = own.has(key) && (isBlock || key !== 'hash') && (value === null) === (answer === null)
      return [key, differs ? value : alike(value, answer)]
    }),
  )
}

/** The answer, or with which code it was refused and what came with that. */
const asked = (rpc: Rpc, method: string, params: readonly unknown[]) =>
  rpc(method, params).catch((error: unknown) => {
    if (!(error instanceof RpcError)) throw error
    return { refused: error.code, ...(error.code === 3 ? { data: error.data } : {}) }
  })

async function expectAlike(method: string, params: readonly unknown[] = []) {
  const [mine, its] = [await asked(page, method, params), await asked(real, method, params)]
  expect(mine, `${method} ${JSON.stringify(params)}`).toEqual(alike(mine, its))
  return mine
}

async function expectAllAlike(from: Address, hashes: readonly Hex[]) {
  const head = Number(await expectAlike('eth_blockNumber'))
  await expectAlike('eth_gasPrice')
  for (const account of [from, to]) {
    await expectAlike('eth_getBalance', [account, 'latest'])
    for (const tag of ['latest', 'pending', ...[0, 1, 2].map((back) => numberToHex(head - back)), '0xffffff'])
      await expectAlike('eth_getTransactionCount', [account, tag])
  }
  for (const hash of hashes) {
    await expectAlike('eth_getTransactionByHash', [hash])
    await expectAlike('eth_getTransactionReceipt', [hash])
  }
  for (const number of [head, head - 1, head + 1])
    for (const whole of [true, false]) await expectAlike('eth_getBlockByNumber', [numberToHex(number), whole])
  const range = { fromBlock: numberToHex(head - 3), toBlock: numberToHex(head) }
  const word = (address: Address) => `0x${address.slice(2).padStart(64, '0')}`
  const topic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
  await expectAlike('eth_getLogs', [{ ...range, address: tokens[0], topics: [topic, word(from), word(to)] }])
  await expectAlike('eth_getLogs', [{ ...range, topics: [topic, null, [word(to), word(blocked)]] }])
  await expectAlike('eth_getLogs', [{ ...range, toBlock: numberToHex(head + 5), topics: [topic] }])
  for (const token of tokens) {
    await expectAlike('eth_call', [{ to: token, data: '0x313ce567' }, 'latest'])
    await expectAlike('eth_call', [{ to: token, data: holdings(to) }, 'latest'])
  }
}

test.each([1, 2, 3])(
  'what is sent by seed %i ends alike, and is told alike',
  async (seed) => {
    const random = seededRandom(seed)
    const pick = <one>(list: readonly one[]) => list[(random.bytes(1)[0] ?? 0) % list.length] as one
    // One account a seed: in which order a block takes the transactions of two is the miner's own affair.
    const from = addresses[seed] as Address
    const hashes: Hex[] = []
    for (let step = 0; step < 12; step += 1) {
      const token = pick(tokens)
      const units = pick([25_000_000n, 1n, 10n ** 40n])
      const sent = pick([
        { to: token, data: transfer(to, units) },
        { to: token, data: transfer(to, units) },
        { to, value: numberToHex(pick([1n, 10n ** 18n])) },
        { to: from },
        // Not a function of the token.
        { to: token, data: '0xdeadbeef' },
      ])
      const tx = { from, ...sent }
      await expectAlike('eth_call', [tx, 'latest'])
      await expectAlike('eth_estimateGas', [tx])
      const look = { from, to: token, data: holdings(to) }
      await expectAlike('eth_simulateV1', [{ blockStateCalls: [{ calls: [look, tx, look] }] }, 'latest'])
      const pending = Number(await page('eth_getTransactionCount', [from, 'pending']))
      const nonce = pick([pending, pending, pending, pending + 1, Math.max(pending - 1, 0)])
      const fee = numberToHex(pick([3n, 4n, 9n]) * 10n ** 9n)
      const raw = await page('eth_signTransaction', [
        { ...tx, nonce: numberToHex(nonce), gas: '0x30d40', maxFeePerGas: fee },
      ])
      const hash = (await expectAlike('eth_sendRawTransaction', [raw])) as Hex | { refused: number }
      if (typeof hash === 'string') hashes.push(hash)
      if (pick([true, true, false])) for (const rpc of [page, real]) await rpc('evm_mine')
      await expectAllAlike(from, hashes.slice(-4))
    }
  },
  60_000,
)

test('a blocked recipient is refused alike, before and after', async () => {
  const usdc = tokens[0] as Address
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'setBlacklisted', args: [blocked, true] })
  const sent = async (tx: object) => {
    const raw = await page('eth_signTransaction', [{ gas: '0x30d40', ...tx }])
    const hash = (await expectAlike('eth_sendRawTransaction', [raw])) as Hex
    for (const rpc of [page, real]) await rpc('evm_mine')
    return hash
  }
  await sent({ from: accounts[9]?.address, to: usdc, data })
  const tx = { from: user, to: usdc, data: transfer(blocked, 1n) }
  await expectAlike('eth_call', [tx, 'latest'])
  await expectAlike('eth_estimateGas', [tx])
  const hash = await sent(tx)
  expect(await expectAlike('eth_getTransactionReceipt', [hash])).toMatchObject({ status: '0x0', logs: [] })
})

test('what nobody can pay for is refused alike', async () => {
  const value = numberToHex(10n ** 30n)
  expect(await expectAlike('eth_call', [{ from: user, to, value }, 'latest'])).toEqual({ refused: -32003 })
  const raw = await page('eth_signTransaction', [{ from: user, to, value, gas: '0x5208' }])
  expect(await expectAlike('eth_sendRawTransaction', [raw])).toEqual({ refused: -32003 })
})
