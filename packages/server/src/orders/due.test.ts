import {
  type AttemptView,
  merge,
  noFacts,
  type Order,
  type OrderEvent,
  type RowState,
} from '@offrampkit/core/order'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { farMs } from '../stores/far.ts'
import { sampleOrder } from '../testing/storeSamples.ts'
import { dueAfter, longestDueMs } from './due.ts'
import { longestRoundMs } from './reconcile.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const made = Date.UTC(2026, 10, 21)
const opened: OrderEvent = { type: 'opened', at: made, source: 'server' }
const row = (state: RowState): OrderEvent => ({
  ...{ type: 'row', at: made + minute, source: 'poll', rowId: 'r' },
  ...{ state, fields: { to: '0x1', orderId: '' } },
})

function orderWith(events: readonly OrderEvent[]): Order {
  const { attempts, ...order } = sampleOrder({ createdAt: made }).order
  return { ...order, facts: events.reduce(merge, noFacts) }
}

/** In how many ms it is due, so long after it was made. */
const waits = (events: readonly OrderEvent[], age: number) => {
  const due = dueAfter(orderWith(events), made + age)
  return due === null ? null : due - made - age
}

describe('an order is due', () => {
  it.each([
    ['half a minute after, in its first minutes', [opened], 10 * minute, minute / 2],
    ['more and more seldom while it waits for its user', [opened], 2 * hour, 6 * minute],
    ['half a minute after, with money on its way', [opened, row('received')], 50 * minute, minute / 2],
    ['five minutes after, on its first day', [opened, row('received')], 2 * hour, 5 * minute],
    ['seldom while nobody has begun it', [], 5 * minute, 10 * minute],
    ['more seldom the longer nobody has', [], 10 * hour, 5 * hour],
    ['six hours after at the latest', [], 20 * hour, 6 * hour],
    ['hourly for a week while money is with the provider', [opened, row('processing')], 3 * day, hour],
    ['four times a day for two months then', [opened, row('processing')], 30 * day, 6 * hour],
    ['never after two months', [opened, row('processing')], 61 * day, null],
    ['never once it was paid', [opened, row('paid')], hour, null],
    ['some time after it ended without payout', [opened, row('expired')], hour, 15 * minute],
    ['more and more seldom after that', [opened, row('expired')], day, 3 * hour],
    ['never two days after it was made, if it has ended', [opened, row('expired')], 2 * day + 1, null],
    ['never two days after it was made, if nobody began it', [], 2 * day + 1, null],
  ] as const)('%s', (_, events, age, wait) => {
    expect(waits(events, age)).toBe(wait)
  })

  it('often while a deposit may be on its way', () => {
    const attempt = { attemptId: 'a', phase: 'unknown' as const, startedAt: made } as AttemptView
    const order = orderWith([opened])
    expect(dueAfter({ ...order, attempts: [attempt] }, made + 50 * minute)).toBe(made + 50.5 * minute)
    const refused = { ...attempt, phase: 'rejected' as const, proof: 'P1' as const }
    expect(dueAfter({ ...order, attempts: [refused] }, made + 50 * minute)).toBe(made + 52.5 * minute)
  })

  it('half a minute after, where a clock was set back', () => {
    expect(waits([opened], -day)).toBe(minute / 2)
  })

  it('asks about one that nobody goes on with a hundred times and some, and ends', () => {
    for (const events of [[], [opened], [opened, row('waiting')], [opened, row('cancelled')]]) {
      const order = orderWith(events)
      let asked = 0
      for (let at: number | null = made; at !== null && asked < 1_000; asked++) at = dueAfter(order, at)
      expect(asked).toBeLessThan(180)
    }
  })

  it('never so late that it would look like the work of a wrong clock, whatever has happened to it', () => {
    const states: RowState[] = ['waiting', 'received', 'processing', 'paid', 'failed', 'expired', 'cancelled']
    const events = fc.array(
      fc.oneof(
        fc.constant(opened),
        fc.constantFrom(...states).map(row),
        fc
          .constantFrom('declared', 'cancelled', 'returned')
          .map((type) => ({ ...opened, type }) as OrderEvent),
      ),
      { maxLength: 4 },
    )
    const phase = fc.constantFrom('armed', 'unknown', 'rejected', undefined)
    const ages = fc.oneof(fc.integer({ min: -2 * day, max: 90 * day }), fc.integer({ min: 0, max: 3 * hour }))
    const seen = new Set<number | null>()
    fc.assert(
      fc.property(events, phase, ages, (happened, attempted, age) => {
        const attempts = attempted
          ? [{ attemptId: 'a', phase: attempted, startedAt: made } as AttemptView]
          : []
        const due = dueAfter({ ...orderWith(happened), attempts }, made + age)
        const wait = due === null ? null : due - made - age
        seen.add(wait)
        if (wait !== null) expect(wait).toBeGreaterThan(0)
        if (wait !== null) expect(wait).toBeLessThanOrEqual(longestDueMs)
      }),
      { numRuns: 2_000 },
    )
    // The longest there is was among them.
    expect(seen).toContain(longestDueMs)
    // In a round everything is compared with the time at which that began.
    expect(longestRoundMs + longestDueMs + hour).toBeLessThan(farMs)
  })

  it('at a whole ms, whatever the time', () => {
    for (let age = 1; age < 3 * day; age = age * 3 + 1)
      for (const events of [[], [opened, row('cancelled')]])
        expect(Number.isInteger(dueAfter(orderWith(events), made + age) ?? 0)).toBe(true)
  })
})
