import { OfframpError } from '@offrampkit/core'
import type { OrderView, Reservation } from '@offrampkit/core/api'
import type { AttemptPhase, AttemptView, NonSendProof } from '@offrampkit/core/order'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { bothStores } from '../../test/bothStores.ts'
import { depositAddress } from '../../test/fakeProvider.ts'
import { bob, harness, hash, newId, registry } from '../../test/harness.ts'
import { decideReport } from './report.ts'

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

describe('reporting', () => {
  const reserved = async () => {
    const h = harness()
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    await reserve(h, order, attempt)
    const report = (body: object) =>
      h.ok<OrderView>('reportDeposit', reportCall(order, attempt.attemptId, body))
    const code = (body: object) => h.code('reportDeposit', reportCall(order, attempt.attemptId, body))
    return { h, order, attempt, report, code }
  }

  it('goes forward only, and takes late news for what it is', async () => {
    const { h, order, report } = await reserved()
    expect((await report({ phase: 'hash', txHash: hash('A') })).attempts[0]).toMatchObject({
      phase: 'hash',
      txHash: hash('a'),
    })
    for (const phase of ['armed', 'prompting', 'unknown'])
      expect((await report({ phase })).attempts[0]).toMatchObject({ phase: 'hash', txHash: hash('a') })
    const events = await h.store.eventsAfter(order.orderId, 0, 100)
    expect(events.filter(({ event }) => event.type === 'report')).toHaveLength(1)
    expect(events.filter(({ event }) => event.type === 'attempt')).toHaveLength(2)
  })

  it('tells the provider the hash after it is written down, and does not need the provider for it', async () => {
    const { h, order, report } = await reserved()
    h.fake.down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
    const seen = await report({ phase: 'hash', txHash: hash('a') })
    expect(seen.attempts[0]?.txHash).toBe(hash('a'))
    expect(Object.keys(seen.facts.reports)).toHaveLength(1)
    expect(h.errors.at(-1)?.context).toMatchObject({ during: 'confirmDeposit' })
    h.fake.down = null
    await report({ phase: 'hash', txHash: hash('a') })
    expect(h.fake.calls.confirms).toEqual([hash('a')])
    expect((await h.store.order(order.orderId))?.version).toBe(seen.version)
  })

  it.each([
    [{ phase: 'dead' }],
    [{ phase: 'rejected' }],
    [{ phase: 'rejected', proof: 'P2' }],
    [{ phase: 'dead', proof: 'P1' }],
    [{ phase: 'unknown', proof: 'P3' }],
    [{ phase: 'hash' }],
    [{ phase: 'hash', txHash: '0x12' }],
    [{ phase: 'gone' }],
  ])('refuses %j', async (body) => {
    const { h, order, code } = await reserved()
    expect(await code(body)).toBe('invalid_request')
    expect((await h.store.order(order.orderId))?.order.attempts[0]?.phase).toBe('armed')
  })

  it('refuses a proof that the wallet’s own answer contradicts', async () => {
    const asked = await reserved()
    await asked.report({ phase: 'prompting' })
    expect(await asked.code({ phase: 'dead', proof: 'P3' })).toBe('invalid_request')
    const answered = await reserved()
    await answered.report({ phase: 'hash', txHash: hash('d') })
    expect(await answered.code({ phase: 'rejected', proof: 'P1' })).toBe('invalid_request')
    expect(await answered.code({ phase: 'dead', proof: 'P3' })).toBe('invalid_request')
    expect(await answered.code({ phase: 'dead', proof: 'P4' })).toBe('ok 200')
  })

  it('believes a transaction more than a refusal', async () => {
    const { h, order, report } = await reserved()
    await report({ phase: 'rejected', proof: 'P1' })
    const seen = await report({ phase: 'hash', txHash: hash('e') })
    expect(seen.attempts[0]).toMatchObject({ phase: 'hash', txHash: hash('e') })
    expect(seen.attempts[0]).not.toHaveProperty('proof')
    expect((await reserve(h, order, h.attemptFor(order))).status).toBe('active')
  })

  it('keeps every hash of an attempt that was sped up', async () => {
    const { report } = await reserved()
    await report({ phase: 'hash', txHash: hash('1') })
    const seen = await report({ phase: 'hash', txHash: hash('2') })
    expect(seen.attempts[0]?.txHash).toBe(hash('2'))
    expect(Object.keys(seen.facts.reports)).toHaveLength(2)
  })

  it('gives a transaction to one order, and never lets the other one send again', async () => {
    const h = harness()
    const [one, two] = [await h.ready(), await h.ready({ as: bob })]
    const [first, second] = [h.attemptFor(one), h.attemptFor(two)]
    await reserve(h, one, first)
    await h.ok('reserveDeposit', { as: bob, path: { orderId: two.orderId }, body: { attempt: second } })
    await h.ok('reportDeposit', reportCall(one, first.attemptId, { phase: 'hash', txHash: hash('f') }))
    const call = { as: bob, ...reportCall(two, second.attemptId, { phase: 'hash', txHash: hash('F') }) }
    const response = await h.send('reportDeposit', call)
    const { error } = (await response.json()) as { error: { code: string; moneyMoved: string } }
    expect([response.status, error.code, error.moneyMoved]).toEqual([409, 'conflict', 'maybe'])
    expect(JSON.stringify(error)).not.toContain(one.orderId)
    expect((await h.store.order(two.orderId))?.order.attempts[0]?.phase).toBe('unknown')
  })

  it('knows nothing of attempts that were never reserved', async () => {
    const { h, order } = await reserved()
    expect(await h.code('reportDeposit', reportCall(order, newId(), { phase: 'prompting' }))).toBe(
      'not_found',
    )
    expect(await h.code('reportDeposit', reportCall(order, 'x', { phase: 'prompting' }))).toBe('not_found')
  })

  it('never forgets a transaction, and never frees an attempt without a proof, whatever order reports arrive in', async () => {
    const h = harness()
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    const phases: { phase: AttemptPhase; proof?: NonSendProof; txHash?: string }[] = [
      { phase: 'armed' },
      { phase: 'prompting' },
      { phase: 'unknown' },
      { phase: 'hash', txHash: hash('a') },
      { phase: 'hash', txHash: hash('b') },
      { phase: 'rejected', proof: 'P1' },
      { phase: 'dead', proof: 'P4' },
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...phases), { maxLength: 12 }), (reports) => {
        let current: AttemptView = attempt
        let facts = order.facts
        for (const [at, report] of reports.entries()) {
          const before = current
          try {
            const change = decideReport(
              { ...order, facts, attempts: [current] },
              { attemptId: attempt.attemptId, ...report },
              at,
            )
            current = change?.attempts?.[0] ?? current
            for (const event of change?.events ?? [])
              if (event.type === 'report')
                facts = {
                  ...facts,
                  reports: { ...facts.reports, [`${event.attemptId}:${event.txHash}`]: [at, at] },
                }
          } catch {
            expect(current).toBe(before)
          }
          if (report.txHash !== undefined) {
            expect(current).toMatchObject({ phase: 'hash', txHash: report.txHash })
            expect(facts.reports).toHaveProperty(`${attempt.attemptId}:${report.txHash}`)
          }
          if (before.txHash !== undefined) expect(current.txHash).toBeDefined()
          if (current.phase === 'rejected' || current.phase === 'dead') expect(current.proof).toBeDefined()
          else expect(current.proof).toBeUndefined()
        }
      }),
      { numRuns: 3_000 },
    )
  })
})
