import { bindDeposit } from '@offrampkit/core/deposit'
import { joinAttempts, mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import type { Depositor, DepositPorts } from '../depositor.ts'
import type { NonceRecord } from '../ports/wallets.ts'
import { approve, fail, ignore, ignoreNonce, reject, walletError } from '../testing/personas.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'
import type { Prompt } from '../testing/testWallet.ts'

/** A browser whose app says that its wallet keeps to nonces. */
function trusting(changes: Partial<DepositPorts> = {}) {
  const b = simBench()
  const records = new Map<string, NonceRecord>()
  b.ports.keepsNonce = (id) => id === b.wallet.id
  b.ports.wallets = {
    read: (id) => records.get(id) ?? null,
    write: (id, record) => void records.set(id, record),
  }
  return { b, records, tab: b.tab({ ...b.ports, ...changes }) }
}

const send = async (b: SimBench, tab: Depositor) => (await tab.arm(b.order, b.wallet)).fire()
const local = (b: SimBench) => b.rows.get(b.order.orderId)?.attempts ?? []

async function stage(b: SimBench, tab: Depositor) {
  const { facts, attempts } = await tab.reconcile(b.order)
  const now = b.clock.now()
  const order = { ...b.order, facts: mergeFacts(b.order.facts, facts) }
  return stageOf({
    order,
    status: statusOf(order, now),
    binding: bindDeposit(order, b.ports.registry, now),
    attempts: joinAttempts(attempts, []),
  })
}

/** The first try: the wallet fails, and nothing shows whether it sent. The user says that they cancelled it. */
async function setAside(b: SimBench, tab: Depositor) {
  b.wallet.persona = fail(walletError(-32603))
  const { attemptId } = await send(b, tab)
  expect((await stage(b, tab)).name).toBe('outcome_unknown')
  expect((await tab.reconcile(b.order)).attestable).toBe(attemptId)
  const state = await tab.attest(b.order, attemptId)
  expect(state.attempts[0]).toMatchObject({ phase: 'unknown', attested: true })
  expect(await stage(b, tab)).toMatchObject({ name: 'attested', canSend: true, moneyMoved: 'maybe' })
  return b.wallet.prompts[0] as Prompt
}

test('a user who cancelled in the wallet may send again, under the same nonce', async () => {
  const { b, tab } = trusting()
  const first = await setAside(b, tab)
  b.wallet.persona = approve
  await send(b, tab)
  expect(b.wallet.prompts[1]?.parameters.nonce).toBe(first.parameters.nonce)
  b.mine()
  expect((await stage(b, tab)).name).toBe('included')
  expect(b.arrived()).toHaveLength(1)
})

test.each(['before', 'after'])(
  'a user who was wrong: the first request is approved %s the second',
  async (when) => {
    const { b, tab } = trusting()
    const first = await setAside(b, tab)
    b.wallet.persona = ignore
    void send(b, tab)
    while (b.wallet.prompts.length < 2) await new Promise((resolve) => setImmediate(resolve))
    const second = b.wallet.prompts[1] as Prompt
    const [earlier, later] = when === 'before' ? [first, second] : [second, first]
    await earlier.broadcast()
    b.mine()
    // The chain takes the nonce once; the wallet hears "nonce too low".
    await expect(later.broadcast()).rejects.toThrow('nonce too low')
    b.mine()
    expect(b.arrived()).toHaveLength(1)
    expect((await stage(b, tab)).name).toBe('included')
  },
)

test('what the user called cancelled and the chain shows waiting is not asked for again', async () => {
  const { b, tab } = trusting()
  const first = await setAside(b, tab)
  await first.broadcast()
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
  b.mine()
  expect((await stage(b, tab)).name).toBe('included')
})

test('a nonce that something else used up: first not known, then proven dead (P2), then sent under a new one', async () => {
  const { b, tab } = trusting()
  await setAside(b, tab)
  b.chain.send({ from: b.order.sender, to: `0x${'e1'.repeat(20)}`, value: 1n, data: '0x' })
  b.mine()
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
  b.mine(b.network.finality)
  expect((await stage(b, tab)).name).toBe('order_ready')
  expect(local(b)[0]).toMatchObject({ phase: 'dead', proof: 'P2' })
  b.wallet.persona = approve
  await send(b, tab)
  b.mine()
  expect(b.arrived()).toHaveLength(1)
})

test('without the app’s word for the wallet nothing is set aside, and its nonces prove nothing', async () => {
  const { b, tab } = trusting({ keepsNonce: () => false })
  b.wallet.persona = fail(walletError(-32603))
  const { attemptId } = await send(b, tab)
  expect((await tab.reconcile(b.order)).attestable).toBeNull()
  await expect(tab.attest(b.order, attemptId)).rejects.toMatchObject({ code: 'attempt_unproven' })
  b.chain.send({ from: b.order.sender, to: `0x${'e1'.repeat(20)}`, value: 1n, data: '0x' })
  b.mine(1 + b.network.finality)
  expect((await stage(b, tab)).name).toBe('outcome_unknown')
})

test('a wallet that was once seen with another nonce is not trusted again, whatever the app says', async () => {
  const { b, tab, records } = trusting()
  b.wallet.persona = async (prompt) => {
    b.chain.send({ from: b.order.sender, to: `0x${'e1'.repeat(20)}`, value: 1n, data: '0x' })
    await ignoreNonce(prompt)
  }
  await send(b, tab)
  b.mine()
  expect((await stage(b, tab)).name).toBe('included')
  expect(records.get(b.wallet.id)).toEqual({ kept: 0, changed: 1 })

  const next = trusting()
  next.records.set(next.b.wallet.id, { kept: 40, changed: 1 })
  next.b.wallet.persona = fail(walletError(-32603))
  await send(next.b, next.tab)
  expect((await next.tab.reconcile(next.b.order)).attestable).toBeNull()
})

test('a nonce that was kept is remembered once for each attempt', async () => {
  const { b, tab, records } = trusting()
  b.wallet.persona = approve
  await send(b, tab)
  b.mine()
  for (const _ of [1, 2, 3]) await tab.reconcile(b.order)
  expect(records.get(b.wallet.id)).toEqual({ kept: 1, changed: 0 })
})

test('an attempt without a pin is never set aside', async () => {
  const { b, tab } = trusting()
  b.chain.send({ from: b.order.sender, to: `0x${'e1'.repeat(20)}`, value: 1n, data: '0x' })
  b.wallet.persona = fail(walletError(-32603))
  const { attemptId, pin } = await send(b, tab)
  expect(pin).toBeNull()
  expect((await tab.reconcile(b.order)).attestable).toBeNull()
  await expect(tab.attest(b.order, attemptId)).rejects.toMatchObject({ code: 'attempt_unproven' })
})

test('a wallet that never answers can be set aside in the same page; its late answer still counts', async () => {
  const { b, tab } = trusting()
  b.wallet.persona = ignore
  const armed = await tab.arm(b.order, b.wallet)
  const answered = armed.fire()
  while (local(b)[0]?.phase !== 'prompting') await new Promise((resolve) => setImmediate(resolve))
  await tab.attest(b.order, armed.attemptId)
  expect((await stage(b, tab)).name).toBe('attested')
  const again = await tab.arm(b.order, b.wallet)
  again.disarm()
  const [prompt] = b.wallet.prompts
  prompt?.answer(await prompt.broadcast())
  expect(await answered).toMatchObject({ phase: 'hash' })
  expect(local(b)[0]).not.toHaveProperty('attested')
})

test('another wallet, of which the app says nothing, is not asked beside an attempt that was set aside', async () => {
  const { b, tab } = trusting()
  await setAside(b, tab)
  await expect(tab.arm(b.order, { ...b.wallet, id: 'another' })).rejects.toMatchObject({
    code: 'attempt_unproven',
    details: { reason: 'set_aside', pin: '0' },
  })
  expect(b.wallet.prompts).toHaveLength(1)
})

test('what the look before the next request proves counts at once', async () => {
  const { b, tab } = trusting()
  await setAside(b, tab)
  b.chain.send({ from: b.order.sender, to: `0x${'e1'.repeat(20)}`, value: 1n, data: '0x' })
  b.mine(b.network.finality + 1)
  // Nobody has looked since: arming itself finds that the nonce was used up by something else, finally.
  expect((await tab.arm(b.order, b.wallet)).state).toBe('ready')
})

test('whatever is refused beside an attempt that was set aside, nothing is called unsent', async () => {
  const { b, tab } = trusting()
  await setAside(b, tab)
  b.wallet.chainId = 1
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({
    code: 'wrong_network',
    moneyMoved: 'maybe',
  })
  b.clock.advance(3_600_000)
  await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ moneyMoved: 'maybe' })
})

test('what was refused or given up needs no word of the user', async () => {
  const { b, tab } = trusting()
  b.wallet.persona = reject
  const { attemptId } = await send(b, tab)
  expect((await tab.reconcile(b.order)).attestable).toBeNull()
  await expect(tab.attest(b.order, attemptId)).rejects.toMatchObject({ code: 'attempt_unproven' })
})
