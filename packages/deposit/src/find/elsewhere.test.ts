import { createAssetRegistry, evmNetwork, type NetworkId } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import type { Depositor } from '../depositor.ts'
import type { ChainPort } from '../ports/chain.ts'
import { approve, reject, walletError } from '../testing/personas.ts'
import { SimChain } from '../testing/sim/chain.ts'
import { simBench } from '../testing/simBench.ts'
import type { Prompt } from '../testing/testWallet.ts'

const there = evmNetwork(31338)

/** A bench whose app has a second network; the wallet may send on it whatever it is asked. */
function twoChains(asset: 'USDC' | 'ETH' = 'USDC') {
  const b = simBench({ asset })
  const other = new SimChain(31338)
  const { networks, assets } = b.ports.registry
  b.ports.registry = createAssetRegistry({
    networks: [...networks, { ...b.network, id: there, name: 'Elsewhere' }],
    assets: [...assets, ...assets.map((one) => ({ ...one, network: there }))],
  })
  const asked: string[] = []
  let answer: ChainPort['request'] = async ({ method, params = [] }) => other.rpc(method, params, 0)
  const port: ChainPort = {
    network: there,
    request: (args) => {
      asked.push(args.method)
      return answer(args)
    },
  }
  const own = b.ports.chains
  b.ports.chains = (id: NetworkId) => (id === there ? port : own(id))
  const send = ({ parameters }: Prompt) => {
    const { from = '', to = '', value = '0x0', data = '0x' } = parameters
    return other.send({ from, to, value: BigInt(value), data }).hash
  }
  const mineThere = (blocks = 1) => {
    for (let left = blocks; left > 0; left -= 1)
      other.mine(
        () => false,
        () => false,
      )
  }
  return {
    b,
    other,
    asked,
    send,
    mineThere,
    /** How the second network answers from now on. */
    set: (request: ChainPort['request']) => {
      answer = request
    },
    async look(tab: Depositor = b.tab()) {
      b.clock.advance(1_000)
      const state = await tab.reconcile(b.order)
      const now = b.clock.now()
      const order = { ...b.order, facts: mergeFacts(b.order.facts, state.facts) }
      const binding = bindDeposit(order, b.ports.registry, now)
      const { attempts } = state
      return { ...state, stage: stageOf({ order, status: statusOf(order, now), binding, attempts }) }
    },
  }
}

describe.each(['USDC', 'ETH'] as const)('%s on the wrong network', (asset) => {
  test.each(['with its hash', 'silently'])('is told as that, and never sent again (%s)', async (how) => {
    const { b, look, send, mineThere } = twoChains(asset)
    const tab = b.tab()
    let hash = ''
    b.wallet.persona = (prompt) => {
      hash = send(prompt)
      if (how === 'silently') prompt.fail(walletError(-32603))
      else prompt.answer(hash)
    }
    await (await tab.arm(b.order, b.wallet)).fire()
    mineThere()
    const state = await look(tab)
    expect(state.stage).toMatchObject({ name: 'needs_attention', canSend: false })
    expect(Object.values(state.facts.transfers)).toMatchObject([
      { network: there, txHash: hash, to: b.to, differs: { network: expect.anything() } },
    ])
    expect(state.attempts).toMatchObject([{ astray: { network: there, txHash: hash } }])
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    expect(b.wallet.prompts).toHaveLength(1)
  })

  test('is found again by a page that knows nothing, and stays closed where that network is silent', async () => {
    const { b, look, send, mineThere, set } = twoChains(asset)
    b.wallet.persona = (prompt) => {
      send(prompt)
      prompt.fail(walletError(-32603))
    }
    await (await b.tab().arm(b.order, b.wallet)).fire()
    mineThere()
    await look()
    expect((await look()).stage.name).toBe('needs_attention')
    set(() => Promise.reject(new Error('503')))
    const { stage, unreadable } = await look()
    expect(stage).toMatchObject({ name: 'outcome_unknown', canSend: false })
    expect(unreadable).toMatch(/Another network/)
  })

  test('what another order sent there is no alarm, nor what is older than the attempt', async () => {
    const { b, look, other, mineThere, set } = twoChains(asset)
    const [{ transaction }] = [await armed()]
    const { hash } = other.send({ from: b.order.sender, ...transaction, value: BigInt(transaction.value) })
    mineThere()
    expect((await look()).stage.name).toBe('needs_attention')

    const claimed = b.rows.get(b.order.orderId)!.attempts[0]!
    const { astray: _, ...clean } = claimed
    b.rows.set(b.order.orderId, { orderId: b.order.orderId, rev: 9, attempts: [clean] })
    const orderId = 'CCCCCCCCCCCCCCCCCCCCCA'
    const holder = { ...clean, phase: 'hash' as const, txHash: hash }
    b.rows.set(orderId, { orderId, rev: 1, attempts: [holder] })
    expect((await look()).stage.name).toBe('outcome_unknown')

    b.rows.delete(orderId)
    set(async ({ method, params = [] }) => {
      const told = other.rpc(method, params, 0)
      return method === 'eth_getBlockByNumber' ? { ...(told as object), timestamp: '0x1' } : told
    })
    expect((await look()).stage.name).toBe('outcome_unknown')

    async function armed() {
      b.wallet.persona = (prompt) => prompt.fail(walletError(-32603))
      await (await b.tab().arm(b.order, b.wallet)).fire()
      return b.rows.get(b.order.orderId)!.attempts[0]!
    }
  })

  test('a nonce that was used up at home proves nothing while the other network cannot be read', async () => {
    const { b, look, send, mineThere, set } = twoChains(asset)
    b.ports.keepsNonce = () => true
    b.wallet.persona = (prompt) => {
      send(prompt)
      prompt.fail(walletError(-32603))
    }
    const tab = b.tab()
    await (await tab.arm(b.order, b.wallet)).fire()
    mineThere()
    b.chain.send({ from: b.order.sender, to: b.order.sender, value: 0n, data: '0x', nonce: 0 })
    b.mine(b.network.finality)
    set(() => Promise.reject(new Error('503')))
    expect(await look(tab)).toMatchObject({
      stage: { canSend: false },
      unreadable: expect.stringMatching(/Another/),
    })
    set(async () => new Promise(() => undefined))
    const waiting = look(tab)
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    b.clock.advance(6_000)
    expect((await waiting).attempts).toMatchObject([{ phase: 'unknown' }])
  })

  test('a usual sale, and a refusal, ask the other networks nothing', async () => {
    const { b, look, asked } = twoChains(asset)
    const tab = b.tab()
    b.wallet.persona = reject
    await (await tab.arm(b.order, b.wallet)).fire()
    expect((await look(tab)).stage.name).toBe('order_ready')
    b.wallet.persona = approve
    await (await tab.arm(b.order, b.wallet)).fire()
    expect((await look(tab)).stage.name).toBe('broadcast')
    b.mine()
    expect((await look(tab)).stage.name).toBe('included')
    expect(asked).toEqual([])
  })
})

test('a node there that keeps no old states is asked for its logs; one without either is unknown', async () => {
  const { b, look, send, mineThere, set, other } = twoChains()
  b.wallet.persona = (prompt) => {
    send(prompt)
    prompt.fail(walletError(-32603))
  }
  await (await b.tab().arm(b.order, b.wallet)).fire()
  mineThere()
  const refusing = (...methods: string[]) =>
    set(async ({ method, params = [] }) => {
      if (methods.includes(method)) throw new Error('missing trie node')
      return other.rpc(method, params, 0)
    })
  refusing('eth_getTransactionCount', 'eth_getLogs')
  expect((await look()).unreadable).toMatch(/Another network/)
  refusing('eth_getTransactionCount')
  expect((await look()).stage.name).toBe('needs_attention')
})
