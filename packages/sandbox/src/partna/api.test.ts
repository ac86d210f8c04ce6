import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendMoney } from '../test/harness.ts'
import { askPartna, REFERENCE, startPartna } from './test/harness.ts'

type Started = Awaited<ReturnType<typeof startPartna>>
let on: Started

beforeAll(async () => {
  on = await startPartna()
})
beforeEach(() => {
  on.sandbox.control.reset()
  on.heard.length = 0
})
afterAll(() => on.sandbox.stop())

const ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  askPartna(on.sandbox, method, path, body, headers)

const PAIR = '/rate?fromCurrency=CUSD&toCurrency=KES&fromAmount=100'

async function rateKey() {
  const rates = (await ask('GET', PAIR)).json.data.rate as Record<string, { key: string }>
  return Object.values(rates)[0]?.key
}

/** The body of `POST /ramp` for the documented sale. */
const rampBody = async (over: Record<string, unknown> = {}) => ({
  type: 'cryptoToFiat',
  fromCurrency: 'CUSD',
  fromNetwork: 'celo',
  fromAmount: 0.11,
  toCurrency: 'KES',
  toNetwork: 'kenyanshilling',
  accountName: 'wanjiku',
  accountNumber: '0700000001',
  mobileNetwork: 'Safaricom',
  paymentNetwork: 'MOBILE',
  rateKey: await rateKey(),
  rampReference: REFERENCE,
  ...over,
})

const makeAccount = () => ask('POST', '/account', { accountName: 'wanjiku', email: 'w@example.com' })

describe('who may ask', () => {
  it('needs both headers', async () => {
    expect((await ask('GET', PAIR, undefined, { 'x-api-key': 'wrong' })).status).toBe(401)
    expect((await ask('GET', PAIR, undefined, { 'x-api-user': 'nobody' })).status).toBe(401)
    const without = await fetch(`${on.sandbox.url}/v4/banks?currency=KES`)
    expect(without.status).toBe(200)
    expect((await without.json()).data).toContainEqual({ code: 'SAFARICOM', name: 'Safaricom' })
  })

  it('is refused as documented when the provider is unwell', async () => {
    on.partna.setFaults({ down: 1, rateLimited: 1, garbled: 1 })
    expect((await ask('GET', PAIR)).status).toBe(503)
    expect((await ask('GET', PAIR)).status).toBe(429)
    expect(await ask('GET', PAIR)).toMatchObject({ status: 200, json: null })
    expect((await ask('GET', PAIR)).status).toBe(200)
  })
})

describe('rates', () => {
  it('come as a map by pair, for one unit, with a key', async () => {
    const { json } = await ask('GET', PAIR)
    expect(json.message).toBe('success')
    expect(Object.keys(json.data.rate)).toEqual(['CUSD_to_KES'])
    const rate = json.data.rate.CUSD_to_KES
    expect(rate).toMatchObject({ fromCurrency: 'CUSD', toCurrency: 'KES', fromAmount: 1, toAmount: 127.9 })
    expect(rate.key).toMatch(/^127\.9-CUSD_to_KES-[\da-f]{8}-\d{10}$/)
  })

  it('may name the pair the other way round', async () => {
    on.partna.setSettings({ rateMapOrder: 'reversed' })
    const { json } = await ask('GET', PAIR)
    expect(Object.keys(json.data.rate)).toEqual(['KES_to_CUSD'])
    expect(json.data.rate.KES_to_CUSD).toMatchObject({ fromCurrency: 'CUSD', rate: 127.9 })
  })

  it('are not there for other pairs', async () => {
    expect(await ask('GET', '/rate?fromCurrency=CUSD&toCurrency=GHS')).toMatchObject({
      status: 503,
      json: { message: 'Rates not available, please try again later' },
    })
  })

  it('have keys that end', async () => {
    const path = `/rate/verify-rate-key?key=${await rateKey()}`
    expect((await ask('GET', path)).json.data).toEqual({ isExp: false, isValid: true })
    await on.sandbox.control.advance(600_000)
    expect((await ask('GET', path)).json.data).toEqual({ isExp: true, isValid: false })
    expect(await ask('GET', '/rate/verify-rate-key?key=x')).toMatchObject({
      status: 400,
      json: { message: 'invalid key' },
    })
  })

  it('are broken down in PascalCase', async () => {
    const { json } = await ask('POST', '/ramp/breakdown', await rampBody())
    expect(json.data).toMatchObject({
      Rate: 127.9,
      TotalAmountInFromCurrency: 0.11,
      NetAmountInToCurrency: 12.93,
      TotalFeesInFromCurrency: 0.0089,
      TotalFeesInToCurrency: 1.14,
      MerchantFeeUSD: 0,
    })
  })
})

it('lists assets by currency, and by network under its odd name', async () => {
  const { json } = await ask('GET', '/supported/assets')
  expect(json.data.byCurrency.CUSD.celo).toMatchObject({ symbol: 'CUSD', decimals: 18, minimumWithdrawal: 1 })
  expect(json.data.byNetWork.base.USDC.contractAddress).toBe(on.sandbox.chains[0]?.tokens[0]?.address)
  expect(json.data.byCurrency).not.toHaveProperty('CELO')
  const narrowed = await ask('GET', '/supported/assets?currency=CUSD')
  expect(Object.keys(narrowed.json.data.byCurrency)).toEqual(['CUSD'])
})

it('resolves a payout account', async () => {
  const account = { accountNumber: '0123456789', bankCode: '044', currency: 'NGN' }
  const { json } = await ask('POST', '/kyc/resolve-account', account)
  expect(json.data).toEqual({ accountName: 'SANDBOX HOLDER', accountNumber: '0123456789' })
  expect(await ask('POST', '/kyc/resolve-account', { ...account, bankCode: '999' })).toMatchObject({
    status: 400,
    json: { message: 'Invalid bank account details' },
  })
})

describe('settings and accounts', () => {
  it('changes the registration mode, and words a refusal as the real one', async () => {
    const wrong = await ask('PUT', '/user/settings', { registrationType: 'opened' })
    expect(wrong).toMatchObject({ status: 400 })
    expect(wrong.json).toEqual({
      data: ['Field: [registrationType] Expected:[oneof(open closed)] Value: [opened]'],
      message: 'validation error',
    })
    await ask('PUT', '/user/settings', { registrationType: 'closed', feeAmount: 0.5 })
    expect((await ask('GET', '/user/settings')).json.data).toMatchObject({
      registrationType: 'closed',
      feeAmount: 0.5,
    })
  })

  it('registers in open mode only, and completes with the code', async () => {
    const body = { accountName: 'wanjiku', email: 'w@example.com', merchantName: on.sandbox.partna.merchant }
    await ask('PUT', '/user/settings', { registrationType: 'closed' })
    expect((await ask('POST', '/account/register', body)).status).toBe(403)
    await ask('PUT', '/user/settings', { registrationType: 'open' })
    expect((await ask('POST', '/account/register', body)).status).toBe(201)
    const { email, merchantName } = body
    const complete = (otp: string) =>
      ask('POST', '/account/complete-registration', { email, merchantName, otp })
    expect((await complete('000000')).status).toBe(400)
    expect((await complete('123456')).status).toBe(200)
  })

  it('makes an account once', async () => {
    expect((await makeAccount()).status).toBe(201)
    expect(await makeAccount()).toMatchObject({ status: 409, json: { message: 'account already exists' } })
  })

  it('says and forgets where webhooks go', async () => {
    expect((await ask('GET', '/user/webhook')).json.data.url).toBe(on.hook)
    await ask('DELETE', '/user/webhook')
    expect((await ask('GET', '/user/webhook')).json.data.url).toBe('')
    expect((await ask('POST', '/user/webhook', { url: on.hook })).status).toBe(200)
  })
})

describe('selling by API', () => {
  beforeEach(async () => void (await makeAccount()))

  it('answers with the address, is listed without it, and is paid', async () => {
    const { status, json } = await ask('POST', '/ramp', await rampBody({ rampExpTime: 60 }))
    expect(status).toBe(200)
    expect(json.data).toMatchObject({ rampReference: REFERENCE, fromAmount: 0.11, toAmount: 12.93 })
    expect(json.data.discountApplied).toBe('0')
    await sendMoney(on.sandbox, {
      to: json.data.paymentAddress,
      symbol: 'CUSD',
      amount: 110_000_000_000_000_000n,
      network: 'celo',
    })
    await on.sandbox.tick()
    await on.sandbox.control.advance(10_000)
    const listed = await ask('GET', `/ramp?accountName=wanjiku&rampReference=${REFERENCE}`)
    expect(listed.json.data).toMatchObject({ page: 1, total: 1 })
    const [row] = listed.json.data.rampRequests
    expect(row).toMatchObject({
      status: 'completed',
      confirmed: false,
      toAmount: 12.929,
      processedRate: 127.9,
    })
    expect(row.expiredAt - row.createdAt).toBe(60)
    expect(listed.text.toLowerCase()).not.toContain(json.data.paymentAddress.toLowerCase())
    const transfer = await ask('GET', `/transfer/details?transactionReference=${REFERENCE}`)
    expect(transfer.json.data).toMatchObject({ status: 'completed', type: 'OffRamp' })
  })

  it('names the address as set', async () => {
    on.partna.setSettings({ addressField: 'cryptoAddress' })
    const { json } = await ask('POST', '/ramp', await rampBody())
    expect(json.data.cryptoAddress).toMatch(/^0x/)
    expect(json.data).not.toHaveProperty('paymentAddress')
  })

  it('takes a reference once, and one pending sale per user', async () => {
    await ask('POST', '/ramp', await rampBody())
    expect(await ask('POST', '/ramp', await rampBody())).toMatchObject({
      status: 400,
      json: { message: 'ramp reference already exists' },
    })
    expect(await ask('POST', '/ramp', await rampBody({ rampReference: 'cc' }))).toMatchObject({
      status: 409,
      json: { message: 'User already has a pending ramp request' },
    })
    const instead = await rampBody({ rampReference: 'dd', cancelPendingRampRequest: true })
    expect((await ask('POST', '/ramp', instead)).status).toBe(200)
    const listed = await ask('GET', '/ramp?accountName=wanjiku')
    expect(listed.json.data.rampRequests.map((r: { status: string }) => r.status)).toEqual([
      'pending',
      'canceled',
    ])
  })

  it('late, credits the balance where that was asked for', async () => {
    const { json } = await ask('POST', '/ramp', await rampBody({ expireAction: 'deposit', rampExpTime: 60 }))
    await on.sandbox.control.advance(61_000)
    await sendMoney(on.sandbox, {
      to: json.data.paymentAddress,
      symbol: 'CUSD',
      amount: 110_000_000_000_000_000n,
      network: 'celo',
    })
    await on.sandbox.tick()
    await on.sandbox.control.advance(60_000)
    expect(on.partna.ramps(REFERENCE)[0]).toMatchObject({ status: 'received', outcome: 'credited' })
  })

  it.each<[string, Record<string, unknown>, number]>([
    ['no key', { rateKey: 'x' }, 400],
    ['an amount in quotes', { fromAmount: '0.11' }, 400],
    ['an unknown account', { accountName: 'nobody' }, 404],
    ['another fiat network', { toNetwork: 'naira' }, 400],
    ['a reference with dashes', { rampReference: 'a-b' }, 400],
    ['a wrong number', { accountNumber: '1' }, 400],
    ['an unknown action', { expireAction: 'refund' }, 400],
  ])('refuses %s', async (_, over, status) => {
    expect((await ask('POST', '/ramp', await rampBody(over))).status).toBe(status)
    expect(on.partna.ramps()).toEqual([])
  })

  it('is not listed without the account, nor to another merchant', async () => {
    await ask('POST', '/ramp', await rampBody())
    expect(await ask('GET', `/ramp?rampReference=${REFERENCE}`)).toMatchObject({
      status: 400,
      json: { message: 'accountName is required' },
    })
    expect((await ask('GET', '/transfer/details?transactionReference=ee')).status).toBe(404)
  })
})

it('is steered over HTTP too', async () => {
  const control = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${on.sandbox.url}/control/partna${path}`, init)
    return { status: response.status, text: await response.text() }
  }
  expect((await control('/public-key')).text).toContain('BEGIN RSA PUBLIC KEY')
  expect((await control('/settings', { otherAmount: 'hold' })).text).toContain('"otherAmount":"hold"')
  expect((await control('/settings', { otherAmount: 'refund' })).status).toBe(400)
  expect((await control('/webhooks', { loud: 1 })).status).toBe(400)
  expect((await control('/ramps/ff/cancel', {})).status).toBe(400)
  await makeAccount()
  await ask('POST', '/ramp', await rampBody())
  expect(JSON.parse((await control(`/ramps/${REFERENCE}/cancel`, {})).text).status).toBe('canceled')
  expect(JSON.parse((await control('/ramps')).text)).toHaveLength(1)
  const closed = await fetch(`${on.sandbox.url}/control/partna/ramps`, {
    headers: { origin: 'https://evil.example' },
  })
  expect(closed.status).toBe(403)
})
