import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callApi, mintToken, placeOrder, startTestSandbox, type TestSandbox } from '../test/harness.ts'
import { shapeDifferences } from '../test/shape.ts'
import { rateLimitBody, statusErrorBody } from './fixtures/errors.ts'
import { configAnswer } from './fixtures/sell-config.ts'
import { optionsAnswer } from './fixtures/sell-options.ts'
import { quoteAnswer, quoteLimitError } from './fixtures/sell-quote.ts'
import { allTransactions, transactionList } from './fixtures/sell-transactions.ts'
import { tokenAnswer } from './fixtures/token.ts'

let sandbox: TestSandbox
const get = (path: string) => callApi(sandbox, 'GET', `/onramp/v1${path}`)
const post = (path: string, body: unknown) => callApi(sandbox, 'POST', `/onramp/v1${path}`, body)

const sale = {
  sell_currency: 'USDC',
  sell_network: 'base',
  sell_amount: '10',
  cashout_currency: 'SGD',
  payment_method: 'FIAT_WALLET',
  country: 'SG',
}

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => {
  sandbox.control.reset()
  // Leaves the rate limit's last second behind.
  sandbox.clock.move(2000)
})
afterAll(() => sandbox.stop())

describe('answers, compared with the recorded ones', () => {
  it('token', async () => {
    const { json } = await post('/token', {
      addresses: [{ address: sandbox.accounts[0], blockchains: ['base'] }],
      clientIp: '192.0.2.1',
    })
    expect(shapeDifferences(json, tokenAnswer)).toEqual([])
    expect(json.channel_id).toBe('')
    expect(json.token).toHaveLength(tokenAnswer.token.length)
  })

  it('quote: to the cent', async () => {
    const { json } = await post('/sell/quote', sale)
    expect({ ...json, quote_id: quoteAnswer.quote_id }).toEqual(quoteAnswer)
  })

  it('config', async () => {
    const { json } = await get('/sell/config')
    expect(shapeDifferences(json, configAnswer)).toEqual([])
    expect(json.countries).toContainEqual(configAnswer.countries[0])
  })

  it('options', async () => {
    const { json } = await get('/sell/options?country=US&subdivision=NY')
    expect(shapeDifferences(json, optionsAnswer)).toEqual([])
    const usdc = json.sell_currencies.find((row: { symbol: string }) => row.symbol === 'USDC')
    const base = sandbox.chains[0]
    expect(usdc.networks[0]).toMatchObject({
      name: 'base',
      chain_id: '31337',
      contract_address: base?.tokens[0]?.address,
    })
    expect(usdc.networks.find((n: { name: string }) => n.name === 'solana').chain_id).toBe('0')
    const eth = json.sell_currencies.find((row: { symbol: string }) => row.symbol === 'ETH')
    expect(eth.networks[0].contract_address).toBe('')
  })

  it('status of a user, and of all', async () => {
    await placeOrder(sandbox, 'ref-1')
    const { json } = await get('/sell/user/ref-1/transactions')
    expect(shapeDifferences(json, transactionList)).toEqual([])
    expect(json.transactions[0]).toMatchObject({ status: 'TRANSACTION_STATUS_STARTED', tx_hash: '' })
    expect(shapeDifferences((await get('/sell/transactions')).json, allTransactions)).toEqual([])
  })

  it('a crypto cash-out has no fiat amounts', async () => {
    await placeOrder(sandbox, 'ref-1', { defaultCashoutMethod: 'CRYPTO_ACCOUNT' })
    const [row] = (await get('/sell/user/ref-1/transactions')).json.transactions
    expect(row).toMatchObject({ total: null, subtotal: null, coinbase_fee: null, exchange_rate: null })
    expect(row.unit_price).toMatchObject({ value: '1' })
  })

  it('errors', async () => {
    const limit = await post('/sell/quote', { ...sale, sell_amount: '0.05' })
    expect(limit.status).toBe(400)
    expect(shapeDifferences(limit.json, quoteLimitError)).toEqual([])
    expect(limit.json.message).toBe(
      'purchase amount 0.06 is not within the payment method limits for FIAT_WALLET',
    )
    const unknown = await get('/nothing')
    expect(unknown.status).toBe(404)
    expect(shapeDifferences(unknown.json, statusErrorBody)).toEqual([])
  })
})

describe('authentication', () => {
  it('answers 401 without useful text, and sends no CORS headers', async () => {
    const response = await fetch(`${sandbox.url}/onramp/v1/sell/config`, {
      headers: { origin: 'http://localhost:3000' },
    })
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await response.text()).toBe('Unauthorized\n')
  })
})

describe('quotes', () => {
  it('take camelCase and the currency by its UUID', async () => {
    const { json } = await post('/sell/quote', {
      sellCurrency: '2b92315d-eab7-5bef-84fa-089a131333f5',
      sellNetwork: 'base',
      sellAmount: '10',
      cashoutCurrency: 'SGD',
      paymentMethod: 'FIAT_WALLET',
      country: 'SG',
    })
    expect(json.cashout_total).toEqual(quoteAnswer.cashout_total)
  })

  it('fall back to USD for a currency that is not offered', async () => {
    const { json } = await post('/sell/quote', { ...sale, cashout_currency: 'JPY' })
    expect(json.cashout_total.currency).toBe('USD')
  })

  it.each<[string, Record<string, unknown>]>([
    ['a number for an amount', { sell_amount: 10 }],
    ['a zero amount', { sell_amount: '0' }],
    ['a negative amount', { sell_amount: '-1' }],
    ['no amount', { sell_amount: undefined }],
    ['an unknown currency', { sell_currency: 'DOGE' }],
    ['an unknown network', { sell_network: 'polygon' }],
    ['an unknown country', { country: 'JP' }],
    ['a method that the country lacks', { payment_method: 'ACH_BANK_ACCOUNT' }],
    ['no state in the US', { country: 'US', cashout_currency: 'USD' }],
  ])('are refused with %s', async (_, over) => {
    expect((await post('/sell/quote', { ...sale, ...over })).status).toBe(400)
  })

  it('are limited to ten per second, and nothing else is', async () => {
    const statuses = []
    for (let i = 0; i < 11; i += 1) statuses.push((await post('/sell/quote', sale)).status)
    expect(statuses).toEqual([...Array(10).fill(200), 429])
    const refused = await post('/sell/quote', sale)
    expect(shapeDifferences(refused.json, rateLimitBody)).toEqual([])
    expect((await get('/sell/config')).status).toBe(200)
    sandbox.clock.move(1000)
    expect((await post('/sell/quote', sale)).status).toBe(200)
  })

  it('with source, redirect and reference make an unconfirmed row four seconds later', async () => {
    const personal = {
      source_address: sandbox.accounts[0],
      redirect_url: 'http://localhost:3000',
      partner_user_ref: 'p-1',
    }
    expect((await post('/sell/quote', { ...sale, ...personal })).json.offramp_url).toBe('')
    const rows = async () => (await get('/sell/user/p-1/transactions')).json.transactions
    expect((await rows())[0].to_address).toBe('')
    await sandbox.control.advance(4000)
    expect((await rows())[0]).toMatchObject({ status: 'TRANSACTION_STATUS_STARTED', tx_hash: '' })
    expect((await rows())[0].to_address).toMatch(/^0x/)
  })

  it('hand out a whole URL when told to', async () => {
    sandbox.control.setSettings({ quoteReturnsUrl: true })
    const personal = {
      sourceAddress: sandbox.accounts[0],
      redirectUrl: 'http://localhost:3000',
      partnerUserId: 'p-2',
    }
    const { json } = await post('/sell/quote', { ...sale, ...personal })
    const url = new URL(json.offramp_url)
    expect(url.pathname).toBe('/v3/sell/input')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      quoteId: json.quote_id,
      partnerUserRef: 'p-2',
      presetCryptoAmount: '10',
    })
    expect((await fetch(url)).status).toBe(200)
  })
})

describe('options', () => {
  it('need a country, and a state for the US', async () => {
    expect((await get('/sell/options')).status).toBe(400)
    expect((await get('/sell/options?country=US')).status).toBe(400)
    expect(
      (await get('/sell/options?country=SG')).json.cashout_currencies.map((c: { id: string }) => c.id),
    ).toEqual(['AUD', 'BRL', 'CAD', 'EUR', 'GBP', 'SGD', 'USD'])
  })

  it('are narrowed by network', async () => {
    const { json } = await get('/sell/options?country=SG&networks=ethereum')
    const names = json.sell_currencies.flatMap((row: { networks: { name: string }[] }) =>
      row.networks.map((n) => n.name),
    )
    expect(new Set(names)).toEqual(new Set(['ethereum']))
  })
})

describe('lists', () => {
  beforeEach(async () => {
    for (const amount of ['1', '2', '3']) {
      await sandbox.control.seedOrder({ kind: 'live', ref: 'many', amount })
      sandbox.clock.move(1000)
    }
  })

  it('show one row unless told, newest first, and page on', async () => {
    const first = (await get('/sell/user/many/transactions')).json
    expect(first.transactions.map((t: { sell_amount: { value: string } }) => t.sell_amount.value)).toEqual([
      '3',
    ])
    expect(first.total_count).toBe('3')
    const rest = (await get(`/sell/user/many/transactions?pageSize=5&pageKey=${first.next_page_key}`)).json
    expect(rest.transactions.map((t: { sell_amount: { value: string } }) => t.sell_amount.value)).toEqual([
      '2',
      '1',
    ])
    expect(rest.next_page_key).toBe('')
  })

  it.each(['page_size=0', 'page_size=1001', 'page_size=x', 'page_key=nobody'])('refuse %s', async (query) => {
    expect((await get(`/sell/user/many/transactions?${query}`)).status).toBe(400)
  })

  it('of an unknown reference are empty, or 404 when told', async () => {
    expect((await get('/sell/user/nobody/transactions')).json).toEqual({
      transactions: [],
      next_page_key: '',
      total_count: '0',
    })
    sandbox.control.setSettings({ unknownRefIs404: true })
    expect((await get('/sell/user/nobody/transactions')).status).toBe(404)
  })

  it('of everybody include the first day and exclude the last', async () => {
    const count = async (query: string) => (await get(`/sell/transactions?${query}`)).json.transactions.length
    expect(await count('start_date=2026-11-21&end_date=2026-11-22')).toBe(3)
    expect(await count('start_date=2026-11-20&end_date=2026-11-21')).toBe(0)
    expect(await count('')).toBe(3)
    expect((await get('/sell/transactions?start_date=yesterday')).status).toBe(400)
  })
})

describe('faults', () => {
  it('count down', async () => {
    sandbox.control.setFaults({ down: 2 })
    const statuses = [await get('/sell/config'), await get('/sell/config'), await get('/sell/config')].map(
      (a) => a.status,
    )
    expect(statuses).toEqual([503, 503, 200])
    sandbox.control.setFaults({ garbled: 1 })
    expect((await get('/sell/config')).text).toMatch(/^<html>/)
  })

  it('do not touch tokens that were made', async () => {
    const token = await mintToken(sandbox)
    sandbox.control.setFaults({ rateLimited: 1 })
    expect((await get('/sell/config')).status).toBe(429)
    expect(token).toHaveLength(48)
  })
})
