import { OfframpError } from '@offrampkit/core'
import type { OrderView, Reservation } from '@offrampkit/core/api'
import type { AttemptPhase, AttemptView, NonSendProof } from '@offrampkit/core/order'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bob, harness, hash, newId } from '../../test/harness.ts'
import { decideReport } from './report.ts'

type Harness = ReturnType<typeof harness>
const reserve = (h: Harness, order: OrderView, attempt: AttemptView) =>
  h.ok<Reservation>('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
const reportCall = (order: OrderView, attemptId: string, body: object) => ({
  path: { orderId: order.orderId, attemptId },
  body,
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
