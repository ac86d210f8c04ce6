import { native } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { DepositState } from '../depositor.ts'
import { type AnvilBench, anvilBench } from '../testing/anvilBench.ts'
import { memoryLock } from '../testing/memoryPorts.ts'
import {
  answerWith,
  approve,
  failAfterSending,
  failWithHash,
  ignore,
  ignoreNonce,
  reject,
} from '../testing/personas.ts'

let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0 })
}, 30_000)
afterAll(() => sandbox.stop())

const rpc = (b: AnvilBench, method: string, ...params: unknown[]) => b.node.request({ method, params })
let running: AnvilBench | undefined
afterEach(async () => {
  if (running) await rpc(running, 'evm_setAutomine', true)
})

let account = 0
/** Accounts take turns, and each order has a deposit address of its own. */
async function bench(symbol: string, amount: string): Promise<AnvilBench> {
  const chain = sandbox.chains[0]!
  const token = chain.tokens.find((t) => t.symbol === symbol)
  account += 1
  running = await anvilBench({
    rpcUrl: chain.rpcUrl,
    chainId: chain.chainId,
    account: sandbox.accounts[account % 8]!,
    asset: token ?? { address: native, symbol, name: 'Ether', decimals: 18 },
    amount,
  })
  return running
}

/** What a user would read, from what one look brought. */
function stageAt({ order, ports, clock }: AnvilBench, state: DepositState): string {
  const now = clock.now()
  const joined = { ...order, facts: mergeFacts(order.facts, state.facts) }
  const binding = bindDeposit(joined, ports.registry, now)
  return stageOf({ order: joined, status: statusOf(joined, now), binding, attempts: state.attempts }).name
}

/** The clock moves, because two looks in one millisecond cannot be told apart. */
async function look(b: AnvilBench, tab = b.tab()): Promise<DepositState> {
  b.clock.advance(1_000)
  await b.settle()
  return tab.reconcile(b.order)
}

const sums: [string, string, bigint][] = [
  ['USDC', '25', 25_000_000n],
  ['USDT', '25.5', 25_500_000n],
  ['DAI', '0.000000000000000001', 1n],
  ['ETH', '0.25', 250_000_000_000_000_000n],
]

describe.each(sums)('%s on a real chain', (symbol, amount, units) => {
  test('is sent once and followed until it is final', async () => {
    const b = await bench(symbol, amount)
    b.wallet.persona = approve
    const armed = await b.tab().arm(b.order, b.wallet)
    expect((await armed.fire()).phase).toBe('hash')
    expect(stageAt(b, await look(b))).toBe('included')
    await b.mine(3)
    expect(stageAt(b, await look(b))).toBe('final_onchain')
    expect(await b.arrived()).toMatchObject({ count: 1, units })
    await expect(b.tab().arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    expect(b.wallet.prompts).toHaveLength(1)
  })

  test('a double click asks the wallet once', async () => {
    const b = await bench(symbol, amount)
    b.wallet.persona = approve
    const armed = await b.tab().arm(b.order, b.wallet)
    const [one, two] = await Promise.all([armed.fire(), armed.fire()])
    expect(two).toEqual(one)
    expect((await b.arrived()).count).toBe(1)
  })

  test('of two tabs one sends, also where the browser has no locks', async () => {
    const b = await bench(symbol, amount)
    b.wallet.persona = approve
    const tabs = [b.tab(), b.tab({ lock: memoryLock() }), b.tab({ lock: memoryLock() })]
    const armed = await Promise.allSettled(tabs.map((tab) => tab.arm(b.order, b.wallet)))
    for (const result of armed) if (result.status === 'fulfilled') await result.value.fire()
    expect(armed.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect((await b.arrived()).count).toBe(1)
  })

  test('after a refusal the next try sends', async () => {
    const b = await bench(symbol, amount)
    const tab = b.tab()
    b.wallet.persona = reject
    expect(await (await tab.arm(b.order, b.wallet)).fire()).toMatchObject({ phase: 'rejected', proof: 'P1' })
    expect(stageAt(b, await look(b))).toBe('order_ready')
    b.wallet.persona = approve
    await (await tab.arm(b.order, b.wallet)).fire()
    expect(await b.arrived()).toMatchObject({ count: 1, units })
  })

  test.each([-32000, -32603, 4900])(
    'an error %i after the broadcast is found, not repeated',
    async (code) => {
      const b = await bench(symbol, amount)
      b.wallet.persona = failAfterSending(code)
      expect((await (await b.tab().arm(b.order, b.wallet)).fire()).phase).toBe('unknown')
      const state = await look(b)
      const { hashes } = await b.arrived()
      expect(state.attempts[0]).toMatchObject({ phase: 'hash', txHash: hashes[0] })
      expect(stageAt(b, state)).toBe('included')
      expect(hashes).toHaveLength(1)
      expect(b.wallet.prompts).toHaveLength(1)
    },
  )

  test('a page that was reloaded while the wallet was silent finds what it sent', async () => {
    const b = await bench(symbol, amount)
    b.wallet.persona = ignore
    void (await b.tab().arm(b.order, b.wallet)).fire()
    const reloaded = b.tab({ lock: memoryLock(), tabId: 'reloaded' })
    expect(stageAt(b, await look(b, reloaded))).toBe('outcome_unknown')
    await expect(reloaded.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    await b.wallet.prompts[0]!.broadcast()
    expect(stageAt(b, await look(b, reloaded))).toBe('included')
    expect(await b.arrived()).toMatchObject({ count: 1, units })
  })

  test('a sped-up transaction is found under its new hash', async () => {
    const b = await bench(symbol, amount)
    await rpc(b, 'evm_setAutomine', false)
    b.wallet.persona = approve
    await (await b.tab().arm(b.order, b.wallet)).fire()
    expect(stageAt(b, await look(b))).toBe('broadcast')
    const nonce = b.wallet.prompts[0]!.parameters.nonce
    expect(nonce).toMatch(/^0x/)
    const faster = await b.wallet.prompts[0]!.broadcast({ nonce, gasPrice: '0x2540be4000' })
    await b.mine()
    const state = await look(b)
    expect(state.attempts[0]).toMatchObject({ phase: 'hash', txHash: faster, pinHonoured: true })
    expect(await b.arrived()).toMatchObject({ count: 1, units, hashes: [faster] })
  })

  test('one that the user cancelled in the wallet may be tried again once that is final', async () => {
    const b = await bench(symbol, amount)
    await rpc(b, 'evm_setAutomine', false)
    const tab = b.tab()
    b.wallet.persona = approve
    await (await tab.arm(b.order, b.wallet)).fire()
    await look(b, tab)
    const { from, nonce } = b.wallet.prompts[0]!.parameters
    await rpc(b, 'eth_sendTransaction', { from, to: from, value: '0x0', nonce, gasPrice: '0x2540be4000' })
    await b.mine()
    expect(stageAt(b, await look(b, tab))).toBe('broadcast')
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    await b.mine(2)
    expect((await look(b, tab)).attempts[0]).toMatchObject({ phase: 'dead', proof: 'P2' })
    await rpc(b, 'evm_setAutomine', true)
    await (await tab.arm(b.order, b.wallet)).fire()
    expect(await b.arrived()).toMatchObject({ count: 1, units })
  })

  test('a block that is taken back takes the transfer back', async () => {
    const b = await bench(symbol, amount)
    const tab = b.tab()
    b.wallet.persona = approve
    await (await tab.arm(b.order, b.wallet)).fire()
    expect(stageAt(b, await look(b, tab))).toBe('included')
    await rpc(b, 'anvil_reorg', 1, [])
    expect((await b.arrived()).count).toBe(0)
    expect(stageAt(b, await look(b, tab))).toBe('broadcast')
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
  })
})

test('a transfer that reverted may be tried again once that is final', async () => {
  const b = await bench('USDC', '25')
  const tab = b.tab()
  const armed = await tab.arm(b.order, b.wallet)
  const block = (blocked: boolean) => {
    const flag = blocked ? '1'.padStart(64, '0') : '0'.repeat(64)
    const data = `0xd01dd6d2${b.to.slice(2).padStart(64, '0')}${flag}`
    return rpc(b, 'eth_sendTransaction', { from: sandbox.accounts[9], to: b.asset.address, data })
  }
  await block(true)
  b.wallet.persona = async (prompt) => prompt.answer(await prompt.broadcast({ gas: '0x186a0' }))
  await armed.fire()
  expect((await look(b, tab)).attempts[0]?.phase).toBe('hash')
  await b.mine(2)
  const state = await look(b, tab)
  expect(state.attempts[0]).toMatchObject({ phase: 'dead', proof: 'P4' })
  expect(stageAt(b, state)).toBe('reverted')
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'simulation_failed' })
  await block(false)
  await (await tab.arm(b.order, b.wallet)).fire()
  expect(await b.arrived()).toMatchObject({ count: 1, units: 25_000_000n })
})

test('a hash inside an error, and a wallet that picks its own nonce', async () => {
  const b = await bench('USDC', '25')
  b.wallet.persona = failWithHash
  const attempt = await (await b.tab().arm(b.order, b.wallet)).fire()
  expect(attempt).toMatchObject({ phase: 'hash', txHash: (await b.arrived()).hashes[0] })

  const c = await bench('ETH', '1')
  c.wallet.persona = async (prompt) => {
    await rpc(c, 'eth_sendTransaction', {
      from: prompt.parameters.from,
      to: prompt.parameters.from,
      value: '0x1',
    })
    await ignoreNonce(prompt)
  }
  await (await c.tab().arm(c.order, c.wallet)).fire()
  expect((await look(c)).attempts[0]).toMatchObject({ phase: 'hash', pinHonoured: false })
  expect((await c.arrived()).count).toBe(1)
})

test.each([
  ['null', null, false],
  ['null after sending', null, true],
  ['undefined', undefined, true],
  ['an object', { ok: true }, true],
  ['a short hash', '0x12', true],
])('an answer of %s proves nothing', async (_, value, sends) => {
  const b = await bench('ETH', '0.1')
  b.wallet.persona = answerWith(value, sends)
  const tab = b.tab()
  expect((await (await tab.arm(b.order, b.wallet)).fire()).phase).toBe('unknown')
  expect(stageAt(b, await look(b, tab))).toBe(sends ? 'included' : 'outcome_unknown')
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
  expect((await b.arrived()).count).toBe(sends ? 1 : 0)
})
