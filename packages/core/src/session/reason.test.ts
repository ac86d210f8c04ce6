import { expect, test } from 'vitest'
import { sessionSchema } from '../api/schemas.ts'
import { orderStatusSchema } from '../api/statusSchema.ts'
import { merge, noFacts } from '../order/facts.ts'
import type { Order } from '../order/order.ts'
import { statusOf } from '../order/status.ts'

test('why a form is asked again crosses our API; a reason of a later version is still a form', () => {
  const form = { kind: 'form', orderId: 'o', title: 'Where to pay', fields: [] }
  expect(sessionSchema.parse({ ...form, reason: 'price_changed' })).toMatchObject({ reason: 'price_changed' })
  for (const reason of ['something_new', 5, null])
    expect(sessionSchema.parse({ ...form, reason })).toMatchObject({ ...form, reason: undefined })
  expect(sessionSchema.parse(form)).toEqual(form)
})

test('why the provider cancelled is part of the status, and a deposit outranks it', () => {
  const order: Order = {
    orderId: 'AAECAwQFBgcICQoLDA0ODw',
    provider: 'p',
    flow: 'p/api',
    request: { asset: 'USDC', network: 'eip155:137', amount: '100', cashoutCurrency: 'MXN', country: 'MX' },
    sender: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    createdAt: 1_000,
    rules: {
      states: ['waiting'],
      required: [],
      createdBeforeMs: null,
      createdAfterMs: 0,
      windowMs: null,
      marginMs: 0,
      sender: 'ignored',
      senderIgnoredOn: [],
      amountCurrency: 'equal_if_given',
      frozen: [],
    },
    facts: noFacts,
  }
  const row = { type: 'row', rowId: 'r', at: 2_000, source: 'poll' } as const
  const reason = 'bank_account_not_verified'
  const cancelled = { ...order, facts: merge(noFacts, { ...row, state: 'cancelled', fields: { reason } }) }
  const status = statusOf(cancelled, 3_000)
  expect(status).toEqual({ kind: 'cancelled', reason })
  expect(orderStatusSchema.parse(status)).toEqual(status)

  const silent = { ...order, facts: merge(noFacts, { ...row, state: 'cancelled', fields: {} }) }
  expect(statusOf(silent, 3_000)).not.toHaveProperty('reason')
  const sent = { ...cancelled, facts: merge(cancelled.facts, { ...row, state: 'received', fields: {} }) }
  expect(statusOf(sent, 3_000).kind).toBe('received')
})
