import type { OrderView, Reservation } from '@offrampkit/core/api'
import type { AttemptView } from '@offrampkit/core/order'
import { afterEach, describe, expect, it } from 'vitest'
import { bothStores } from '../../test/bothStores.ts'
import { depositAddress } from '../../test/fakeProvider.ts'
import { bob, harness, hash, registry } from '../../test/harness.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Harness = ReturnType<typeof harness>
const reserve = (h: Harness, order: OrderView, attempt: AttemptView) =>
  h.ok<Reservation>('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
const refusal = (h: Harness, order: OrderView, attempt: AttemptView) =>
  h.code('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
const reportCall = (order: OrderView, attemptId: string, body: object) => ({
  path: { orderId: order.orderId, attemptId },
  body,
})

describe.each(bothStores)('reserving over the %s store', (_, open) => {
  it('lets one of fifty devices send, on two instances', async () => {
    const { store, second, close } = open()
    closing.push(close)
    const h = harness({ store })
    const other = harness({ store: second })
    const order = await h.ready()
    const attempts = Array.from({ length: 50 }, () => h.attemptFor(order))
    const answers = await Promise.all(
      attempts.map((attempt, at) => reserve(at % 2 ? h : other, order, attempt)),
    )
    const winners = attempts.filter((_, at) => answers[at]?.status === 'reserved')
    expect(winners).toHaveLength(1)
    for (const answer of answers) if (answer.status === 'active') expect(answer.attempt).toEqual(winners[0])
    const seen = await h.ok<OrderView>('getOrder', { path: { orderId: order.orderId } })
    expect(seen.attempts).toEqual(winners)
  })

  it('answers the same attempt the same way, fifty times at once', async () => {
    const { store, close } = open()
    closing.push(close)
    const h = harness({ store })
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    const answers = await Promise.all(Array.from({ length: 50 }, () => reserve(h, order, attempt)))
    expect(answers.every(({ status }) => status === 'reserved')).toBe(true)
    expect((await store.order(order.orderId))?.order.attempts).toHaveLength(1)
  })
})

describe('reserving', () => {
  it('lets an attempt start beside one that the user set aside, under the same nonce alone', async () => {
    const h = harness()
    const order = await h.ready()
    const first = h.attemptFor(order, { nonce: 9, pin: 9 })
    await reserve(h, order, first)
    const attest = reportCall(order, first.attemptId, { phase: 'unknown', attested: true })
    const told = await h.ok<OrderView>('reportDeposit', attest)
    expect(told.attempts[0]).toMatchObject({ phase: 'unknown', attested: true })
    for (const pin of [null, 8, 10])
      expect(await reserve(h, order, h.attemptFor(order, { nonce: 9, pin }))).toMatchObject({
        status: 'active',
        attempt: { attemptId: first.attemptId },
      })
    const second = h.attemptFor(order, { nonce: 9, pin: 9 })
    expect(await reserve(h, order, second)).toEqual({ status: 'reserved' })
    // The second is active now, and a transaction of the first takes the word back.
    expect(await reserve(h, order, h.attemptFor(order, { nonce: 9, pin: 9 }))).toMatchObject({
      status: 'active',
    })
    const seen = await h.ok<OrderView>(
      'reportDeposit',
      reportCall(order, first.attemptId, { phase: 'hash', txHash: hash('1') }),
    )
    expect(seen.attempts[0]).not.toHaveProperty('attested')
  })

  it('takes a revert as proof about its own transaction alone', async () => {
    const h = harness()
    const order = await h.ready()
    const first = h.attemptFor(order, { nonce: 9, pin: 9 })
    await reserve(h, order, first)
    const tell = (body: object) => h.ok<OrderView>('reportDeposit', reportCall(order, first.attemptId, body))
    await tell({ phase: 'hash', txHash: hash('1') })
    await tell({ phase: 'hash', txHash: hash('2') })
    const late = await tell({ phase: 'dead', proof: 'P4', txHash: hash('1') })
    expect(late.attempts[0]).toMatchObject({ phase: 'hash', txHash: hash('2') })
    const own = await tell({ phase: 'dead', proof: 'P4', txHash: hash('2') })
    expect(own.attempts[0]).toMatchObject({ phase: 'dead', proof: 'P4' })
  })

  it('sets nothing aside that had no pin, or whose end is known', async () => {
    const h = harness()
    const order = await h.ready()
    const first = h.attemptFor(order, { nonce: 9, pin: null })
    await reserve(h, order, first)
    await h.ok('reportDeposit', reportCall(order, first.attemptId, { phase: 'unknown', attested: true }))
    expect(await reserve(h, order, h.attemptFor(order, { nonce: 9, pin: null }))).toMatchObject({
      status: 'active',
    })
    const wrong = [
      { phase: 'prompting', attested: true },
      { phase: 'hash', txHash: hash('1'), attested: true },
      { phase: 'rejected', proof: 'P1', attested: true },
      { phase: 'unknown', attested: false },
    ]
    for (const body of wrong)
      expect(await h.code('reportDeposit', reportCall(order, first.attemptId, body))).toBe('invalid_request')
    await h.ok('reportDeposit', reportCall(order, first.attemptId, { phase: 'hash', txHash: hash('1') }))
    const late = await h.ok<OrderView>(
      'reportDeposit',
      reportCall(order, first.attemptId, { phase: 'unknown', attested: true }),
    )
    expect(late.attempts[0]).toMatchObject({ phase: 'hash' })
  })

  it('tells another device what to look for', async () => {
    const h = harness()
    const order = await h.ready()
    const first = h.attemptFor(order, { fromBlock: 123, nonce: 9, pin: 9 })
    await reserve(h, order, first)
    expect(await reserve(h, order, h.attemptFor(order))).toEqual({ status: 'active', attempt: first })
  })

  it.each([
    ['rejected', 'P1'],
    ['dead', 'P2'],
    ['dead', 'P3'],
    ['dead', 'P4'],
    ['dead', 'P5'],
    ['dead', 'P6'],
  ] as const)('lets the next attempt go on after %s with %s, and not before', async (phase, proof) => {
    const h = harness()
    const order = await h.ready()
    const first = h.attemptFor(order)
    await reserve(h, order, first)
    expect((await reserve(h, order, h.attemptFor(order))).status).toBe('active')
    await h.ok('reportDeposit', reportCall(order, first.attemptId, { phase, proof }))
    expect((await reserve(h, order, h.attemptFor(order))).status).toBe('reserved')
  })

  it.each(['armed', 'prompting', 'unknown', 'hash'] as const)(
    'lets nobody else go on for any time while an attempt is %s',
    async (phase) => {
      const h = harness()
      const order = await h.ready()
      const first = h.attemptFor(order)
      await reserve(h, order, first)
      const body = phase === 'hash' ? { phase, txHash: hash('c') } : { phase }
      await h.ok('reportDeposit', reportCall(order, first.attemptId, body))
      h.pass(365 * 24 * 3_600_000)
      expect((await reserve(h, order, h.attemptFor(order))).status).toBe('active')
    },
  )

  it('refuses whatever is not exactly what the server would pay', async () => {
    const h = harness()
    const order = await h.ready()
    expect(await refusal(h, order, h.attemptFor(order, { digest: hash('0') }))).toBe('instruction_changed')
    expect(await refusal(h, order, h.attemptFor(order, { sender: bob.addresses[0]! }))).toBe('wrong_account')
    for (const change of [
      { phase: 'hash' },
      { phase: 'prompting' },
      { txHash: hash('a') },
      { proof: 'P3' },
    ] as const)
      expect(await refusal(h, order, h.attemptFor(order, change))).toBe('invalid_request')
    const attempt = h.attemptFor(order)
    expect(await refusal(h, order, attempt)).toBe('ok 200')
    expect(await refusal(h, order, { ...attempt, digest: hash('1') })).toBe('conflict')
  })

  it('never brings an attempt back that was proven dead', async () => {
    const h = harness()
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    await reserve(h, order, attempt)
    await h.ok('reportDeposit', reportCall(order, attempt.attemptId, { phase: 'dead', proof: 'P3' }))
    expect(await refusal(h, order, attempt)).toBe('conflict')
  })

  const row = (rowId: string, state: string, fields = {}) => ({
    rowId,
    state,
    fields: { network: 'eip155:8453', asset: 'USDC', amount: '25', to: depositAddress, ...fields },
  })
  it.each([
    ['no_instruction', []],
    ['several_instructions', [row('a', 'waiting'), row('b', 'waiting')]],
    ['instruction_refused', [row('a', 'waiting', { to: registry.assets[1]?.address })]],
    ['order_expired', [row('a', 'expired')]],
    ['order_ended', [row('a', 'failed')]],
    ['order_ended', [row('a', 'waiting', { txHash: hash('a') })]],
    ['order_ended', [row('a', 'paid')]],
    ['no_instruction', [row('a', 'unknown')]],
  ])('refuses with %s when the provider says %j', async (code, rows) => {
    const h = harness()
    const { orderId } = await h.create()
    await h.ok('createSession', { path: { orderId } })
    h.fake.rows.set(orderId, rows as never)
    const order = await h.ok<OrderView>('getOrder', { path: { orderId } })
    const answered = await refusal(h, order, h.attemptFor(order))
    // Two live rows are a contradiction of the provider, which ends the order as far as sending goes.
    expect(code === 'several_instructions' ? [code, 'order_ended'] : [code]).toContain(answered)
  })

  it('decides on what the server knows now, not on what the page saw', async () => {
    const h = harness()
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    h.fake.rows.set(order.orderId, [
      { rowId: `row-${order.orderId}`, state: 'waiting', fields: { to: `0x${'2'.repeat(40)}` } },
    ])
    h.pass(2_000)
    await h.ok('getOrder', { path: { orderId: order.orderId } })
    expect(await refusal(h, order, attempt)).not.toBe('ok 200')
  })
})
