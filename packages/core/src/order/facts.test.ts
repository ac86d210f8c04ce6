import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { orderOf, rowEvent, t0, transferEvent } from '../../test/orders.ts'
import type { NetworkId } from '../network/network.ts'
import type {
  EventSource,
  OrderEvent,
  RowEvent,
  RowState,
  StepEvent,
  TransferDifference,
  TransferStanding,
} from './event.ts'
import { merge, mergeFacts, noFacts, type OrderFacts } from './facts.ts'
import { firstOf, hear, latestOf, mergeHeard, valuesOf } from './heard.ts'
import { statusOf } from './status.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

/** Few values, so that streams collide, with the names that break careless records. */
const name = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', '1', '0', 'a|b', '')
const at = fc.integer({ min: t0, max: t0 + 5 })
const source = fc.constantFrom<EventSource>('webhook', 'poll', 'chain', 'browser', 'server')
const state = fc.constantFrom<RowState | undefined>(
  undefined,
  'waiting',
  'paid',
  'failed',
  'unknown',
  'made-up' as RowState,
)
const fieldName = fc.constantFrom('to', 'amount', 'reason', '__proto__')
const fields = fc
  .array(fc.tuple(fieldName, name), { maxLength: 4 })
  .map((entries) => Object.fromEntries(entries) as RowEvent['fields'])
const row = fc.tuple(name, state, fields, at, source).map(
  ([rowId, told, values, when, who]): OrderEvent => ({
    type: 'row',
    rowId,
    fields: values,
    at: when,
    source: who,
    ...(told === undefined ? {} : { state: told }),
  }),
)
const transfer = fc
  .record({
    network: fc.constantFrom<NetworkId>('eip155:1', 'EIP155:1', 'eip155:8453'),
    asset: name,
    from: fc.constantFrom('0xAA', '0xaa', 'a|b'),
    to: fc.constantFrom('0xBB', '0xbb', 'b'),
    units: fc.constantFrom('1', '2'),
    txHash: fc.constantFrom('0xC', '0xc', '0xd'),
    logIndex: fc.constantFrom(-1, 0, 1),
    blockNumber: fc.constantFrom(1, 2),
    blockHash: fc.constantFrom('0xe', '0xf'),
    standing: fc.constantFrom<TransferStanding>('included', 'final', 'reorged'),
    differs: fc.constantFrom<TransferDifference | undefined>(undefined, 'network', 'amount'),
    at,
    source,
  })
  .map(({ differs, ...parts }): OrderEvent => {
    return { ...parts, type: 'transfer', ...(differs === undefined ? {} : { differs }) }
  })
const step = fc
  .tuple(fc.constantFrom<StepEvent['type']>('opened', 'returned', 'cancelled'), at, source)
  .map(([type, when, who]): OrderEvent => ({ type, at: when, source: who }))
const report = fc.tuple(name, name, at, source).map(
  ([attemptId, txHash, when, who]): OrderEvent => ({
    type: 'report',
    attemptId,
    txHash,
    at: when,
    source: who,
  }),
)
const event = fc.oneof(row, transfer, step, report)
const stream = fc.array(event, { maxLength: 12 })

const join = (events: readonly OrderEvent[]): OrderFacts => events.reduce(merge, noFacts)
const text = (facts: OrderFacts): string => JSON.stringify(facts)

function permutations<item>(items: readonly item[]): item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first, at) => permutations(items.toSpliced(at, 1)).map((rest) => [first, ...rest]))
}

describe('merge (I-14)', () => {
  test('all orders of arrival of up to six events give the same facts, to the letter', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 6, maxLength: 6 }), (events) => {
        const expected = text(join(events))
        for (const order of permutations(events)) expect(text(join(order)) === expected).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('random streams: shuffled, doubled, and joined in parts', () => {
    fc.assert(
      fc.property(stream, fc.infiniteStream(fc.nat()), fc.nat(12), (events, random, cut) => {
        const facts = text(join(events))
        const shuffled = events
          .map((one) => [random.next().value, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one)
        expect(text(join(shuffled))).toBe(facts)
        expect(text(join([...events, ...shuffled]))).toBe(facts)
        expect(text(mergeFacts(join(events.slice(0, cut)), join(events.slice(cut))))).toBe(facts)
        expect(text(mergeFacts(join(events), join(events)))).toBe(facts)
      }),
      { numRuns: 10_000 },
    )
  })

  test('joining facts is commutative and associative, and nothing is neutral', () => {
    fc.assert(
      fc.property(stream.map(join), stream.map(join), stream.map(join), (a, b, c) => {
        expect(text(mergeFacts(a, b))).toBe(text(mergeFacts(b, a)))
        expect(text(mergeFacts(mergeFacts(a, b), c))).toBe(text(mergeFacts(a, mergeFacts(b, c))))
        expect(text(mergeFacts(a, noFacts))).toBe(text(a))
      }),
      { numRuns: 5_000 },
    )
  })

  test('facts are plain data: JSON and structured clones change nothing, and no prototype is touched', () => {
    fc.assert(
      fc.property(stream.map(join), (facts) => {
        expect(JSON.parse(text(facts))).toEqual(facts)
        expect(text(structuredClone(facts))).toBe(text(facts))
        expect(text(JSON.parse(text(facts)) as OrderFacts)).toBe(text(facts))
      }),
      { numRuns: 5_000 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('nothing is refused and nothing is lost: every value that was told is in the facts', () => {
    fc.assert(
      fc.property(stream, (events) => {
        const facts = text(join(events))
        for (const one of events)
          if (one.type === 'row')
            for (const value of Object.values(one.fields))
              if (value !== '') expect(facts).toContain(JSON.stringify(value).slice(0, -1))
        expect(() => statusOf(orderOf(events), t0)).not.toThrow()
      }),
      { numRuns: 3_000 },
    )
  })

  test('the arguments stay as they were', () => {
    const before = join([rowEvent('r', 'waiting'), transferEvent()])
    const copy = structuredClone(before)
    merge(before, rowEvent('r', 'paid', { to: 'elsewhere' }))
    expect(before).toEqual(copy)
    expect(noFacts).toEqual({ steps: {}, rows: {}, transfers: {}, reports: {} })
  })

  test('a row that is called like a prototype is a row', () => {
    const facts = join([rowEvent('__proto__', 'paid'), rowEvent('constructor', 'failed')])
    expect(Object.keys(facts.rows)).toHaveLength(2)
    expect(Object.getPrototypeOf(facts.rows)).toBe(Object.prototype)
  })
})

describe('transfers', () => {
  test('letter case and blocks do not make two of one; another amount, log or network does', () => {
    const one = transferEvent()
    const again = transferEvent({
      to: one.to.toLowerCase(),
      txHash: one.txHash.toUpperCase().replace('0X', '0x'),
      standing: 'final',
      at: t0,
    })
    expect(Object.keys(join([one, again]).transfers)).toHaveLength(1)
    const others = [
      one,
      transferEvent({ units: '1' }),
      transferEvent({ logIndex: 4 }),
      transferEvent({ network: 'eip155:1' }),
    ]
    expect(Object.keys(join(others).transfers)).toHaveLength(4)
  })

  test('no value can contain the border between two parts of the key', () => {
    const odd = [
      transferEvent({ asset: 'a|b', from: 'c' }),
      transferEvent({ asset: 'a', from: 'b|c' }),
      transferEvent({ asset: 'a","b', from: 'c' }),
    ]
    expect(Object.keys(join(odd).transfers)).toHaveLength(3)
  })
})

describe('heard', () => {
  test('keeps the first and the last time of each value, and orders by them', () => {
    const heard = mergeHeard(
      mergeHeard(hear<string>('x', 5), hear<string>('y', 3)),
      mergeHeard(hear<string>('x', 1), hear<string>('y', 4)),
    )
    expect(heard).toEqual({ x: [1, 5], y: [3, 4] })
    expect(valuesOf(heard)).toEqual(['x', 'y'])
    expect(latestOf(heard)).toBe('x')
    expect(firstOf(heard)).toBe('x')
    expect(firstOf(hear<string>('x', 1))).toBe('x')
    expect(latestOf(undefined)).toBeNull()
    expect(firstOf({})).toBeNull()
  })

  test('ties are broken by text, so that every device agrees', () => {
    expect(valuesOf(mergeHeard(hear<string>('b', 1), hear<string>('a', 1)))).toEqual(['a', 'b'])
    expect(firstOf(mergeHeard(hear<string>('b', 1), hear<string>('a', 1)))).toBe('a')
  })
})
