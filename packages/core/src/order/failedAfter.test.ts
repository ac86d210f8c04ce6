import { expect, test } from 'vitest'
import type { RowState } from './event.ts'
import { merge, noFacts } from './facts.ts'
import type { Order } from './order.ts'
import { statusOf } from './status.ts'

test('a sale that failed after the provider had the coins is not told as unsent', () => {
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
  const facts = (states: readonly RowState[]) =>
    states.reduce((all, state) => merge(all, { ...row, state, fields: {} }), noFacts)
  const kindAfter = (...states: readonly RowState[]) =>
    statusOf({ ...order, facts: facts(states) }, 3_000).kind
  expect(kindAfter('waiting', 'failed')).toBe('failed')
  for (const arrived of ['received', 'processing'] as const) {
    expect(kindAfter(arrived, 'failed')).toBe('credited')
    // In whatever order it was heard.
    expect(kindAfter('failed', arrived)).toBe('credited')
  }
  expect(kindAfter('received', 'failed', 'paid')).toBe('paid')
})
