import { bindDeposit } from '@offrampkit/core/deposit'
import { type Order, statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { describedBanks, documentedHolder, documentedRate } from './fixtures/answers.ts'
import {
  type Answer,
  depositAddress,
  expiresAt,
  heard,
  page,
  providerOver,
  recording,
  reference,
  registry,
  sale,
  seller,
  startedAt,
  order as widgetOrder,
} from './fixtures/sale.ts'
import { partnaApi } from './flow.ts'
import { sameHolder } from './payoutForm.ts'

const call = { clientIp: '203.0.113.9', returnUrl: 'https://app.example/return' }
const order: Order = {
  ...widgetOrder,
  flow: partnaApi.id,
  request: { asset: 'USDT', network: 'eip155:56', amount: '100.10', cashoutCurrency: 'NGN', country: 'NG' },
}
const values = { bankCode: '044', accountNumber: '0123456789', holder: 'Jane Doe' }
const created = JSON.stringify({
  data: {
    rampReference: reference,
    fromAmount: 100.1,
    toAmount: 164_000,
    expiryDate: expiresAt / 1000,
    paymentAddress: depositAddress.toLowerCase(),
    discountApplied: '0',
  },
})
const answers = (changes: Record<string, Answer> = {}) =>
  recording({
    'GET /banks': describedBanks.body,
    'POST /kyc/resolve-account': documentedHolder.body,
    'GET /rate': documentedRate.body,
    'POST /ramp': created,
    ...changes,
  })

describe('a sale by API', () => {
  test('asks where to be paid', async () => {
    const { session } = await providerOver(answers().fetch).createSession(order, call)
    if (session.kind !== 'form') throw new Error(session.kind)
    expect(session.fields.map(({ name, required }) => [name, required])).toEqual([
      ['bankCode', true],
      ['accountNumber', true],
      ['holder', true],
    ])
    expect(session.fields[0]?.options).toContainEqual({ value: '058', label: 'GTBank & Trust' })
  })

  test('is made once, under the order’s own reference, and binds at once', async () => {
    const { fetch, of } = answers()
    const { session, events } = (await providerOver(fetch).continueSession?.(order, values, call)) ?? {}
    expect(session).toEqual({ kind: 'deposit' })
    const body = of('/ramp')[0]?.body ?? ''
    expect(body).toContain('"fromAmount":100.10')
    expect(JSON.parse(body)).toEqual({
      type: 'cryptoToFiat',
      fromCurrency: 'USDT',
      fromNetwork: 'binance',
      fromAmount: 100.1,
      sendingAddress: seller,
      toCurrency: 'NGN',
      toNetwork: 'naira',
      rateKey: '1640-USDT_to_NGN-a1b2c3d4-1755873777',
      rampReference: reference,
      accountName: 'janedoe',
      accountNumber: '0123456789',
      bankCode: '044',
      expireAction: 'deposit',
      rampExpTime: 3600,
      cancelPendingRampRequest: false,
    })
    expect(bindDeposit(heard(events ?? [], order), registry, startedAt)).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, units: 100_100_000_000_000_000_000n, asset: { decimals: 18 } },
    })
    expect(JSON.stringify(events)).not.toMatch(/0123456789|JANE|Jane|044/)
  })

  test.each<[string, Record<string, unknown>]>([
    ['another amount', { fromAmount: 100.2 }],
    ['another network', { fromNetwork: 'celo' }],
    ['another asset', { fromCurrency: 'USDC' }],
    ['another sender', { sendingAddress: depositAddress }],
  ])('that was made with %s is never paid', async (_, changes) => {
    const body = JSON.stringify({ data: { ...JSON.parse(created).data, ...changes } })
    const { fetch } = answers({ 'POST /ramp': body })
    const { events } = (await providerOver(fetch).continueSession?.(order, values, call)) ?? {}
    expect(bindDeposit(heard(events ?? [], order), registry, startedAt).state).toBe('refused')
  })

  test('whose answer told no address waits for the message that does', async () => {
    const { fetch } = answers({ 'POST /ramp': '{"data":{"fromAmount":100.1}}' })
    const { session, events } = (await providerOver(fetch).continueSession?.(order, values, call)) ?? {}
    expect(session).toEqual({ kind: 'follow' })
    expect(bindDeposit(heard(events ?? [], order), registry, startedAt).state).toBe('waiting')
  })

  const exists = { status: 400, body: '{"message":"ramp reference already exists"}' }
  const sold = { fromAmount: 100.1, fromCurrency: 'USDT', fromNetwork: 'binance', toCurrency: 'NGN' }

  test.each([
    ['another account', { bankAccountNumber: '9999999999' }],
    ['no account', { bankAccountNumber: undefined }],
    [
      'the same number at another bank',
      { bankAccountNumber: values.accountNumber, bankName: 'Another Bank' },
    ],
  ])('that was made before is not taken where it is paid to %s', async (_, told) => {
    const { fetch } = answers({ 'POST /ramp': exists, 'GET /ramp': page([sale({ ...sold, ...told })]) })
    const answered = providerOver(fetch).continueSession?.(order, values, call)
    await expect(answered).rejects.toMatchObject({ code: 'conflict', moneyMoved: 'no' })
    await expect(answered).rejects.not.toThrow(values.accountNumber)
  })

  test('that was made although its answer was lost is found, not made anew', async () => {
    const listed = sale({ ...sold, bankAccountNumber: values.accountNumber, bankName: 'ACCESS BANK' })
    const { fetch, of } = answers({ 'POST /ramp': exists, 'GET /ramp': page([listed]) })
    const { session, events } = (await providerOver(fetch).continueSession?.(order, values, call)) ?? {}
    expect(session).toEqual({ kind: 'deposit' })
    expect(statusOf(heard(events ?? [], order), startedAt).kind).toBe('awaiting_deposit')
    expect(of('/ramp').filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('is not asked for while its row is known', async () => {
    const { fetch, asked } = answers()
    const provider = providerOver(fetch)
    const { events } = (await provider.continueSession?.(order, values, call)) ?? {}
    asked.length = 0
    const again = await provider.continueSession?.(heard(events ?? [], order), values, call)
    expect(again).toEqual({ session: { kind: 'deposit' }, events: [] })
    expect(asked).toEqual([])
  })

  test.each<[string, Record<string, string>, string]>([
    ['a bank that was not offered', { ...values, bankCode: '999' }, 'bankCode'],
    ['a number of nine digits', { ...values, accountNumber: '012345678' }, 'accountNumber'],
    ['a number with letters', { ...values, accountNumber: '01234567x9' }, 'accountNumber'],
    ['no name', { ...values, holder: ' ' }, 'holder'],
    ['nothing', {}, 'bankCode'],
    ['somebody else’s name', { ...values, holder: 'John Doe' }, 'holder'],
    ['half a name', { ...values, holder: 'Jane' }, 'holder'],
  ])('%s makes no sale', async (_, given, field) => {
    const { fetch, of } = answers()
    await expect(providerOver(fetch).continueSession?.(order, given, call)).rejects.toMatchObject({
      code: 'invalid_request',
      details: { field },
    })
    expect(of('/ramp')).toEqual([])
  })

  test.each<[string, Record<string, Answer>, string, string | undefined]>([
    [
      'another sale is waited for',
      { 'POST /ramp': { status: 409, body: '{"message":"User already has a pending ramp request"}' } },
      'conflict',
      'pending_sale',
    ],
    [
      'the rate has lapsed',
      { 'POST /ramp': { status: 400, body: '{"message":"invalid key"}' } },
      'provider_rejected',
      'rate_lapsed',
    ],
    [
      'the user is not verified',
      { 'POST /ramp': { status: 422, body: '{"message":"complete kyc"}' } },
      'provider_rejected',
      'not_verified',
    ],
    [
      'the account is unknown',
      { 'POST /kyc/resolve-account': { status: 400, body: '{"message":"Invalid bank account details"}' } },
      'provider_rejected',
      'payout_account',
    ],
    [
      'the number that was resolved is another',
      { 'POST /kyc/resolve-account': documentedHolder.body.replace('0123456789', '9876543210') },
      'provider_unreadable',
      undefined,
    ],
    ['Partna is down', { 'POST /ramp': { status: 502, body: '<html>' } }, 'provider_unavailable', undefined],
  ])('where %s, the error says so', async (_, changes, code, reason) => {
    const { fetch } = answers(changes)
    const error = { code, ...(reason === undefined ? {} : { details: { reason } }) }
    await expect(providerOver(fetch).continueSession?.(order, values, call)).rejects.toMatchObject(error)
  })

  test('to a mobile number in Kenya', async () => {
    const kenya: Order = { ...order, request: widgetOrder.request }
    const rate = '{"data":{"rate":{"CUSD_to_KES":{"key":"k"}}}}'
    const holder = '{"data":{"accountName":"DOE, JANE W","accountNumber":"0726140198"}}'
    const { fetch, of } = answers({ 'GET /rate': rate, 'POST /kyc/resolve-account': holder })
    const given = { mobileNetwork: 'Safaricom', accountNumber: '0726140198', holder: 'jane doe' }
    await providerOver(fetch).continueSession?.(kenya, given, call)
    expect(JSON.parse(of('/ramp')[0]?.body ?? '')).toMatchObject({
      toNetwork: 'kenyanshilling',
      mobileNetwork: 'Safaricom',
      paymentNetwork: 'MOBILE',
      accountNumber: '0726140198',
    })
    expect(of('/banks')).toEqual([])
  })

  test('the name that it is made for is the account’s, or the holder’s where configured', async () => {
    const { fetch, of } = answers()
    const api = { expireAction: 'useCurrentRate', nameInRamp: 'holder' } as const
    await providerOver(fetch, { api }).continueSession?.(order, values, call)
    expect(JSON.parse(of('/ramp')[0]?.body ?? '')).toMatchObject({ accountName: 'JANE DOE' })
  })

  test('the widget asks no questions', async () => {
    const given = providerOver(answers().fetch).continueSession?.(widgetOrder, values, call)
    await expect(given).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

test.each<[string, string, boolean]>([
  ['Ada Obi', 'OBI, ADA NGOZI', true],
  ['Adébáyọ̀ Ọlá', 'ADEBAYO OLA', true],
  ["O'Neill Sean", 'SEAN O NEILL', true],
  ['Ada', 'ADA OBI', false],
  ['Ada Obi', 'ADA', false],
  ['Ada Obi', 'A** O**', false],
  ['', '', false],
])('%s and %s are the same: %s', (given, told, same) => {
  expect(sameHolder(given, told)).toBe(same)
})
