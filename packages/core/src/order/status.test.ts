import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  depositAddress,
  minute,
  orderOf,
  other,
  rowEvent,
  rules,
  secondAddress,
  t0,
  transferEvent,
} from '../../test/orders.ts'
import type { OrderEvent, RowField, RowState } from './event.ts'
import { merge } from './facts.ts'
import type { Order } from './order.ts'
import { corrections, isTerminal, type OrderStatusKind, statusOf } from './status.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const hash = `0x${'c1'.repeat(32)}`
const now = t0 + 5 * minute
const kindOf = (events: readonly OrderEvent[], at = now, changes: Partial<Order> = {}) =>
  statusOf(orderOf(events, changes), at).kind
const step = (type: 'opened' | 'returned' | 'cancelled'): OrderEvent => ({ type, at: t0, source: 'server' })

describe('every status is reachable', () => {
  test.each<[OrderStatusKind, readonly OrderEvent[], number?]>([
    ['created', []],
    ['created', [{ type: 'report', attemptId: 'a', txHash: hash, at: t0, source: 'browser' }]],
    ['opened', [step('opened')]],
    ['opened', [step('returned')]],
    ['opened', [step('opened'), rowEvent('r', 'unknown')]],
    ['opened', [step('opened'), rowEvent('r', 'made-up' as RowState)]],
    ['awaiting_deposit', [rowEvent('r', 'pending', { to: undefined })]],
    ['awaiting_deposit', [rowEvent('r', 'waiting')]],
    ['awaiting_deposit', [rowEvent('r', 'waiting', { createdAt: undefined, from: undefined })]],
    [
      'awaiting_deposit',
      [
        rowEvent('r', 'waiting', {
          from: other.toUpperCase().replace('0X', '0x'),
          network: rules.senderIgnoredOn[0],
        }),
      ],
    ],
    ['received', [rowEvent('r', 'received')]],
    ['received', [rowEvent('r', 'waiting', { txHash: hash })]],
    ['received', [rowEvent('r', 'waiting'), transferEvent()]],
    ['received', [rowEvent('r', 'expired'), transferEvent()]],
    ['received', [rowEvent('r', 'cancelled', { txHash: hash })]],
    ['processing', [rowEvent('r', 'processing')]],
    ['paid', [rowEvent('r', 'paid')]],
    ['paid', [rowEvent('r', 'failed'), rowEvent('r', 'paid', {}, t0)]],
    ['credited', [rowEvent('r', 'failed', { txHash: hash })]],
    ['credited', [rowEvent('r', 'failed'), transferEvent({ standing: 'final' })]],
    ['failed', [rowEvent('r', 'failed', { reason: 'declined' })]],
    ['failed', [rowEvent('r', 'failed'), transferEvent({ from: other, standing: 'final' })]],
    ['expired', [rowEvent('r', 'expired')]],
    ['expired', [rowEvent('r', 'waiting')], t0 + 31 * minute],
    ['expired', [rowEvent('r', 'waiting', { orderExpiresAt: String(now) })]],
    ['cancelled', [rowEvent('r', 'cancelled')]],
    ['cancelled', [step('cancelled'), rowEvent('r', 'waiting')]],
    ['conflict', [rowEvent('a', 'waiting'), rowEvent('b', 'waiting', { to: secondAddress })]],
    ['conflict', [rowEvent('r', 'waiting'), rowEvent('r', 'waiting', { to: secondAddress }, now)]],
  ])('%s', (kind, events, at = now) => {
    expect(kindOf(events, at)).toBe(kind)
  })

  test('the window closes at its end and not a millisecond before', () => {
    const end = t0 + minute + 30 * minute
    expect(statusOf(orderOf([rowEvent('r', 'waiting')]), end - 1)).toMatchObject({
      kind: 'awaiting_deposit',
      deadline: end,
    })
    expect(kindOf([rowEvent('r', 'waiting')], end)).toBe('expired')
  })

  test('an order that nobody took up ends after a day', () => {
    const day = 24 * 60 * minute
    for (const steps of [[], [step('opened')], [step('returned')]]) {
      expect(['created', 'opened']).toContain(kindOf(steps, t0 + day - 1))
      expect(statusOf(orderOf(steps), t0 + day)).toEqual({ kind: 'expired', rowId: null })
    }
    const made = String(t0 + day)
    const late = (state: 'waiting' | 'paid') => rowEvent('r', state, { createdAt: made }, t0 + day + minute)
    expect(kindOf([late('waiting')], t0 + day + 2 * minute)).toBe('expired')
    expect(kindOf([late('paid')], t0 + day + 2 * minute)).toBe('paid')
    const long = rowEvent(
      'r',
      'waiting',
      { orderExpiresAt: String(t0 + 3 * day), createdAt: made },
      t0 + minute,
    )
    expect(kindOf([long], t0 + day + minute)).toBe('awaiting_deposit')
  })

  test('what each one tells', () => {
    const payout = { payout: '24.60', payoutCurrency: 'USD', txHash: hash }
    expect(statusOf(orderOf([rowEvent('r', 'paid', payout)]), now)).toEqual({
      kind: 'paid',
      rowId: 'r',
      txHash: hash,
      payout: { amount: '24.60', currency: 'USD' },
    })
    expect(statusOf(orderOf([rowEvent('r', 'paid')]), now)).toMatchObject({ payout: null, txHash: null })
    expect(statusOf(orderOf([rowEvent('r', 'failed', { reason: 'x' })]), now)).toMatchObject({ reason: 'x' })
    expect(statusOf(orderOf([rowEvent('a', 'waiting'), rowEvent('b', 'pending')]), now)).toEqual({
      kind: 'conflict',
      reason: 'several_rows',
      rowIds: ['a', 'b'],
    })
    const moved = [rowEvent('r', 'waiting'), rowEvent('r', 'waiting', { to: secondAddress })]
    expect(statusOf(orderOf(moved), now)).toMatchObject({ reason: 'address_changed', rowIds: ['r'] })
  })
})

describe('whose row it is', () => {
  test.each<[string, Partial<Record<RowField, string | undefined>>]>([
    ['older than the order', { createdAt: String(t0 - 2 * minute) }],
    ['from another sender', { from: other }],
  ])('a row %s says nothing about this order', (_, fields) => {
    for (const state of ['paid', 'failed', 'waiting', 'received', 'expired'] as const)
      expect(kindOf([rowEvent('r', state, fields)])).toBe('created')
    expect(kindOf([rowEvent('r', 'paid', fields), rowEvent('mine', 'waiting')])).toBe('awaiting_deposit')
  })

  test.each<[RowState, OrderStatusKind]>([
    ['paid', 'processing'],
    ['failed', 'created'],
    ['expired', 'created'],
    ['cancelled', 'created'],
    ['processing', 'processing'],
  ])('a row that has not told whose it is cannot end the order as %s', (state, kind) => {
    for (const field of ['createdAt', 'from'] as const) {
      const partial = rowEvent('r', state, { [field]: undefined })
      expect(kindOf([partial])).toBe(kind)
      expect(kindOf([partial, rowEvent('r', undefined)])).toBe(state)
    }
  })

  test('the same address in other letter case is no other sender and no changed address', () => {
    const events = [rowEvent('r', 'waiting'), rowEvent('r', 'waiting', { to: depositAddress.toLowerCase() })]
    expect(kindOf(events)).toBe('awaiting_deposit')
  })

  test('rules without time or sender take every row under the reference', () => {
    const open = { rules: { ...rules, createdBeforeMs: null, windowMs: null, sender: 'ignored' as const } }
    expect(kindOf([rowEvent('r', 'paid', { createdAt: undefined, from: undefined })], now, open)).toBe('paid')
    expect(kindOf([rowEvent('r', 'waiting')], t0 + 10 ** 9, open)).toBe('awaiting_deposit')
    const given = { rules: { ...rules, sender: 'equal_if_given' as const } }
    expect(kindOf([rowEvent('r', 'paid', { from: undefined })], now, given)).toBe('paid')
    expect(kindOf([rowEvent('r', 'paid', { from: other })], now, given)).toBe('created')
  })

  test('coins of nothing, and those of others, are no deposit', () => {
    expect(kindOf([rowEvent('r', 'waiting'), transferEvent({ units: '0' })])).toBe('awaiting_deposit')
    expect(kindOf([rowEvent('r', 'waiting'), transferEvent({ from: other })])).toBe('awaiting_deposit')
    expect(kindOf([rowEvent('r', 'waiting'), transferEvent({ standing: 'reorged' })])).toBe(
      'awaiting_deposit',
    )
  })
})

describe('terminals (I-14)', () => {
  const t = (offset: number) => t0 + offset * minute
  const field = <value>(...values: value[]) => fc.constantFrom(...values)
  const row = fc
    .record({
      rowId: field('a', 'b'),
      state: field<RowState | undefined>(
        undefined,
        'unknown',
        'pending',
        'waiting',
        'received',
        'processing',
        'paid',
        'failed',
        'expired',
        'cancelled',
      ),
      to: field<string | undefined>(undefined, depositAddress, depositAddress, secondAddress),
      from: field<string | undefined>(undefined, orderOf([]).sender, orderOf([]).sender, other),
      txHash: field<string | undefined>(undefined, undefined, undefined, hash),
      createdAt: field<string | undefined>(
        undefined,
        String(t(1)),
        String(t(1)),
        String(t(2)),
        String(t(-9)),
        'soon',
      ),
      orderExpiresAt: field<string | undefined>(undefined, undefined, String(t(20)), String(t(40))),
      network: field<string | undefined>(undefined, 'eip155:8453', rules.senderIgnoredOn[0]),
      at: fc.integer({ min: t(0), max: t(60) }),
    })
    .map(({ rowId, state, at, ...fields }) => rowEvent(rowId, state, fields, at))
  const transfer = fc
    .record({
      to: field(depositAddress, secondAddress),
      from: field(orderOf([]).sender, other),
      standing: field('included' as const, 'final' as const, 'reorged' as const),
      blockHash: field('0xa', '0xb'),
      at: fc.integer({ min: t(0), max: t(60) }),
    })
    .map(transferEvent)
  const stepAt = fc
    .tuple(
      field('opened' as const, 'returned' as const, 'cancelled' as const),
      fc.integer({ min: t(0), max: t(60) }),
    )
    .map(([type, at]): OrderEvent => ({ type, at, source: 'server' }))
  const event = fc.oneof({ weight: 6, arbitrary: row }, { weight: 2, arbitrary: transfer }, stepAt)
  const senders = field('must_equal' as const, 'ignored' as const)

  /** Every step from one status to the next is a stay, a move on from a living one, or a listed correction. */
  function walk(events: readonly OrderEvent[], clock: readonly number[], changes: Partial<Order>) {
    let order = orderOf([], changes)
    let before = statusOf(order, t0)
    for (const [index, one] of events.entries()) {
      order = { ...order, facts: merge(order.facts, one) }
      const after = statusOf(order, clock[index] ?? 0)
      if (isTerminal(before) && after.kind !== before.kind)
        expect(corrections[before.kind], `${before.kind} → ${after.kind}`).toContain(after.kind)
      before = after
    }
    return before
  }

  test('are left only by corrections, as time goes on and news comes in any order', () => {
    const gaps = fc.array(fc.nat(12 * minute), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), gaps, senders, (events, steps, sender) => {
        let time = t0
        const clock = steps.map((gap) => {
          time += gap
          return time
        })
        const changes = { rules: { ...rules, sender } }
        const byTime = [...events].sort((a, b) => a.at - b.at)
        const ends = [events, byTime, byTime.toReversed()].map((list) => walk(list, clock, changes))
        expect(ends[1]).toEqual(ends[0])
        expect(ends[2]).toEqual(ends[0])
      }),
      { numRuns: 6_000 },
    )
  })

  test('by time alone nothing but the end of the window happens', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 8 }),
        fc.nat(40 * minute),
        fc.nat(40 * minute),
        (events, a, b) => {
          const [early, late] = [
            statusOf(orderOf(events), t0 + Math.min(a, b)),
            statusOf(orderOf(events), t0 + Math.max(a, b)),
          ]
          if (early.kind === late.kind) return
          expect(['awaiting_deposit', 'conflict']).toContain(early.kind)
          // A row that never told whose it is stops waiting and ends nothing.
          expect(['expired', 'awaiting_deposit', 'opened', 'created']).toContain(late.kind)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('corrections lead from ends, form no circle, and include the three of the design', () => {
    const reach = (kind: OrderStatusKind, seen: readonly OrderStatusKind[]): void => {
      expect(seen).not.toContain(kind)
      for (const next of corrections[kind] ?? []) reach(next, [...seen, kind])
    }
    for (const kind of Object.keys(corrections) as OrderStatusKind[]) {
      reach(kind, [])
      expect(isTerminal({ kind } as never)).toBe(true)
    }
    expect(corrections.credited).toContain('paid')
    expect(corrections.failed).toContain('paid')
    expect(corrections.expired).toContain('received')
    expect(corrections.paid).toBeUndefined()
  })
})
