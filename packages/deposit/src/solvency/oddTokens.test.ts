import { bindDeposit } from '@offrampkit/core/deposit'
import { mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { type RunningChain, startAnvil } from '@offrampkit/sandbox/node'
import { type Hex, keccak256 } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { httpChain } from '../browser/chain.ts'
import type { DepositPorts } from '../depositor.ts'
import { type AnvilBench, anvilBench } from '../testing/anvilBench.ts'
import { approve } from '../testing/personas.ts'
import {
  type FiatCall,
  placeFalseToken,
  placeFeeToken,
  placeFiatToken,
  placeNoReturnToken,
} from '../testing/recorded/tokens.ts'

const chainId = 31_337
let anvil: RunningChain
let account: Hex
let usdc: { address: Hex; call: FiatCall }
const at: Record<'silent' | 'untrue' | 'fee' | 'lying', Hex> = {
  silent: '0x',
  untrue: '0x',
  fee: '0x',
  lying: '0x',
}

beforeAll(async () => {
  anvil = await startAnvil({ chainId, blockTimeMs: 0 })
  const node = httpChain(`eip155:${chainId}`, anvil.rpcUrl)
  account = ((await node.request({ method: 'eth_accounts' })) as Hex[])[0]!.toLowerCase() as Hex
  usdc = await placeFiatToken(node, account)
  at.silent = await placeNoReturnToken(node, account)
  at.untrue = await placeFalseToken(node, account)
  at.fee = await placeFeeToken(node, account, false)
  at.lying = await placeFeeToken(node, account, true)
}, 30_000)
afterAll(() => anvil.close())

const bench = (address: Hex, decimals = 6, amount = '25'): Promise<AnvilBench> =>
  anvilBench({
    rpcUrl: anvil.rpcUrl,
    chainId,
    account,
    asset: { address, symbol: 'TKN', name: 'Token', decimals },
    amount,
  })

/** The code of the refusal, or the state. */
async function arming(b: AnvilBench, changes: Partial<DepositPorts> = {}): Promise<string> {
  const armed = await b
    .tab(changes)
    .arm(b.order, b.wallet)
    .catch((error: { code: string }) => error.code)
  if (typeof armed === 'string') return armed
  armed.disarm()
  return armed.state
}

describe('Circle’s own code', () => {
  test('is sold to the last unit', async () => {
    const b = await bench(usdc.address)
    b.wallet.persona = approve
    await (await b.tab().arm(b.order, b.wallet)).fire()
    expect(await b.arrived()).toMatchObject({ count: 1, units: 25_000_000n })
  })

  test('while it is paused', async () => {
    const b = await bench(usdc.address)
    await usdc.call('pause', [])
    expect(await arming(b)).toBe('simulation_failed')
    await usdc.call('unpause', [])
    expect(await arming(b)).toBe('disarmed')
  })

  test('with the sender, or the deposit address, on its blocklist', async () => {
    const b = await bench(usdc.address)
    for (const blocked of [account, b.to as Hex]) {
      await usdc.call('blacklist', [blocked])
      expect(await arming(b)).toBe('simulation_failed')
      await usdc.call('unBlacklist', [blocked])
    }
    expect(await arming(b)).toBe('disarmed')
  })

  test('with other decimals in the registry than on chain', async () => {
    expect(await arming(await bench(usdc.address, 18))).toBe('token_mismatch')
  })

  test('with a unit more than the account holds', async () => {
    expect(await arming(await bench(usdc.address, 6, '1000.000001'))).toBe('insufficient_balance')
  })

  test('as the deposit address of another token', async () => {
    const b = await bench(at.silent)
    const rows = Object.values(b.order.facts.rows)
    const order = JSON.parse(JSON.stringify(b.order).replaceAll(b.to, usdc.address)) as typeof b.order
    expect(rows).toHaveLength(1)
    const refused = b.tab().arm(order, b.wallet)
    await expect(refused).rejects.toMatchObject({
      code: 'instruction_refused',
      details: { reason: 'token_contract' },
    })
  })

  test('at an address without code', async () => {
    expect(await arming(await bench(`0x${'ab'.repeat(20)}`))).toBe('token_mismatch')
  })
})

test('a token that returns nothing is sold', async () => {
  const b = await bench(at.silent)
  b.wallet.persona = approve
  await (await b.tab().arm(b.order, b.wallet)).fire()
  expect(await b.arrived()).toMatchObject({ count: 1, units: 25_000_000n })
})

test('a token that answers "false" instead of reverting is not asked to', async () => {
  const b = await bench(at.untrue, 18)
  expect(await arming(b)).toBe('disarmed')
  // What the deposit address holds would overflow: its code then answers false.
  const slot = keccak256(`0x${b.to.slice(2).padStart(64, '0')}${'0'.repeat(64)}`)
  const full = `0x${'f'.repeat(64)}`
  await b.node.request({ method: 'anvil_setStorageAt', params: [at.untrue, slot, full] })
  expect(await arming(b)).toBe('simulation_failed')
})

/** An endpoint without `eth_simulateV1`. */
const plain = (b: AnvilBench): Partial<DepositPorts> => ({
  chains: (network) => ({
    network,
    request: (args) =>
      args.method === 'eth_simulateV1'
        ? Promise.reject(Object.assign(new Error('the method does not exist'), { code: -32601 }))
        : b.node.request(args),
  }),
})

describe('a token that keeps a fee', () => {
  test.each(['fee', 'lying'] as const)('is refused, whatever its log says (%s)', async (kind) => {
    expect(await arming(await bench(at[kind]))).toBe('token_mismatch')
  })

  test('where the endpoint cannot simulate, it is seen after it was sent, and is not this deposit', async () => {
    const b = await bench(at.fee)
    b.wallet.persona = approve
    const tab = b.tab(plain(b))
    await (await tab.arm(b.order, b.wallet)).fire()
    await b.settle()
    b.clock.advance(1_000)
    const { facts, attempts } = await tab.reconcile(b.order)
    const joined = { ...b.order, facts: mergeFacts(b.order.facts, facts) }
    const now = b.clock.now()
    const binding = bindDeposit(joined, b.ports.registry, now)
    const { name } = stageOf({ order: joined, status: statusOf(joined, now), binding, attempts })
    expect(name).toBe('needs_attention')
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ moneyMoved: 'maybe' })
    expect(b.wallet.prompts).toHaveLength(1)
  })
})
