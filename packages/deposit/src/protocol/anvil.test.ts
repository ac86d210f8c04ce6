import { native } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DepositState } from '../depositor.ts'
import { type AnvilBench, anvilBench } from '../testing/anvilBench.ts'
import { approve, failAfterSending, failWithHash, ignore, ignoreNonce, reject } from '../testing/personas.ts'

let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0 })
}, 30_000)
afterAll(() => sandbox.stop())

let account = 0
/** A bench with an account of its own, so that no test sees another's nonces. */
function bench(symbol: string, amount: string): Promise<AnvilBench> {
  const chain = sandbox.chains[0]!
  const token = chain.tokens.find((t) => t.symbol === symbol)
  const asset = token ?? { address: native, symbol, name: 'Ether', decimals: 18 }
  account += 1
  return anvilBench({
    rpcUrl: chain.rpcUrl,
    chainId: chain.chainId,
    account: sandbox.accounts[account % 8]!,
    asset,
    amount,
  })
}

const stageAt = ({ order, ports, clock }: AnvilBench, state: DepositState) => {
  const now = clock.now()
  const joined = { ...order, facts: mergeFacts(order.facts, state.facts) }
  return stageOf({
    order: joined,
    status: statusOf(joined, now),
    binding: bindDeposit(joined, ports.registry, now),
    attempts: state.attempts,
  }).name
}

describe.each([
  ['USDC', '25', 25_000_000n],
  ['USDT', '25.5', 25_500_000n],
  ['DAI', '0.000000000000000001', 1n],
  ['ETH', '0.25', 250_000_000_000_000_000n],
])('%s on a real chain', (symbol, amount, units) => {
  test('is sent once and followed until it is final', async () => {
    const b = await bench(symbol, amount)
    b.wallet.persona = approve
    const armed = await b.tab().arm(b.order, b.wallet)
    const attempt = await armed.fire()
    expect(attempt.phase).toBe('hash')
    await b.mine()
    const tab = b.tab()
    const first = await tab.reconcile(b.order)
    expect(first.unreadable).toBeNull()
    await b.mine(3)
    b.clock.advance(1_000)
    expect(stageAt(b, await tab.reconcile(b.order))).toBe('final_onchain')
    expect(await b.arrived()).toMatchObject({ count: 1, units })
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
  })

  test('a double click asks the wallet once', async () => {
    const b = await bench(symbol, amount)
    b.wallet.persona = approve
    const armed = await b.tab().arm(b.order, b.wallet)
    const [one, two] = await Promise.all([armed.fire(), armed.fire()])
    expect(two).toEqual(one)
    expect(b.wallet.prompts).toHaveLength(1)
    await b.mine()
    expect((await b.arrived()).count).toBe(1)
  })
})
