import { isOfframpError } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import type { SellRequest } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { describedAssets, describedBreakdown, documentedRate } from './fixtures/answers.ts'
import {
  depositAddress,
  heard,
  order,
  page,
  providerOver,
  recording,
  reference,
  registry,
  sale,
  seller,
  startedAt,
} from './fixtures/sale.ts'
import { networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'

const clientIp = '203.0.113.9'
const call = { clientIp, returnUrl: 'https://app.example/return' }
const kesRate =
  '{"data":{"rate":{"CUSD_to_KES":{"fromCurrency":"CUSD","toCurrency":"KES","key":"127-CUSD_to_KES-x-1"}}}}'
const naira: SellRequest = {
  asset: 'USDT',
  network: 'eip155:56',
  amount: '100.10',
  cashoutCurrency: 'NGN',
  country: 'NG',
}

describe('quotes', () => {
  test("the breakdown's net amount, with the fees apart, as an estimate", async () => {
    const { fetch, of } = recording({ 'GET /rate': kesRate, 'POST /ramp/breakdown': describedBreakdown.body })
    expect(await providerOver(fetch).getQuote(order.request, {})).toEqual({
      provider: 'partna',
      flow: 'partna/widget',
      quoteId: null,
      kind: 'indicative',
      sell: { amount: '0.11', asset: 'CUSD', network: 'eip155:42220' },
      receive: { amount: '12.93', currency: 'KES' },
      subtotal: { amount: '14.07', currency: 'KES' },
      fees: [
        { kind: 'provider', amount: { amount: '0.14', currency: 'KES' } },
        { kind: 'payout', amount: { amount: '1', currency: 'KES' } },
      ],
      method: null,
      quotedAt: startedAt,
      expiresAt: null,
    })
    expect(of('/rate')[0]?.query).toEqual({ fromCurrency: 'CUSD', toCurrency: 'KES', fromAmount: '0.11' })
  })

  test('amounts are sent as the digits that they are, on Partna’s own names, with both headers', async () => {
    const { fetch, of } = recording({
      'GET /rate': documentedRate.body,
      'POST /ramp/breakdown': describedBreakdown.body,
    })
    await providerOver(fetch).getQuote(naira, {})
    const [asked] = of('/ramp/breakdown')
    expect(asked?.body).toContain('"fromAmount":100.10')
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      type: 'cryptoToFiat',
      fromCurrency: 'USDT',
      fromNetwork: 'binance',
      toCurrency: 'NGN',
      toNetwork: 'naira',
      rateKey: '1640-USDT_to_NGN-a1b2c3d4-1755873777',
    })
    expect(asked?.headers.get('x-api-key')).toBe('key-1')
    expect(asked?.headers.get('x-api-user')).toBe('your-merchant-username')
  })

  test('fees that are not told one by one are told as their sum', async () => {
    const body = describedBreakdown.body.replace('"DepositFeeInToCurrency":0.14,', '')
    const { fetch } = recording({ 'GET /rate': kesRate, 'POST /ramp/breakdown': body })
    const { fees } = await providerOver(fetch).getQuote(order.request, {})
    expect(fees).toEqual([{ kind: 'provider', amount: { amount: '1.14', currency: 'KES' } }])
  })

  test.each([
    [
      'no rates',
      { 'GET /rate': { status: 503, body: '{"message":"Rates not available, please try again later"}' } },
      'provider_unavailable',
    ],
    [
      'a negative payout',
      { 'GET /rate': kesRate, 'POST /ramp/breakdown': '{"data":{"NetAmountInToCurrency":-1}}' },
      'provider_unreadable',
    ],
    [
      'no payout',
      { 'GET /rate': kesRate, 'POST /ramp/breakdown': '{"data":{"Rate":127}}' },
      'provider_unreadable',
    ],
  ])('%s is an error', async (_, answers, code) => {
    const { fetch } = recording(answers)
    await expect(providerOver(fetch).getQuote(order.request, {})).rejects.toMatchObject({ code })
  })

  test('a currency that only the page pays has no price beforehand', async () => {
    const { fetch, asked } = recording()
    const ghana = { ...order.request, cashoutCurrency: 'GHS', country: 'GH' }
    await expect(providerOver(fetch).getQuote(ghana, {})).rejects.toMatchObject({
      code: 'unsupported_operation',
    })
    expect(asked).toEqual([])
  })
})

describe('options', () => {
  test('only what the registry knows under the same contract, chain and decimals', async () => {
    const { fetch, of } = recording()
    const provider = providerOver(fetch)
    const options = await provider.getOptions({ provider: 'partna', country: 'KE' }, {})
    expect(options.assets.map(({ symbol, network }) => `${symbol} ${network}`)).toEqual([
      'CUSD eip155:42220',
      'USDT eip155:56',
      'USDC eip155:56',
      'BNB eip155:56',
    ])
    expect(options.currencies).toEqual([{ id: 'KES', limits: [] }])
    expect(options.countries.map(({ id }) => id)).toEqual(['NG', 'KE', 'GH'])
    await provider.getOptions({ provider: 'partna', country: 'NG' }, {})
    expect(of('/supported/assets')).toHaveLength(1)
  })

  test('the countries alone while the place is not known, without asking', async () => {
    const { fetch, asked } = recording()
    const options = await providerOver(fetch).getOptions({ provider: 'partna' }, {})
    expect(options).toMatchObject({ currencies: [], assets: [] })
    expect(asked).toEqual([])
  })
})

describe('wishes', () => {
  const check = (changes: Partial<SellRequest>, flow: `${string}/${string}` = 'partna/widget') =>
    providerOver(recording().fetch).checkRequest(flow, { ...order.request, ...changes })

  test.each<[Partial<SellRequest>, string]>([
    [{ network: 'eip155:10', asset: 'USDC' }, 'unsupported_network'],
    [{ network: 'tron:0x2b6653dc', asset: 'USDT' }, 'unsupported_network'],
    [{ network: 'bip122:000000000019d6689c085ae165831e93', asset: 'BTC' }, 'unsupported_network'],
    [{ asset: 'CELO' }, 'unknown_asset'],
    [{ asset: 'USDT' }, 'unknown_asset'],
    [{ amount: '0' }, 'invalid_amount'],
    [{ amount: '0.1234567890123456' }, 'invalid_amount'],
    [{ cashoutCurrency: 'USD' }, 'invalid_request'],
    [{ country: 'NG' }, 'invalid_request'],
    [{ method: 'PAYBILL' }, 'invalid_request'],
  ])('%o is refused as %s', (changes, code) => {
    expect(() => check(changes)).toThrowError(expect.objectContaining({ code }))
  })

  test('fifteen digits still fit, wherever the point is', () => {
    expect(() => check({ amount: '0.123456789012345' })).not.toThrow()
    expect(() => check({ amount: '0.00000000123456789' })).not.toThrow()
  })

  test('a currency that only the page pays is refused for the API', () => {
    const ghana = { cashoutCurrency: 'GHS', country: 'GH' }
    expect(() => check(ghana)).not.toThrow()
    expect(() => check(ghana, 'partna/api')).toThrowError(
      expect.objectContaining({ code: 'invalid_request' }),
    )
  })
})

describe('the widget', () => {
  test('opens with the wish, the sender and the order id in hex', async () => {
    const { fetch } = recording()
    const { session, events } = await providerOver(fetch).createSession(order, call)
    expect(events).toEqual([])
    if (session.kind !== 'open') throw new Error(session.kind)
    expect(session).toMatchObject({ modes: ['popup', 'tab'], expiresAt: null })
    expect(Object.fromEntries(new URL(session.url).searchParams)).toEqual({
      amount: '0.11',
      from_currency: 'CUSD',
      from_network: 'celo',
      to_currency: 'KES',
      merchant: 'your-merchant-username',
      address: seller,
      reference,
    })
  })

  test('is not opened again once it is known where to send', async () => {
    const { fetch, asked } = recording({ 'GET /ramp': page([sale()]) })
    const provider = providerOver(fetch)
    const known = heard(await provider.readOrder(order, {}))
    asked.length = 0
    expect(await provider.createSession(known, call)).toEqual({ session: { kind: 'deposit' }, events: [] })
    expect(asked).toEqual([])
  })

  test.each([
    [
      'another contract',
      '0x765de816845861e75a25fca122bb6898b8b1282a',
      '0x00000000000000000000000000000000c0ffee00',
      'token_mismatch',
    ],
    ['other decimals', '"decimals":18', '"decimals":6', 'token_mismatch'],
    ['nothing of the name', '"CUSD"', '"CEUR"', 'unknown_asset'],
  ])('is not opened where Partna lists %s', async (_, from, to, code) => {
    const { fetch } = recording({ 'GET /supported/assets': describedAssets.body.replace(from, to) })
    await expect(providerOver(fetch).createSession(order, call)).rejects.toMatchObject({ code })
  })

  test('asks for an account where the merchant is closed', async () => {
    const { fetch } = recording()
    const closed = { registration: 'closed', accountOf: () => null } as const
    await expect(providerOver(fetch, closed).createSession(order, call)).rejects.toMatchObject({
      code: 'provider_rejected',
      details: { reason: 'account_needed' },
    })
    const open = { registration: 'open', accountOf: () => null } as const
    expect((await providerOver(fetch, open).createSession(order, call)).session.kind).toBe('open')
  })
})

describe('polling', () => {
  test('finds the sale under its reference, and binds it', async () => {
    const { fetch, of } = recording({ 'GET /ramp': page([sale({ rampReference: 'other' }), sale()]) })
    const told = heard(await providerOver(fetch).readOrder(order, {}))
    expect(of('/ramp')[0]?.query).toMatchObject({ accountName: 'janedoe', rampReference: reference })
    expect(bindDeposit(told, registry, startedAt)).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, rowId: reference },
    })
  })

  test('a list that does not say who sends binds nothing: the signed message does', async () => {
    const { fetch } = recording({ 'GET /ramp': page([sale({ sendingAddress: undefined })]) })
    const told = heard(await providerOver(fetch).readOrder(order, {}))
    expect(bindDeposit(told, registry, startedAt)).toMatchObject({
      state: 'waiting',
      rejected: [{ reasons: ['missing_field'], fields: ['from'] }],
    })
  })

  test.each([
    ['completed', 'paid'],
    ['canceled', 'cancelled'],
    ['failed', 'failed'],
    ['received', 'received'],
  ])('%s is %s', async (status, state) => {
    const { fetch } = recording({ 'GET /ramp': page([sale({ status })]) })
    expect(await providerOver(fetch).readOrder(order, {})).toMatchObject([{ state }])
  })

  test('without an account nothing is asked, and an unknown account has no sales', async () => {
    const { fetch, asked } = recording({
      'GET /ramp': { status: 400, body: '{"message":"accountName is required"}' },
    })
    expect(await providerOver(fetch, { accountOf: () => null }).readOrder(order, {})).toEqual([])
    expect(asked).toEqual([])
    expect(await providerOver(fetch).readOrder(order, {})).toEqual([])
  })

  test('a hash that is none still means that nobody waits any more', () => {
    const event = rowEvent({ reference, status: 'pending', transactionHash: '0x' }, networkMap(), 0, 'poll')
    expect(event).toMatchObject({ state: 'received', fields: {} })
  })
})

test('no error passes on what Partna said', async () => {
  const secret = 'Invalid bank account details of JANE DOE 0726140198'
  const { fetch } = recording({ 'GET /ramp': { status: 400, body: JSON.stringify({ message: secret }) } })
  const error = await providerOver(fetch)
    .readOrder(order, {})
    .catch((caught: unknown) => caught)
  if (!isOfframpError(error)) throw error
  expect(JSON.stringify([error.toJSON(), error.stack, error.cause])).not.toMatch(/JANE|0726140198|key-1/)
})
