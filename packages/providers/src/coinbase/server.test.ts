import type { SellRequest } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { documentedOptions, recordedConfig } from './fixtures/catalog.ts'
import { camelQuote, recordedQuote, wrappedQuote } from './fixtures/quotes.ts'
import { answering, order, providerOver, seller, startedAt } from './fixtures/sale.ts'

interface Asked {
  path: string
  query: Record<string, string>
  body: Record<string, unknown> | undefined
}

/** A `fetch` that answers by path and remembers what it was asked. */
function recording(answers: Record<string, string>) {
  const asked: Asked[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input))
    asked.push({
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    })
    const answer = Object.entries(answers).find(([path]) => url.pathname.endsWith(path))?.[1]
    return new Response(answer ?? '', { status: answer === undefined ? 404 : 200 })
  }
  return { asked, fetch }
}

const clientIp = '203.0.113.9'
const call = { clientIp, returnUrl: 'https://app.example/return?offramp_order=AAECAwQFBgcICQoLDA0ODw' }
const sgd: SellRequest = {
  asset: 'USDC',
  network: 'eip155:8453',
  amount: '10',
  cashoutCurrency: 'SGD',
  country: 'SG',
}
const token = '{"token":"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV","channel_id":""}'

describe('quotes', () => {
  test.each([
    ['recorded', recordedQuote],
    ['as the page wraps it', wrappedQuote],
    ['in camelCase', camelQuote],
  ])('%s', async (_, { body }) => {
    const { asked, fetch } = recording({ '/sell/quote': body })
    const quote = await providerOver(fetch).getQuote(sgd, {})
    expect(quote).toMatchObject({
      provider: 'coinbase',
      flow: 'coinbase/hosted',
      kind: 'indicative',
      sell: { amount: '10', asset: 'USDC', network: 'eip155:8453' },
      receive: { amount: '12.67', currency: 'SGD' },
      subtotal: { amount: '12.8', currency: 'SGD' },
      fees: [{ kind: 'provider', amount: { amount: '0.13', currency: 'SGD' } }],
      method: 'FIAT_WALLET',
      quotedAt: startedAt,
      expiresAt: null,
    })
    expect(quote.quoteId).toMatch(/^bc67c1e1/)
    // Nothing that would make a row upstream: no source address, no redirect, no reference.
    expect(asked[0]?.body).toEqual({
      sell_currency: 'USDC',
      sell_network: 'base',
      sell_amount: '10',
      cashout_currency: 'SGD',
      payment_method: 'FIAT_WALLET',
      country: 'SG',
    })
  })

  test('the currency is the one that they answer with', async () => {
    const { fetch } = recording({ '/sell/quote': recordedQuote.body })
    const quote = await providerOver(fetch).getQuote({ ...sgd, cashoutCurrency: 'THB' }, {})
    expect(quote.receive.currency).toBe('SGD')
  })

  test.each([
    ['another amount', recordedQuote.body.replace('"value":"10"', '"value":"100"')],
    ['another asset', recordedQuote.body.replace('"USDC"', '"ETH"')],
    ['no total', recordedQuote.body.replace('"cashout_total"', '"cashout"')],
  ])('about %s are unreadable', async (_, body) => {
    const { fetch } = recording({ '/sell/quote': body })
    await expect(providerOver(fetch).getQuote(sgd, {})).rejects.toMatchObject({
      code: 'provider_unreadable',
    })
  })

  test('coins that stay coins are received as they are', async () => {
    const { fetch } = recording({
      '/sell/quote': '{"sell_amount":{"value":"10","currency":"USDC"},"cashout_total":null}',
    })
    const quote = await providerOver(fetch).getQuote({ ...sgd, method: 'CRYPTO_ACCOUNT' }, {})
    expect(quote).toMatchObject({ receive: { amount: '10', currency: 'USDC' }, quoteId: null, fees: [] })
  })
})

describe('options', () => {
  const answers = { '/sell/config': recordedConfig.body, '/sell/options': documentedOptions.body }

  test('only what the registry knows under the same contract and chain', async () => {
    const { asked, fetch } = recording(answers)
    const options = await providerOver(fetch).getOptions(
      { provider: 'coinbase', country: 'US', subdivision: 'CA' },
      {},
    )
    expect(options.assets.map(({ symbol, network }) => `${symbol} ${network}`)).toEqual([
      'USDC eip155:8453',
      'USDC eip155:1',
      'ETH eip155:1',
    ])
    expect(options.currencies).toEqual([
      {
        id: 'USD',
        limits: [
          { method: 'CARD', min: '10', max: '7500' },
          { method: 'ACH_BANK_ACCOUNT', min: '10', max: '25000' },
        ],
      },
    ])
    expect(options.countries[1]).toEqual({
      id: 'US',
      subdivisions: ['CA', 'NY'],
      methods: ['ACH_BANK_ACCOUNT', 'FIAT_WALLET'],
    })
    expect(asked.find(({ path }) => path.endsWith('/options'))?.query).toEqual({
      country: 'US',
      subdivision: 'CA',
    })
  })

  test.each([{}, { country: 'US' }])(
    'the countries alone while the place is not known: %o',
    async (place) => {
      const { asked, fetch } = recording(answers)
      const options = await providerOver(fetch).getOptions({ provider: 'coinbase', ...place }, {})
      expect(asked.map(({ path }) => path)).toEqual(['/onramp/v1/sell/config'])
      expect(options).toMatchObject({ currencies: [], assets: [] })
      expect(options.countries).toHaveLength(2)
    },
  )

  test('nothing in a country that is not on the list, where the question is refused; where it is, that is an error', async () => {
    const { fetch } = recording({ '/sell/config': recordedConfig.body })
    const ask = (country: string) => providerOver(fetch).getOptions({ provider: 'coinbase', country }, {})
    const options = await ask('GH')
    expect(options).toMatchObject({ currencies: [], assets: [] })
    expect(options.countries.map(({ id }) => id)).toContain('SG')
    await expect(ask('SG')).rejects.toMatchObject({ code: 'provider_rejected' })
  })

  test('entries that cannot be read are left out; a list of nothing else is unreadable', async () => {
    const some = recording({ '/sell/config': '{"countries":[{"id":7},{"id":"SG"},null]}' })
    expect((await providerOver(some.fetch).getOptions({ provider: 'coinbase' }, {})).countries).toEqual([
      { id: 'SG', subdivisions: [], methods: [] },
    ])
    const none = recording({ '/sell/config': '{"countries":[{"name":"Singapore"}]}' })
    await expect(providerOver(none.fetch).getOptions({ provider: 'coinbase' }, {})).rejects.toMatchObject({
      code: 'provider_unreadable',
    })
  })
})

describe('sessions', () => {
  test('a token for this sender, network and asset, and the URL of the wish', async () => {
    const { asked, fetch } = recording({ '/token': token })
    const { session, events } = await providerOver(fetch).createSession(order, call)
    expect(asked).toEqual([
      {
        path: '/onramp/v1/token',
        query: {},
        body: { addresses: [{ address: seller, blockchains: ['base'] }], assets: ['USDC'], clientIp },
      },
    ])
    expect(events).toEqual([])
    if (session.kind !== 'open') throw new Error(session.kind)
    expect(session).toMatchObject({ modes: ['popup', 'tab', 'redirect'], expiresAt: startedAt + 300_000 })
    expect(Object.fromEntries(new URL(session.url).searchParams)).toEqual({
      sessionToken: JSON.parse(token).token,
      partnerUserRef: order.orderId,
      redirectUrl: call.returnUrl,
      defaultNetwork: 'base',
      defaultAsset: 'USDC',
      presetCryptoAmount: '25',
      defaultCashoutMethod: 'ACH_BANK_ACCOUNT',
      fiatCurrency: 'USD',
    })
  })

  test('what the options of the provider change', async () => {
    const { asked, fetch } = recording({ '/token': token })
    const provider = providerOver(fetch, {
      networks: { base: 'eip155:31337' },
      payUrl: 'http://127.0.0.1:4010/v3/sell/input',
      baseUrl: 'http://127.0.0.1:4010',
      disableEdit: true,
    })
    await expect(provider.createSession(order, call)).rejects.toMatchObject({ code: 'unsupported_network' })
    expect(asked).toEqual([])
    const onEthereum = { ...order, request: { ...order.request, network: 'eip155:1' as const } }
    const { session } = await provider.createSession(onEthereum, call)
    expect(session.kind === 'open' && session.url).toMatch(
      /^http:\/\/127\.0\.0\.1:4010\/v3\/sell\/input\?.*disableEdit=true/,
    )
  })

  test.each([
    ['no token', '{}'],
    ['an empty one', '{"token":""}'],
    ['one that would break the URL', '{"token":"a b&c=1#frag"}'],
  ])('%s is unreadable', async (_, body) => {
    await expect(providerOver(answering(body)).createSession(order, call)).rejects.toMatchObject({
      code: 'provider_unreadable',
    })
  })
})

describe('wishes that cannot be served are refused before anything is asked', () => {
  test.each<[string, Partial<SellRequest>, string]>([
    ['an unknown asset', { asset: 'DOGE' }, 'unknown_asset'],
    ['an unknown network', { network: 'eip155:999' }, 'unsupported_network'],
    ['a network that they do not serve', { network: 'eip155:56' }, 'unsupported_network'],
    ['too many digits', { amount: '1.0000001' }, 'invalid_amount'],
    ['zero', { amount: '0' }, 'invalid_amount'],
    ['a float', { amount: '1e2' }, 'invalid_amount'],
    ['a country by name', { country: 'Singapore' }, 'invalid_request'],
    ['the US without a state', { country: 'US' }, 'invalid_request'],
    ['a wrong subdivision', { country: 'US', subdivision: 'US-NY' }, 'invalid_request'],
    ['a wrong currency', { cashoutCurrency: 'dollars' }, 'invalid_request'],
    ['an invented method', { method: 'SEPA_BANK_ACCOUNT' }, 'invalid_request'],
  ])('%s', async (_, changes, code) => {
    const { asked, fetch } = recording({})
    const provider = providerOver(fetch)
    const request = { ...sgd, ...changes }
    expect(() => provider.checkRequest('coinbase/hosted', request)).toThrow(expect.objectContaining({ code }))
    await expect(provider.getQuote(request, {})).rejects.toMatchObject({ code })
    await expect(provider.createSession({ ...order, request }, call)).rejects.toMatchObject({ code })
    expect(asked).toEqual([])
  })

  test('a good one passes', () => {
    expect(() => providerOver(answering('')).checkRequest('coinbase/hosted', order.request)).not.toThrow()
  })
})
