import { expect, it } from 'vitest'
import { harness } from '../../test/harness.ts'

it('keeps no more hashes of one order than a wallet ever makes', async () => {
  const h = harness()
  const order = await h.ready()
  const attempt = h.attemptFor(order)
  await h.ok('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
  const hashOf = (at: number) => `0x${at.toString(16).padStart(64, '0')}`
  const report = (at: number) =>
    h.code('reportDeposit', {
      path: { orderId: order.orderId, attemptId: attempt.attemptId },
      body: { phase: 'hash', txHash: hashOf(at) },
    })
  for (let at = 1; at <= 100; at += 1) expect(await report(at)).toBe('ok 200')
  expect(await report(101)).toBe('invalid_request')
  expect(await report(100)).toBe('ok 200')
  const stored = await h.store.order(order.orderId)
  expect(Object.keys(stored?.order.facts.reports ?? {})).toHaveLength(100)
  expect(stored?.order.attempts[0]).toMatchObject({ phase: 'hash', txHash: hashOf(100) })
})
