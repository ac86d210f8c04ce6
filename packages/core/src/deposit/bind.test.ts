import { describe, expect, test } from 'vitest'
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
import type { Order } from '../order/order.ts'
import { type Binding, bindDeposit } from './bind.ts'
import { digestOf } from './instruction.ts'

const now = t0 + 5 * minute
type Fields = Partial<Record<RowField, string | undefined>>
const bind = (events: readonly OrderEvent[], at = now, changes: Partial<Order> = {}): Binding =>
  bindDeposit(orderOf(events, changes), registry, at)
const row = (fields: Fields = {}, state: RowState = 'waiting', id = 'r') => rowEvent(id, state, fields)

describe('ready', () => {
  test('everything that is sent stands in the instruction', () => {
    const told = row({
      receiveAtLeast: '24',
      receiveAtLeastCurrency: 'USD',
      priceExpiresAt: String(now),
      memo: 'm',
    })
    const binding = bind([told])
    expect(binding).toMatchObject({
      state: 'ready',
      rejected: [],
      instruction: {
        orderId: 'AAAAAAAAAAAAAAAAAAAAAA',
        rowId: 'r',
        asset: { symbol: 'USDC', address: usdcOnBase, decimals: 6, network: 'eip155:8453' },
        to: depositAddress,
        memo: 'm',
        from: sender,
        amount: '25',
        amountKind: 'exact',
        units: 25_000_000n,
        deadlines: { order: t0 + 31 * minute, price: now },
        receiveAtLeast: { amount: '24', currency: 'USD' },
        differences: [],
      },
    })
  })

  test('what differs from the wish is named', () => {
    const binding = bind([row({ amount: '24.5', asset: 'ETH', amountCurrency: 'ETH', network: 'eip155:10' })])
    expect(binding.state === 'ready' && binding.instruction.differences).toEqual([
      { field: 'amount', asked: '25', told: '24.5' },
      { field: 'asset', asked: 'USDC', told: 'ETH' },
      { field: 'network', asked: 'eip155:8453', told: 'eip155:10' },
    ])
    expect(bind([row({ amount: '25.000' })])).toMatchObject({
      state: 'ready',
      instruction: { differences: [] },
    })
  })

  test('beside any history', () => {
    const history = [
      row({ to: secondAddress }, 'failed', 'failed'),
      row({ to: secondAddress }, 'expired', 'expired'),
      row({ to: secondAddress, createdAt: String(t0 - 60 * minute) }, 'waiting', 'stale'),
      row({ to: secondAddress, txHash: `0x${'a'.repeat(64)}`, from: other }, 'waiting', 'sent'),
      row({ to: undefined, amount: undefined }, 'pending', 'empty'),
      row({}, 'unknown', 'unknown'),
    ]
    const binding = bind([...history, row()])
    expect(binding).toMatchObject({ state: 'ready', instruction: { rowId: 'r' } })
    expect(binding.rejected.map((one) => one.rowId).sort()).toEqual([
      'empty',
      'expired',
      'failed',
      'sent',
      'stale',
      'unknown',
    ])
    expect(bind(history).state).toBe('waiting')
  })

  test('the same address and amount in other notation is no change', () => {
    const again = row({
      to: depositAddress.toLowerCase(),
      amount: '25.0',
      from: sender.toUpperCase().replace('0X', '0x'),
    })
    expect(bind([row(), again]).state).toBe('ready')
  })

  test.each<[string, Fields, Partial<typeof rules>]>([
    ['kinds of amount', { amountKind: 'atLeast' }, {}],
    [
      'an amount without a currency, where the rules allow',
      { amountCurrency: undefined },
      { amountCurrency: 'equal_if_given', required: [] },
    ],
    [
      'network and asset of the wish, where rows carry none',
      { network: undefined, asset: undefined },
      { required: [] },
    ],
    ['no sender, where it need not be told', { from: undefined }, { sender: 'equal_if_given', required: [] }],
    ['any sender, where it does not matter', { from: other }, { sender: 'ignored', required: [] }],
    [
      'no times, where rows carry none',
      { createdAt: undefined },
      { createdBeforeMs: null, windowMs: null, required: [] },
    ],
  ])('takes %s', (_, fields, changes) => {
    expect(bind([row(fields)], now, { rules: { ...rules, ...changes } }).state).toBe('ready')
  })

  test('only once the user came back, where a row may be there before they confirmed', () => {
    const careful = { rules: { ...rules, afterReturn: true } }
    expect(bind([row()], now, careful)).toEqual({ state: 'waiting', rejected: [] })
    const returned: OrderEvent = { type: 'returned', at: now, source: 'browser' }
    expect(bind([row(), returned], now, careful).state).toBe('ready')
    expect(bind([row(), row({}, 'waiting', 'second')], now, careful).state).toBe('several')
  })

  test('the instruction says whom it binds', () => {
    const anybody = bind([row({ from: undefined })], now, {
      rules: { ...rules, sender: 'ignored', required: [] },
    })
    expect(anybody).toMatchObject({ instruction: { from: null } })
  })
})

describe('not ready', () => {
  test.each<[string, Binding['state'], string, Fields, RowState?, number?]>([
    ['stale', 'waiting', 'created_too_early', { createdAt: String(t0 - minute - 1) }],
    ['failed', 'waiting', 'state', {}, 'failed'],
    ['expired', 'waiting', 'state', {}, 'expired'],
    ['paid', 'waiting', 'state', {}, 'paid'],
    ['in a state nobody knows', 'waiting', 'state', {}, 'unknown'],
    ['too old', 'waiting', 'too_old', {}, 'waiting', t0 + 29 * minute],
    ['beyond the end that it told', 'waiting', 'too_old', { orderExpiresAt: String(now + 2 * minute) }],
    ['with a transaction', 'waiting', 'has_transaction', { txHash: '0xabc' }],
    ['without address', 'waiting', 'missing_field', { to: undefined }],
    ['without time', 'waiting', 'missing_field', { createdAt: undefined }],
    ['with a time that is none', 'waiting', 'missing_field', { createdAt: '2026-11-21T00:00:00Z' }],
    ['with an end that is none', 'waiting', 'missing_field', { orderExpiresAt: 'tomorrow' }],
    ['without sender', 'waiting', 'missing_field', { from: undefined }],
    ['without currency', 'waiting', 'missing_field', { amountCurrency: undefined }],
    ['without amount', 'waiting', 'missing_field', { amount: undefined }],
    ['from the future', 'waiting', 'created_in_future', { createdAt: String(now + minute + 1) }],
    ['from another sender', 'refused', 'wrong_sender', { from: other }],
    ['in fiat', 'refused', 'currency_is_not_asset', { amountCurrency: 'EUR' }],
    ['in a currency of other letters', 'refused', 'currency_is_not_asset', { amountCurrency: 'usdc' }],
    [
      'in an asset that nobody configured',
      'refused',
      'unknown_asset',
      { asset: 'PEPE', amountCurrency: 'PEPE' },
    ],
    ['on a network that nobody configured', 'refused', 'unknown_asset', { network: 'eip155:5' }],
    [
      'with an asset of another network',
      'refused',
      'unknown_asset',
      { network: 'eip155:56', asset: 'ETH', amountCurrency: 'ETH' },
    ],
    ['to the zero address', 'refused', 'denied_address', { to: `0x${'0'.repeat(40)}` }],
    ['to a burn address', 'refused', 'denied_address', { to: '0x000000000000000000000000000000000000dEaD' }],
    ['to a precompile', 'refused', 'denied_address', { to: `0x${'0'.repeat(39)}9` }],
    ['to the sender', 'refused', 'denied_address', { to: sender }],
    [
      'to the token contract, as in Coinbase’s own webhook sample',
      'refused',
      'denied_address',
      { to: usdcOnBase.toLowerCase() },
    ],
    [
      'to a token contract of another network',
      'refused',
      'denied_address',
      { to: '0xdAC17F958D2ee523a2206206994597C13D831ec7' },
    ],
    ['with a bad checksum', 'refused', 'bad_address', { to: depositAddress.replace('0x52908', '0x5290a') }],
    ['with a broken address', 'refused', 'bad_address', { to: depositAddress.slice(0, -1) }],
    ['with a name', 'refused', 'bad_address', { to: 'coinbase.eth' }],
    ['with too many decimals', 'refused', 'bad_amount', { amount: '25.0000001' }],
    ['with zero', 'refused', 'bad_amount', { amount: '0.00' }],
    ['with a negative amount', 'refused', 'bad_amount', { amount: '-25' }],
    ['with an exponent', 'refused', 'bad_amount', { amount: '2.5e1' }],
    ['with a separator', 'refused', 'bad_amount', { amount: '1,000' }],
  ])('a row %s', (_, state, reason, fields, rowState = 'waiting', at = now) => {
    const binding = bind([row(fields, rowState)], at)
    expect(binding.state).toBe(state)
    expect(binding.rejected[0]?.reasons).toContain(reason)
  })

  test.each<RowField>(['to', 'amount', 'memo', 'network', 'asset'])(
    'a row whose %s changed, also when it changes back',
    (field) => {
      const values: Fields = {
        to: secondAddress,
        amount: '26',
        memo: 'b',
        network: 'eip155:10',
        asset: 'ETH',
      }
      const changed = { ...row({ memo: 'a', [field]: values[field] }), at: now }
      const back = { ...row({ memo: 'a' }), at: now + 1 }
      for (const events of [
        [row({ memo: 'a' }), changed],
        [row({ memo: 'a' }), changed, back],
      ])
        expect(bind(events, now + 2)).toMatchObject({
          state: 'refused',
          rejected: [{ reasons: expect.arrayContaining(['changed']) }],
        })
    },
  )

  test('an address may never change, whatever the rules freeze', () => {
    const loose = { rules: { ...rules, frozen: [] } }
    expect(bind([row(), row({ to: secondAddress })], now, loose).state).toBe('refused')
    expect(bind([row(), row({ amount: '26' })], now, loose).state).toBe('ready')
  })

  test('a second row that fits: nobody may guess', () => {
    expect(bind([row(), row({}, 'waiting', 's')])).toMatchObject({ state: 'several', rowIds: ['r', 's'] })
    expect(bind([row(), row({ to: secondAddress }, 'pending', 's')]).state).toBe('several')
  })

  test('a second row that will fit in a moment holds back the first', () => {
    const ahead = row({ createdAt: String(now + minute + 1) }, 'waiting', 's')
    expect(bind([row(), ahead]).state).toBe('waiting')
    expect(bind([row(), ahead], now + 1).state).toBe('several')
  })

  test('a wrong live row beside a good one stops everything', () => {
    expect(bind([row(), row({ from: other }, 'waiting', 's')]).state).toBe('refused')
  })

  test('a clock that tells no time', () => {
    expect(bind([row()], Number.NaN).state).not.toBe('ready')
    expect(bind([row()], now, { createdAt: Number.NaN }).state).not.toBe('ready')
  })

  test('the window is exact at both ends, and a later deadline never reopens it', () => {
    const created = t0 + minute
    expect(bind([row()], created - minute).state).toBe('ready')
    expect(bind([row()], created - minute - 1).state).toBe('waiting')
    expect(bind([row()], created + 28 * minute - 1).state).toBe('ready')
    expect(bind([row()], created + 28 * minute).state).toBe('waiting')
    const moved = [
      row({ orderExpiresAt: String(now + minute) }),
      row({ orderExpiresAt: String(now + 60 * minute) }),
    ]
    expect(bind(moved).state).toBe('waiting')
  })
})

test('the digest changes with everything that is sent, and with nothing else', () => {
  const binding = bind([row({ memo: 'm' })])
  if (binding.state !== 'ready') throw new Error('not ready')
  const { instruction } = binding
  expect(digestOf(instruction)).toBe(instruction.digest)
  expect(instruction.digest).toMatch(/^0x[0-9a-f]{64}$/)
  const changes = [
    { orderId: 'BBBBBBBBBBBBBBBBBBBBBA' },
    { rowId: 's' },
    { to: secondAddress },
    { memo: null },
    { from: null },
    { units: 25_000_001n },
    { asset: { ...instruction.asset, network: 'eip155:1' as const } },
    { asset: { ...instruction.asset, address: secondAddress } },
    { asset: { ...instruction.asset, decimals: 18 } },
  ]
  const digests = new Set(changes.map((change) => digestOf({ ...instruction, ...change })))
  expect(digests.size).toBe(changes.length)
  expect(digests).not.toContain(instruction.digest)
  const asset = { ...instruction.asset, name: 'x', address: instruction.asset.address.toLowerCase() }
  expect(digestOf({ ...instruction, asset })).toBe(instruction.digest)
})
