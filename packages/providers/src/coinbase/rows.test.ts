import { bindDeposit } from '@offrampkit/core/deposit'
import { type Order, type RowEvent, statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import {
  answering,
  depositAddress,
  heard,
  order,
  page,
  providerOver,
  registry,
  row,
  seller,
  startedAt,
} from './fixtures/sale.ts'
import { cryptoAccountRow, mixedCasing, snakeRow } from './fixtures/transactions.ts'
import { networkMap } from './networks.ts'
import { readTime } from './rows.ts'
import { stateOf } from './status.ts'

const minute = 60_000
const now = startedAt + minute

async function rows(body: string): Promise<RowEvent[]> {
  return (await providerOver(answering(body)).readOrder(order, {})) as RowEvent[]
}
const bind = async (list: readonly unknown[], at = now, of: Order = order) =>
  bindDeposit(heard(await rows(page(list)), of), registry, at)
const first = async (changes: Record<string, unknown>) => (await rows(page([row(changes)])))[0]

describe('what is read', () => {
  test('both casings and the mixed example say the same', async () => {
    const [mixed] = await rows(mixedCasing.body)
    const [snake] = await rows(page([JSON.parse(snakeRow.body)]))
    const shared = {
      network: 'eip155:8453',
      asset: 'USDC',
      to: depositAddress,
      from: seller,
      amount: '25',
      amountCurrency: 'USDC',
      payout: '24.75',
      payoutCurrency: 'USD',
      method: 'ACH_BANK_ACCOUNT',
    }
    expect(mixed).toMatchObject({ rowId: snake?.rowId, state: 'waiting', fields: shared, source: 'poll' })
    expect(mixed?.fields.createdAt).toBe(String(startedAt))
    expect(snake?.fields).toEqual({
      ...shared,
      createdAt: String(startedAt + 123),
      receiveAtLeast: '24.5',
      receiveAtLeastCurrency: 'USD',
    })
  })

  test('camelCase rows, as webhooks have them', async () => {
    const camel = Object.fromEntries(
      Object.entries(row()).map(([key, value]) => [
        key.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()),
        value,
      ]),
    )
    expect((await rows(page([camel])))[0]).toEqual((await rows(page([row()])))[0])
  })

  test('every empty is absent', async () => {
    const [event] = await rows(page([JSON.parse(cryptoAccountRow.body)]))
    expect(event?.state).toBe('pending')
    expect(event?.fields).toEqual({
      network: 'eip155:8453',
      asset: 'USDC',
      amount: '25',
      amountCurrency: 'USDC',
      method: 'CRYPTO_ACCOUNT',
    })
  })

  test('number literals keep every digit', async () => {
    const body = page([row()]).replace('"value":"25","currency":"USDC"', '"value":25.1000,"currency":"USDC"')
    expect((await rows(body))[0]?.fields.amount).toBe('25.1000')
  })

  test.each([
    ['two addresses in one row', { toAddress: seller }],
    ['two ids', { transactionId: 'other' }],
    ['an address that is an object', { to_address: { value: 'x' } }],
    ['an id that objects inherit', { transaction_id: '__proto__' }],
    ['no id', { transaction_id: null }],
    ['a hash that is none', { tx_hash: 'pending' }],
    ['an amount that is a list', { sell_amount: ['25', 'USDC'] }],
  ])('%s makes the whole answer unreadable', async (_, changes) => {
    await expect(rows(page([row({ transaction_id: 'good' }), row(changes)]))).rejects.toMatchObject({
      code: 'provider_unreadable',
    })
  })

  test.each([
    ['2026-11-21T12:00:00Z', startedAt],
    ['2026-11-21T12:00:00.5Z', startedAt + 500],
    ['2026-11-21T12:00:00.123456789Z', startedAt + 123],
    ['2026-11-21T14:00:00+02:00', startedAt],
    ['0001-01-01T00:00:00Z', undefined],
    ['1970-01-01T00:00:00Z', undefined],
    ['2026-11-21', undefined],
    ['2026-13-41T00:00:00Z', undefined],
    ['1795262400', undefined],
    [undefined, undefined],
  ])('the time %s', (text, ms) => {
    expect(readTime(text)).toBe(ms === undefined ? undefined : String(ms))
  })

  test.each([
    ['TRANSACTION_STATUS_CREATED', 'pending', 'received'],
    ['TRANSACTION_STATUS_STARTED', 'waiting', 'received'],
    ['3', 'waiting', 'received'],
    ['TRANSACTION_STATUS_SUCCESS', 'paid', 'paid'],
    ['TRANSACTION_STATUS_FAILED', 'failed', 'failed'],
    ['TRANSACTION_STATUS_EXPIRED', 'expired', 'expired'],
    ['TRANSACTION_STATUS_UNSPECIFIED', 'unknown', 'unknown'],
    ['ONRAMP_TRANSACTION_STATUS_SUCCESS', 'unknown', 'unknown'],
    ['success', 'unknown', 'unknown'],
    ['constructor', 'unknown', 'unknown'],
    [undefined, 'unknown', 'unknown'],
  ])('the status %s', (status, without, withHash) => {
    expect(stateOf(status, false)).toBe(without)
    expect(stateOf(status, true)).toBe(withHash)
  })

  test.each([
    ['base', 'eip155:8453'],
    ['Base', 'eip155:8453'],
    ['networks/base-mainnet', 'eip155:8453'],
    ['avacchain', 'eip155:43114'],
    ['base-sepolia', null],
    ['avalanche-c-chain', null],
    ['basemainnet', null],
    ['constructor', null],
  ])('the network %s', (name, id) => {
    expect(networkMap().idOf(name)).toBe(id)
  })

  test('a local chain may stand in for a network, and then nothing names the real one', () => {
    const map = networkMap({ base: 'eip155:31337' })
    expect([map.idOf('base'), map.nameOf('eip155:31337'), map.nameOf('eip155:8453')]).toEqual([
      'eip155:31337',
      'base',
      null,
    ])
  })

  test('all pages are read, and a circle of pages is refused', async () => {
    const keys: (string | null)[] = []
    const paged: typeof globalThis.fetch = async (url) => {
      const key = new URL(String(url)).searchParams.get('page_key')
      keys.push(key)
      const next = key === null ? 'p2' : ''
      return new Response(page([row({ transaction_id: key ?? 'p1' })], next))
    }
    const events = await providerOver(paged).readOrder(order, {})
    expect(keys).toEqual([null, 'p2'])
    expect(events).toHaveLength(2)
    const circle: typeof globalThis.fetch = async () => new Response(page([row()], 'p2'))
    await expect(providerOver(circle).readOrder(order, {})).rejects.toMatchObject({
      code: 'provider_unreadable',
    })
  })

  test.each([
    ['an empty list', 200, '{"transactions":[],"next_page_key":"","total_count":"0"}'],
    ['null', 200, '{"transactions":null}'],
    ['404', 404, '{"code":5,"message":"not found","details":[]}'],
  ])('a reference that is not known yet: %s', async (_, status, body) => {
    expect(await providerOver(answering(body, { status })).readOrder(order, {})).toEqual([])
  })
})

describe('I-9 through real rows', () => {
  test('the one right row is bound, exactly', async () => {
    const binding = await bind([row()])
    expect(binding).toMatchObject({
      state: 'ready',
      instruction: {
        to: depositAddress,
        from: seller,
        amount: '25',
        units: 25_000_000n,
        asset: { symbol: 'USDC', network: 'eip155:8453' },
        deadlines: { order: startedAt + 30 * minute },
        receiveAtLeast: { amount: '24.5', currency: 'USD' },
        differences: [],
      },
    })
  })

  test.each([
    ['stale: from before this order', { created_at: '2026-11-21T11:00:00Z' }, 'created_too_early', 'waiting'],
    ['failed, with its address kept', { status: 'TRANSACTION_STATUS_FAILED' }, 'state', 'waiting'],
    ['expired', { status: 'TRANSACTION_STATUS_EXPIRED' }, 'state', 'waiting'],
    ['of an unknown status', { status: 'TRANSACTION_STATUS_IN_PROGRESS' }, 'state', 'waiting'],
    ['without an address', { to_address: '' }, 'missing_field', 'waiting'],
    ['without a time', { created_at: '0001-01-01T00:00:00Z' }, 'missing_field', 'waiting'],
    ['without a sender', { from_address: '' }, 'missing_field', 'waiting'],
    ['without a network', { network: '' }, 'missing_field', 'waiting'],
    ['with the amount as a bare text', { sell_amount: '25' }, 'missing_field', 'waiting'],
    [
      'denominated in fiat',
      { sell_amount: { value: '23', currency: 'EUR' } },
      'currency_is_not_asset',
      'refused',
    ],
    ['from another wallet', { from_address: depositAddress }, 'wrong_sender', 'refused'],
    ['on a network that nobody knows', { network: 'base-sepolia' }, 'unknown_asset', 'refused'],
    [
      'for an asset that nobody configured',
      { asset: 'SHIB', sell_amount: { value: '25', currency: 'SHIB' } },
      'unknown_asset',
      'refused',
    ],
    [
      'with too many digits',
      { sell_amount: { value: '25.0000001', currency: 'USDC' } },
      'bad_amount',
      'refused',
    ],
    [
      'with a scientific amount',
      { sell_amount: { value: '2.5e1', currency: 'USDC' } },
      'bad_amount',
      'refused',
    ],
    [
      'with a bad checksum',
      { to_address: '0x90F79bf6EB2c4f870365E785982E1f101E93b90A' },
      'bad_address',
      'refused',
    ],
    ['to the zero address', { to_address: `0x${'0'.repeat(40)}` }, 'denied_address', 'refused'],
    ['to the seller', { to_address: seller }, 'denied_address', 'refused'],
    [
      'to a token contract',
      { to_address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913' },
      'denied_address',
      'refused',
    ],
    ['dated into the future', { created_at: '2026-11-21T12:30:00Z' }, 'created_in_future', 'waiting'],
  ])('a row %s is not paid', async (_, changes, reason, state) => {
    const binding = await bind([row(changes)])
    expect(binding.state).toBe(state)
    expect(binding.rejected[0]?.reasons).toContain(reason)
  })

  test('a row with a transaction is received, and not paid again', async () => {
    const list = [row({ tx_hash: `0x${'Ab'.repeat(32)}` })]
    expect((await bind(list)).rejected[0]?.reasons).toContain('has_transaction')
    expect(statusOf(heard(await rows(page(list))), now)).toMatchObject({
      kind: 'received',
      txHash: `0x${'ab'.repeat(32)}`,
    })
  })

  test('the window closes three minutes early', async () => {
    expect((await bind([row()], startedAt + 27 * minute - 1)).state).toBe('ready')
    expect((await bind([row()], startedAt + 27 * minute)).rejected[0]?.reasons).toEqual(['too_old'])
  })

  test('history beside the right row changes nothing; a second live row stops everything', async () => {
    const old = row({
      transaction_id: 'old',
      status: 'TRANSACTION_STATUS_SUCCESS',
      created_at: '2026-11-20T12:00:00Z',
    })
    expect((await bind([row(), old])).state).toBe('ready')
    expect((await bind([row(), row({ transaction_id: 'second' })])).state).toBe('several')
  })

  test.each([
    ['address', { to_address: '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65' }],
    ['amount', { sell_amount: { value: '250', currency: 'USDC' } }],
  ])('an %s that changes between two answers stops the order', async (_, changes) => {
    const events = [...(await rows(page([row()]))), ...(await rows(page([row(changes)])))]
    const binding = bindDeposit(heard(events), registry, now)
    expect(binding.state).toBe('refused')
    expect(binding.rejected[0]?.reasons).toContain('changed')
  })

  test('what differs from the wish is told', async () => {
    const binding = await bind([row({ sell_amount: { value: '30', currency: 'USDC' } })])
    expect(binding).toMatchObject({
      state: 'ready',
      instruction: { differences: [{ field: 'amount', asked: '25', told: '30' }] },
    })
  })

  test('a failed row with a transaction is credited at Coinbase, never failed', async () => {
    const event = await first({ status: 'TRANSACTION_STATUS_FAILED', tx_hash: `0x${'ab'.repeat(32)}` })
    expect(statusOf(heard(event ? [event] : []), now).kind).toBe('credited')
  })
})
