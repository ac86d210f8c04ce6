import { bindDeposit } from '@offrampkit/core/deposit'
import { mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import type { Depositor } from '../depositor.ts'
import { rewrite, walletError } from '../testing/personas.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'
import type { Persona } from '../testing/testWallet.ts'

const thief = `0x${'ee'.repeat(20)}`
const word = (value: string | bigint) =>
  (typeof value === 'bigint' ? value.toString(16) : value.slice(2)).padStart(64, '0')
const transfer = (to: string, units: bigint) => `0xa9059cbb${word(to)}${word(units)}`

async function look(b: SimBench, tab: Depositor) {
  b.clock.advance(1_000)
  const state = await tab.reconcile(b.order)
  const now = b.clock.now()
  const order = { ...b.order, facts: mergeFacts(b.order.facts, state.facts) }
  const binding = bindDeposit(order, b.ports.registry, now)
  const { attempts } = state
  return { ...state, stage: stageOf({ order, status: statusOf(order, now), binding, attempts }) }
}

async function sent(asset: 'USDC' | 'ETH', persona: Persona, blocks = 1) {
  const b = simBench({ asset })
  // The app vouches for the nonces of its wallet: then a nonce that is used up would be a proof.
  b.ports.keepsNonce = () => true
  const tab = b.tab()
  b.wallet.persona = persona
  await (await tab.arm(b.order, b.wallet)).fire()
  b.mine(blocks)
  return { b, tab, ...(await look(b, tab)) }
}

const to = `0x${'d0'.repeat(20)}`
const silently =
  (changes: Record<string, string>): Persona =>
  async (prompt) => {
    await prompt.broadcast(changes)
    prompt.fail(walletError(-32603))
  }

describe('a wallet that sent something else', () => {
  test.each([
    ['USDC', 'recipient', { data: transfer(thief, 25_000_000n) }],
    ['USDC', 'amount', { data: transfer(to, 24_000_000n) }],
    ['USDC', 'asset', { to, value: '0x1', data: '0x' }],
    ['USDC', 'data', { data: `0x095ea7b3${word(thief)}${word(25_000_000n)}` }],
    ['ETH', 'recipient', { to: thief }],
    ['ETH', 'amount', { value: '0x1' }],
    ['ETH', 'asset', { to: `0x${'70'.repeat(20)}`, value: '0x0', data: transfer(to, 25n * 10n ** 18n) }],
  ] as const)('%s, another %s: needs a person, for good', async (asset, differs, changes) => {
    const { b, tab, stage, facts } = await sent(asset, rewrite(changes))
    expect(stage).toMatchObject({ name: 'needs_attention', canSend: false })
    expect(Object.values(facts.transfers)).toMatchObject([
      { txHash: b.chain.mined()[0]?.hash, differs: { [differs]: expect.anything() } },
    ])
    // Final, and its nonce used up: still no reason to ask again.
    b.mine(b.network.finality)
    expect((await look(b, tab)).stage.name).toBe('needs_attention')
    const reloaded = b.tab({ tabId: 'reloaded' })
    expect((await look(b, reloaded)).stage.name).toBe('needs_attention')
    await expect(reloaded.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    expect(b.wallet.prompts).toHaveLength(1)
  })

  test.each([
    ['USDC', { data: transfer(thief, 25_000_000n) }],
    ['USDC', { data: transfer(to, 24_000_000n) }],
    ['ETH', { to: thief }],
    ['ETH', { value: '0x1' }],
  ] as const)(
    '%s, without a word: what looks like the deposit is no proof that it is dead',
    async (asset, changes) => {
      const { b, stage, attempts } = await sent(asset, silently(changes), 3)
      expect(stage).toMatchObject({ name: 'needs_attention', canSend: false })
      expect(attempts).toMatchObject([{ phase: 'unknown', astray: { txHash: b.chain.mined()[0]?.hash } }])
    },
  )

  test('from another account: the provider waits for this one', async () => {
    const other = `0x${'b2'.repeat(20)}`
    const { stage, facts } = await sent('USDC', async (prompt) =>
      prompt.answer(await prompt.broadcast({ from: other, nonce: undefined })),
    )
    expect(stage.name).toBe('needs_attention')
    expect(Object.values(facts.transfers)).toMatchObject([
      { from: other, differs: { sender: expect.anything() } },
    ])
  })
})

describe('no alarm', () => {
  test('an old transaction of the account that an error names', async () => {
    const b = simBench()
    const { hash } = b.chain.send({ from: b.order.sender, to: thief, value: 5n, data: '0x' })
    b.mine()
    const tab = b.tab()
    b.wallet.persona = (prompt) => prompt.fail(walletError(-32603, `already known: ${hash}`))
    await (await tab.arm(b.order, b.wallet)).fire()
    b.mine()
    const { stage, facts } = await look(b, tab)
    expect(stage).toMatchObject({ name: 'broadcast', canSend: false })
    expect(facts.transfers).toEqual({})
  })

  test('zero coins that somebody moved in the account’s name, and a failed transaction', async () => {
    const { b, tab } = await sent('USDC', silently({ data: transfer(to, 0n) }))
    expect((await look(b, tab)).stage.name).toBe('outcome_unknown')
    const failing = simBench({ asset: 'ETH' })
    const page = failing.tab()
    failing.wallet.persona = rewrite({ to: thief })
    await (await page.arm(failing.order, failing.wallet)).fire()
    failing.chain.mine(
      () => true,
      () => false,
    )
    expect((await look(failing, page)).stage.name).toBe('broadcast')
  })

  test('one that the user cancelled is dead by its nonce, and may be sent again', async () => {
    const { b, tab, stage } = await sent(
      'ETH',
      async (prompt) => {
        const cancel = await prompt.broadcast({ to: prompt.parameters.from, value: '0x0' })
        prompt.answer(cancel)
      },
      3,
    )
    expect(stage).toMatchObject({ name: 'order_ready', canSend: true })
    expect(b.rows.get(b.order.orderId)?.attempts[0]).toMatchObject({ phase: 'dead', proof: 'P2' })
    expect((await tab.reconcile(b.order)).facts.transfers).toEqual({})
  })

  test('a call that may have moved native coin within is neither an alarm nor dead', async () => {
    const { stage } = await sent(
      'ETH',
      async (prompt) =>
        prompt.answer(
          await prompt.broadcast({ to: prompt.parameters.from, value: '0x0', data: '0x34fcd5be' }),
        ),
      5,
    )
    expect(stage).toMatchObject({ name: 'broadcast', canSend: false })
  })
})
