import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import {
  depositAddress,
  minute,
  orderOf,
  other,
  registry,
  rowEvent,
  rules,
  secondAddress,
  sender,
  t0,
  usdcOnBase,
} from '../../test/orders.ts'
import type { OrderEvent, RowField, RowState } from '../order/event.ts'
import { bindDeposit } from './bind.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

/**
 * I-9 against an oracle that was written from the rules in words, without facts, rows or merging: it reads the raw events.
 * Histories are mostly right with some fault, since a history of noise never binds and proves nothing.
 */
type Told = Partial<Record<RowField, string | undefined>> & {
  state: RowState | undefined
  at: number
  rowId: string
}

const mostly = <value>(usual: value, ...odd: value[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
const bad = {
  to: [
    undefined,
    secondAddress,
    depositAddress.toLowerCase(),
    depositAddress.replace('0x52908', '0x5290a'),
    usdcOnBase,
    sender,
    `0x${'0'.repeat(40)}`,
    'x',
  ],
  amount: [undefined, '24', '25.0', '25.0000001', '0', '1e1', '25,0', '٢٥', '-1', ''],
  createdAt: [
    undefined,
    String(t0 - minute - 1),
    String(t0 - minute),
    String(t0 - 60 * minute),
    String(t0 + 90 * minute),
    '0',
    'soon',
  ],
}
const told: fc.Arbitrary<Told> = fc.record({
  rowId: mostly('a', 'b', 'c', '__proto__'),
  state: mostly<RowState | undefined>(
    'waiting',
    'pending',
    undefined,
    'unknown',
    'failed',
    'expired',
    'cancelled',
    'received',
    'paid',
  ),
  at: fc.integer({ min: t0, max: t0 + 10 * minute }),
  to: mostly<string | undefined>(depositAddress, ...bad.to),
  from: mostly<string | undefined>(sender, other, undefined, 'nobody'),
  amount: mostly<string | undefined>('25', ...bad.amount),
  amountCurrency: mostly<string | undefined>('USDC', 'EUR', 'usdc', undefined),
  asset: mostly<string | undefined>('USDC', 'ETH', 'PEPE', undefined),
  network: mostly<string | undefined>('eip155:8453', 'eip155:5', 'eip155:10', undefined),
  createdAt: mostly<string | undefined>(String(t0 + minute), ...bad.createdAt),
  txHash: mostly<string | undefined>(undefined, `0x${'a'.repeat(64)}`),
  memo: mostly<string | undefined>(undefined, 'memo'),
  orderExpiresAt: mostly<string | undefined>(
    undefined,
    String(t0 + 20 * minute),
    String(t0 + 3 * minute),
    'soon',
  ),
})
const now = fc.oneof(fc.constant(t0 + 5 * minute), fc.integer({ min: t0 - minute, max: t0 + 40 * minute }))

const eventOf = ({ rowId, state, at, ...fields }: Told): OrderEvent => rowEvent(rowId, state, fields, at)

/** Every way in which a row may be the wrong one to pay, or `fits`. */
function judge(
  events: readonly Told[],
  time: number,
): { fits: boolean; to: Set<string>; amounts: Set<string> } {
  const all = (field: RowField) =>
    new Set(events.map((event) => event[field]).filter((value) => value !== undefined && value !== ''))
  const lower = (values: Set<string | undefined>) =>
    new Set([...values].map((value) => String(value).toLowerCase()))
  const only = (field: RowField, value: string) => all(field).size === 1 && all(field).has(value)
  const to = all('to') as Set<string>
  const amounts = all('amount') as Set<string>
  const ranks = ['unknown', 'pending', 'waiting']
  const created = [...all('createdAt')].filter((text) => /^[1-9]\d+$/.test(String(text))).map(Number)
  const ends = [...all('orderExpiresAt')]
  const first = Math.min(...created)
  const end = Math.min(first + 30 * minute, ...ends.filter((text) => text !== 'soon').map(Number))
  const fits =
    events.every((event) => event.state === undefined || ranks.includes(event.state)) &&
    events.some((event) => event.state === 'waiting' || event.state === 'pending') &&
    lower(to).size === 1 &&
    [depositAddress, depositAddress.toLowerCase(), secondAddress].some((good) => to.has(good)) &&
    all('memo').size <= 1 &&
    all('txHash').size === 0 &&
    (only('network', 'eip155:8453') || only('network', 'eip155:10')) &&
    all('asset').size === 1 &&
    [['25', '25.0'], ['24']].some(
      (same) => amounts.size > 0 && [...amounts].every((text) => same.includes(text)),
    ) &&
    created.length > 0 &&
    first >= t0 - minute &&
    first <= time + minute &&
    !(ends.length === 1 && ends[0] === 'soon') &&
    time < end - 2 * minute
  return { fits, to, amounts }
}

test('never binds a wrong row, in generated histories', () => {
  let readies = 0
  fc.assert(
    fc.property(fc.array(told, { minLength: 1, maxLength: 5 }), now, (history, time) => {
      const binding = bindDeposit(orderOf(history.map(eventOf)), registry, time)
      if (binding.state !== 'ready') return
      readies += 1
      const { instruction } = binding
      const mine = history.filter(({ rowId }) => rowId === instruction.rowId.trim())
      const { fits, amounts, to } = judge(mine, time)
      expect(fits, JSON.stringify({ mine, time })).toBe(true)
      // What may differ between two messages counts as last heard: sender and currency must fit in the last one.
      expect(mine.some(({ from }) => from === sender)).toBe(true)
      expect(
        mine.some(
          ({ amountCurrency, asset }) => amountCurrency === instruction.asset.symbol && asset !== 'PEPE',
        ),
      ).toBe(true)
      expect([...to].map((text) => text.toLowerCase())).toContain(instruction.to.toLowerCase())
      expect([depositAddress, secondAddress]).toContain(instruction.to)
      expect([...amounts].map(Number)).toContain(Number(instruction.amount))
      expect(instruction.units).toBe(
        BigInt(instruction.amount.split('.')[0] ?? '') * 10n ** BigInt(instruction.asset.decimals),
      )
      expect(instruction.from).toBe(sender)
      // Exactly one: no other row of the history fits as well.
      for (const rowId of new Set(history.map((one) => one.rowId)))
        if (rowId !== instruction.rowId.trim()) {
          const rest = history.filter((one) => one.rowId === rowId)
          const clean = rest.every(
            (one) => one.from === sender && one.amountCurrency === 'USDC' && one.asset === 'USDC',
          )
          expect(judge(rest, time).fits && clean, JSON.stringify({ rest, time })).toBe(false)
        }
    }),
    { numRuns: 25_000 },
  )
  // The oracle must have had something to judge.
  expect(readies).toBeGreaterThan(2_000)
})

test('always binds the right row beside harmless history', () => {
  const harmless = fc.oneof(
    fc.constantFrom<RowState>('failed', 'expired', 'cancelled', 'unknown').map((state) => ({ state })),
    fc
      .integer({ min: t0 - 1_000 * minute, max: t0 - minute - 1 })
      .map((created) => ({ createdAt: String(created) })),
    fc.constant({ txHash: '0xabc' }),
    fc.constantFrom<RowField>('to', 'amount', 'createdAt', 'from').map((field) => ({ [field]: undefined })),
  )
  fc.assert(
    fc.property(
      fc.array(fc.record({ part: harmless, to: fc.constantFrom(secondAddress, depositAddress) }), {
        maxLength: 6,
      }),
      fc.nat(27 * minute),
      (list, age) => {
        const history = list.map(({ part, to }, index) => {
          const { state = 'waiting', ...fields } = part as { state?: RowState }
          return rowEvent(`old-${index}`, state, { to, ...fields })
        })
        const order = orderOf([...history, rowEvent('mine', 'waiting')])
        expect(bindDeposit(order, registry, t0 + minute + age)).toMatchObject({
          state: 'ready',
          instruction: { rowId: 'mine', to: depositAddress },
        })
      },
    ),
    { numRuns: 3_000 },
  )
})

test('the server and the browser bind alike: the order of arrival and a trip through JSON change nothing', () => {
  const plain = (value: unknown) =>
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner))
  fc.assert(
    fc.property(fc.array(told, { maxLength: 5 }), now, (history, time) => {
      const events = history.map(eventOf)
      const there = orderOf(events)
      const here = JSON.parse(JSON.stringify(orderOf(events.toReversed()))) as typeof there
      expect(plain(bindDeposit(here, registry, time))).toBe(plain(bindDeposit(there, registry, time)))
    }),
    { numRuns: 3_000 },
  )
})

test('rules are data: a copy of them binds the same', () => {
  const copy = structuredClone(rules)
  const order = orderOf([rowEvent('r', 'waiting')], { rules: copy })
  expect(bindDeposit(order, registry, t0 + minute).state).toBe('ready')
})
