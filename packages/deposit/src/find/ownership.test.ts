import { bindDeposit } from '@offrampkit/core/deposit'
import { joinAttempts, merge, mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { approve, fail, failAfterSending, reject, walletError } from '../testing/personas.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'
import { testOrder } from '../testing/testOrder.ts'

/** A second order of the same account and amount, at the same deposit address, in the same browser. */
function second(b: SimBench, amount = '25') {
  const { network, asset, to } = b
  const orderId = 'CCCCCCCCCCCCCCCCCCCCCA'
  b.rows.set(orderId, { orderId, rev: 1, attempts: [] })
  const sender = b.order.sender
  return testOrder({ network, asset, sender, to, amount, now: b.clock.now(), orderId })
}

async function look(b: SimBench, order: SimBench['order'], tab = b.tab()) {
  b.clock.advance(1_000)
  const { facts, attempts } = await tab.reconcile(order)
  const now = b.clock.now()
  const joined = { ...order, facts: mergeFacts(order.facts, facts) }
  const binding = bindDeposit(joined, b.ports.registry, now)
  const all = joinAttempts(attempts, order.attempts)
  return stageOf({ order: joined, status: statusOf(joined, now), binding, attempts: all }).name
}

/** The first order is paid, and the second is armed a block later. */
async function firstPaid(b: SimBench, forgets = false) {
  const tab = b.tab()
  b.wallet.persona = approve
  await (await tab.arm(b.order, b.wallet)).fire()
  b.mine()
  expect(await look(b, b.order, tab)).toBe('included')
  // A browser that never saw the first order: then the nonces alone tell.
  if (forgets) b.rows.set(b.order.orderId, { orderId: b.order.orderId, rev: 1, attempts: [] })
  b.mine()
}

describe.each(['USDC', 'ETH'] as const)('%s, two orders at one address', (asset) => {
  test.each([false, true])(
    'the transfer of the first is not the second’s (forgotten: %s)',
    async (forgets) => {
      const b = simBench({ asset })
      await firstPaid(b, forgets)
      const order = second(b)
      const tab = b.tab()
      b.wallet.persona = reject
      await (await tab.arm(order, b.wallet)).fire()
      expect(await look(b, order, tab)).toBe('order_ready')
      b.mine(10)
      expect(await look(b, order, tab)).toBe('order_ready')
      b.wallet.persona = approve
      await (await tab.arm(order, b.wallet)).fire()
      b.mine()
      expect(await look(b, order, tab)).toBe('included')
      expect(b.arrived()).toHaveLength(2)
    },
  )

  test('its own is found, also when the wallet says nothing', async () => {
    const b = simBench({ asset })
    await firstPaid(b, true)
    const order = second(b)
    const tab = b.tab()
    b.wallet.persona = failAfterSending(-32603)
    await (await tab.arm(order, b.wallet)).fire()
    expect(await look(b, order, tab)).toBe('outcome_unknown')
    b.mine()
    expect(await look(b, order, tab)).toBe('included')
    expect(b.rows.get(order.orderId)?.attempts[0]?.txHash).toBe(b.arrived()[1]?.hash)
  })

  test('another amount of another order is no alarm', async () => {
    const b = simBench({ asset })
    await firstPaid(b)
    const order = second(b, '7')
    const tab = b.tab()
    b.wallet.persona = reject
    await (await tab.arm(order, b.wallet)).fire()
    expect(await look(b, order, tab)).toBe('order_ready')
  })

  test('yesterday’s sale at the same address and amount is not today’s, though its row names its transaction', async () => {
    const b = simBench({ asset })
    const tab = b.tab()
    await tab.arm(b.order, b.wallet).then((armed) => armed.disarm())
    const [{ transaction } = { transaction: null }] = b.rows.get(b.order.orderId)?.attempts ?? []
    if (!transaction) throw new Error('The attempt is written ahead.')
    const { to, data, value } = transaction
    const old = b.chain.send({ from: b.order.sender, to, data, value: BigInt(value) })
    b.mine(b.network.finality)
    b.rows.set(b.order.orderId, { orderId: b.order.orderId, rev: 1, attempts: [] })
    const yesterday = String(b.clock.now() - 86_400_000)
    const fields = { from: b.order.sender, to: b.to, createdAt: yesterday, txHash: old.hash }
    const facts = merge(b.order.facts, {
      type: 'row',
      source: 'poll',
      at: b.clock.now(),
      rowId: 'row-0',
      state: 'paid',
      fields,
    })
    const order = { ...b.order, facts }
    b.wallet.persona = reject
    await (await tab.arm(order, b.wallet)).fire()
    expect(await look(b, order, tab)).toBe('order_ready')
    b.wallet.persona = fail(walletError(-32603))
    await (await tab.arm(order, b.wallet)).fire()
    expect(await look(b, order, tab)).toBe('outcome_unknown')
  })

  test('armed at the same time, a transfer is the order’s whose attempt holds it', async () => {
    const b = simBench({ asset })
    const tab = b.tab()
    const order = second(b)
    const [one, two] = [await tab.arm(b.order, b.wallet), await tab.arm(order, b.wallet)]
    b.wallet.persona = approve
    await one.fire()
    b.wallet.persona = reject
    await two.fire()
    b.mine()
    expect(await look(b, b.order, tab)).toBe('included')
    expect(await look(b, order, tab)).toBe('order_ready')
  })

  test('two open orders that asked for the same: neither takes what was seen, until one hears its hash', async () => {
    const b = simBench({ asset })
    const tab = b.tab()
    const order = second(b)
    const [one, two] = [await tab.arm(b.order, b.wallet), await tab.arm(order, b.wallet)]
    b.wallet.persona = fail(walletError(-32603))
    await one.fire()
    let hash = ''
    b.wallet.persona = async (prompt) => {
      hash = await prompt.broadcast()
    }
    const late = two.fire()
    b.mine()
    expect(await look(b, b.order, tab)).toBe('outcome_unknown')
    expect((await tab.reconcile(b.order)).unreadable).toMatch(/Another open order/)
    b.wallet.prompts[1]?.answer(hash)
    await late
    expect(await look(b, order, tab)).toBe('included')
    b.mine(b.network.finality)
    expect(await look(b, b.order, tab)).toBe('outcome_unknown')
  })

  test('a nonce that the other order took proves nothing, because whose it is was only judged', async () => {
    const b = simBench({ asset })
    b.ports.keepsNonce = () => true
    const tab = b.tab()
    const order = second(b)
    const [one, two] = [await tab.arm(b.order, b.wallet), await tab.arm(order, b.wallet)]
    b.wallet.persona = fail(walletError(-32603))
    await one.fire()
    b.wallet.persona = approve
    await two.fire()
    b.mine(b.network.finality)
    expect(await look(b, order, tab)).toBe('final_onchain')
    expect(await look(b, b.order, tab)).toBe('outcome_unknown')
  })

  test('the first order’s transaction, named in an error to the second, is not the second’s, nor its death', async () => {
    const b = simBench({ asset })
    await firstPaid(b)
    const order = second(b)
    const tab = b.tab()
    b.wallet.persona = fail(walletError(-32000, `already known: ${b.arrived()[0]?.hash}`))
    await (await tab.arm(order, b.wallet)).fire()
    b.mine(b.network.finality)
    expect(await look(b, order, tab)).toBe('broadcast')
    const { facts, attempts } = await tab.reconcile(order)
    expect(facts.transfers).toEqual({})
    expect(attempts[0]?.txNonce).toBeUndefined()
    expect(await look(b, b.order, tab)).toBe('final_onchain')
  })

  test('what an earlier attempt sent is this order’s, though its wallet said no', async () => {
    const b = simBench({ asset })
    const tab = b.tab()
    b.wallet.persona = reject
    await (await tab.arm(b.order, b.wallet)).fire()
    const [refused] = b.rows.get(b.order.orderId)!.attempts
    const { transaction, sender } = refused!
    const { hash } = b.chain.send({ ...transaction, from: sender, value: BigInt(transaction.value) })
    b.mine()
    // The next attempt, armed where the look before it missed the transfer and the nonce did not.
    const next = {
      ...refused!,
      attemptId: 'DDDDDDDDDDDDDDDDDDDDDA',
      phase: 'unknown' as const,
      nonce: 1,
      pin: 1,
    }
    const { proof: _, ...unknown } = next
    b.rows.set(b.order.orderId, { orderId: b.order.orderId, rev: 9, attempts: [refused!, unknown] })
    const { facts } = await tab.reconcile(b.order)
    expect(Object.values(facts.transfers)).toMatchObject([{ txHash: hash }])
  })

  test('a ledger that cannot say whose it is leaves it unknown', async () => {
    const b = simBench({ asset })
    const tab = b.tab({
      ledger: { ...b.ports.ledger, rows: () => Promise.reject(new Error('The disk is full.')) },
    })
    b.wallet.persona = failAfterSending(-32603)
    await (await tab.arm(b.order, b.wallet)).fire()
    b.mine()
    expect(await tab.reconcile(b.order)).toMatchObject({
      attempts: [{ phase: 'unknown' }],
      unreadable: 'The disk is full.',
    })
  })
})

test('a reorganisation that moves the transfer of the first to a later block leaves the second open', async () => {
  const b = simBench()
  await firstPaid(b, true)
  const order = second(b)
  const tab = b.tab()
  b.wallet.persona = failAfterSending(-32603)
  const armed = await tab.arm(order, b.wallet)
  b.chain.reorg(2, () => false)
  b.mine(9)
  expect(b.arrived()).toHaveLength(1)
  b.chain.reorg(9, () => true)
  b.mine(8)
  b.chain.rebroadcast(b.chain.limbo[0]!)
  b.mine()
  await armed.fire()
  expect(await look(b, order, tab)).toBe('outcome_unknown')
  expect((await tab.reconcile(order)).unreadable).toMatch(/reorganisation/)
  b.mine()
  expect(await look(b, order, tab)).toBe('included')
})
