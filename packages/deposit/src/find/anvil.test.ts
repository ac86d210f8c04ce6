import { type Asset, createAssetRegistry, evmNetwork, type NetworkId, native } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { httpChain } from '../browser/chain.ts'
import { type AnvilBench, anvilBench } from '../testing/anvilBench.ts'
import { memoryLock } from '../testing/memoryPorts.ts'
import {
  approve,
  failAfterSending,
  failThenAnswer,
  failWithHash,
  ignoreNonce,
  lie,
  rewriteData,
  rewriteGas,
  rewriteRecipient,
  spendFirst,
  walletError,
  wrongChain,
} from '../testing/personas.ts'
import type { Persona } from '../testing/testWallet.ts'

let sandbox: RunningSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0 })
}, 60_000)
afterAll(() => sandbox.stop())

let running: AnvilBench | undefined
const rpc = (b: AnvilBench, method: string, ...params: unknown[]) => b.node.request({ method, params })
afterEach(async () => {
  if (running) await rpc(running, 'evm_setAutomine', true)
})

let account = 0
/** An order on the first of the sandbox's two chains; the app knows the second one as well. */
async function bench(symbol: 'USDC' | 'ETH', amount: string) {
  const [here, there] = sandbox.chains as [(typeof sandbox.chains)[0], (typeof sandbox.chains)[0]]
  const coin = { address: native, symbol: 'ETH', name: 'Ether', decimals: 18 }
  const find = (chain: typeof here) => chain.tokens.find((token) => token.symbol === symbol) ?? coin
  account += 1
  const b = await anvilBench({
    rpcUrl: here.rpcUrl,
    chainId: here.chainId,
    account: sandbox.accounts[account % 8]!,
    asset: find(here),
    amount,
  })
  const id: NetworkId = evmNetwork(there.chainId)
  const { networks, assets } = b.ports.registry
  const twin: Asset = { ...find(there), network: id }
  const elsewhere = httpChain(id, there.rpcUrl)
  const own = b.ports.chains
  b.ports.registry = createAssetRegistry({
    networks: [...networks, { ...networks[0]!, id, name: 'Elsewhere' }],
    assets: [...assets, twin],
  })
  b.ports.chains = (network) => (network === id ? elsewhere : own(network))
  running = b
  return { b, id, elsewhere, twin }
}

/** A page that just opened, and looks. */
async function look(b: AnvilBench) {
  b.clock.advance(1_000)
  await b.settle()
  const tab = b.tab({ lock: memoryLock(), tabId: 'reloaded' })
  const { facts, attempts, unreadable } = await tab.reconcile(b.order)
  const now = b.clock.now()
  const order = { ...b.order, facts: mergeFacts(b.order.facts, facts) }
  const binding = bindDeposit(order, b.ports.registry, now)
  const stage = stageOf({ order, status: statusOf(order, now), binding, attempts })
  return { tab, facts, attempts, unreadable, stage }
}

async function untilMined(node: AnvilBench['node'], hash: string): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1)
    if (await node.request({ method: 'eth_getTransactionReceipt', params: [hash] })) return
  throw new Error('The chain does not mine.')
}

describe.each([
  ['USDC', '25'],
  ['ETH', '0.1'],
] as const)('%s on the wrong one of two chains', (symbol, amount) => {
  test.each(['with its hash', 'silently'])('is told as that, and never sent again (%s)', async (how) => {
    const { b, id, elsewhere } = await bench(symbol, amount)
    let hash = ''
    b.wallet.persona = async (prompt) => {
      hash = await prompt.broadcast({ nonce: undefined }, elsewhere)
      if (how === 'silently') prompt.fail(walletError(-32603))
      else prompt.answer(hash)
    }
    await (await b.tab().arm(b.order, b.wallet)).fire()
    await untilMined(elsewhere, hash)
    const { tab, stage, facts } = await look(b)
    expect(stage).toMatchObject({ name: 'needs_attention', canSend: false })
    expect(Object.values(facts.transfers)).toMatchObject([
      { network: id, txHash: hash, differs: { network: expect.anything() } },
    ])
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    expect((await b.arrived()).count).toBe(0)
  })

  test('also where the wallet took the token that this chain calls by that name', async () => {
    const { b, id, elsewhere, twin } = await bench(symbol, amount)
    let hash = ''
    b.wallet.persona = async (prompt) => {
      const to = symbol === 'ETH' ? {} : { to: twin.address }
      hash = await prompt.broadcast({ nonce: undefined, ...to }, elsewhere)
      prompt.fail(walletError(4900))
    }
    await (await b.tab().arm(b.order, b.wallet)).fire()
    await untilMined(elsewhere, hash)
    const { stage, facts } = await look(b)
    expect(stage.name).toBe('needs_attention')
    expect(Object.values(facts.transfers)).toMatchObject([
      { network: id, txHash: hash, asset: twin.address.toLowerCase(), to: b.to },
    ])
  })

  test('a wallet that rewrote the recipient is told by the chain itself', async () => {
    const { b } = await bench(symbol, amount)
    b.wallet.persona = rewriteRecipient
    await (await b.tab().arm(b.order, b.wallet)).fire()
    const { stage, facts } = await look(b)
    expect(stage).toMatchObject({ name: 'needs_attention', canSend: false })
    expect(Object.values(facts.transfers)).toMatchObject([
      { to: `0x${'e1'.repeat(20)}`, differs: { recipient: expect.anything() } },
    ])
  })

  test('dropped: no proof of anything, and found when it comes back', async () => {
    const { b } = await bench(symbol, amount)
    await rpc(b, 'evm_setAutomine', false)
    b.wallet.persona = approve
    const { txHash } = await (await b.tab().arm(b.order, b.wallet)).fire()
    await rpc(b, 'anvil_dropTransaction', txHash)
    await b.mine(5)
    const { tab, stage } = await look(b)
    expect(stage).toMatchObject({ name: 'broadcast', canSend: false })
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    await b.wallet.prompts[0]!.broadcast()
    await b.mine()
    expect((await look(b)).stage.name).toBe('included')
    expect((await b.arrived()).count).toBe(1)
  })

  test('replaced by a payment to somebody else: dead when that is final, and then sent once more', async () => {
    const { b } = await bench(symbol, amount)
    await rpc(b, 'evm_setAutomine', false)
    b.wallet.persona = approve
    await (await b.tab().arm(b.order, b.wallet)).fire()
    // The page sees its own transaction wait: now it knows which nonce that has.
    await look(b)
    const { from, nonce } = b.wallet.prompts[0]!.parameters
    const other = { from, to: `0x${'ab'.repeat(20)}`, value: '0x7', nonce, gasPrice: '0x2540be4000' }
    await rpc(b, 'eth_sendTransaction', other)
    await b.mine(1)
    expect((await look(b)).stage).toMatchObject({ name: 'broadcast', canSend: false })
    await b.mine(2)
    const { tab, stage, attempts } = await look(b)
    expect(attempts).toMatchObject([{ phase: 'dead', proof: 'P2' }])
    expect(stage).toMatchObject({ name: 'order_ready', canSend: true })
    await rpc(b, 'evm_setAutomine', true)
    await (await tab.arm(b.order, b.wallet)).fire()
    expect((await b.arrived()).count).toBe(1)
  })
})

test('a wallet on the wrong chain that says so with its hash is not believed to be on its way', async () => {
  const { b, elsewhere } = await bench('USDC', '25')
  b.wallet.persona = wrongChain(elsewhere)
  const { txHash } = await (await b.tab().arm(b.order, b.wallet)).fire()
  await untilMined(elsewhere, txHash!)
  expect((await look(b)).attempts).toMatchObject([{ phase: 'hash', txHash, astray: { txHash } }])
})

/** Wallets that send exactly what they were asked for, whatever they say about it. */
const senders: Record<string, Persona> = {
  approve,
  'fails with -32000 after it sent': failAfterSending(-32000),
  'fails with the hash inside': failWithHash,
  'fails, then sends and answers': failThenAnswer,
  'ignores the nonce': ignoreNonce,
  'spends the nonce first': spendFirst,
  'chooses its own gas': rewriteGas,
  'appends to the data': rewriteData,
  'says no after it sent': lie,
}
/** The page dies before its n-th use of the ledger after the click; at the last one it lives. */
const crashes = [0, 1, 2, 3, 4, Number.POSITIVE_INFINITY]

describe.each([
  ['USDC', '25'],
  ['ETH', '0.1'],
] as const)('%s: whatever is mined is found, from any crash (I-13)', (symbol, amount) => {
  const cases = Object.keys(senders).flatMap((name) => crashes.map((after) => [name, after] as const))
  test.each(cases)('%s, crash at %d', async (name, after) => {
    const { b } = await bench(symbol, amount)
    let sent: Promise<void> = Promise.resolve()
    b.wallet.persona = (prompt) => {
      sent = Promise.resolve(senders[name]?.(prompt))
    }
    let left = Number.POSITIVE_INFINITY
    const { ledger } = b.ports
    const dying = <value>(work: () => Promise<value>): Promise<value> => {
      left -= 1
      return left < 0 ? new Promise(() => undefined) : work()
    }
    const page = b.tab({
      ledger: {
        ...ledger,
        read: (orderId) => dying(() => ledger.read(orderId)),
        compareAndSet: (rev, next) => dying(() => ledger.compareAndSet(rev, next)),
      },
    })
    const armed = await page.arm(b.order, b.wallet)
    left = after
    const answered = armed.fire()
    await sent
    if (after === Number.POSITIVE_INFINITY) await answered
    const { tab, stage, attempts, unreadable } = await look(b)
    const { count, hashes } = await b.arrived()
    expect({ count, unreadable, stage: stage.name }).toEqual({
      count: 1,
      unreadable: null,
      stage: 'included',
    })
    expect(attempts).toMatchObject([{ phase: 'hash', txHash: hashes[0] }])
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    expect(b.wallet.prompts).toHaveLength(1)
  })
})
