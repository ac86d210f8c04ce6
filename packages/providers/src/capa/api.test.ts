import { describe, expect, test } from 'vitest'
import { type CapaApi, createCapaApi } from './api.ts'
import { page, row, wrapped } from './fixtures/sale.ts'
import { failure } from './fixtures/session.ts'
import type { CapaOrder } from './orderCall.ts'
import { createTransport } from './transport.ts'

/** What crosses the network for one call, and what is made of the answer. */
async function crossing(body: string, work: (api: CapaApi) => Promise<unknown>) {
  const asked: { url: URL; init: RequestInit | undefined }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push({ url: new URL(String(input)), init })
    return new Response(body)
  }
  const parts = { baseUrl: 'https://capa.example', apiKey: 'test-key', timeoutMs: 1_000, maxBytes: 65_536 }
  const value = await work(createCapaApi(createTransport({ ...parts, fetch })))
  const { url, init } = asked[0] ?? {}
  return { value, sent: `${init?.method} ${url?.pathname}${url?.search}`, text: init?.body, asked }
}

const root = '/api/partner/v2'
const account = { country: 'MX', accountIdentifier: '014680260346007120' }

describe('their API', () => {
  test.each([
    [
      'a user',
      wrapped({ userId: 'u-1' }),
      (api: CapaApi) => api.createUser({ email: 'a@b.co', externalUserId: 'x' }),
      `POST ${root}/users`,
      '{"type":"INDIVIDUAL","email":"a@b.co","externalUserId":"x"}',
      'u-1',
    ],
    [
      'an identity check',
      wrapped({ kycLink: 'https://v.example/1' }),
      (api: CapaApi) => api.kycLink('u-1', { country: 'MX' }),
      `POST ${root}/users/u-1/kyc/verification-link`,
      '{"country":"MX"}',
      'https://v.example/1',
    ],
    [
      'accounts of a user',
      wrapped([{ id: 'a-1', ...account }]),
      (api: CapaApi) => api.accounts({ userId: 'u-1' }, 'MX'),
      `GET ${root}/banks/users/u-1/accounts?country=MX`,
      undefined,
      [{ id: 'a-1', country: 'MX', ending: '7120', bankName: null }],
    ],
    [
      'saving one of a receiver',
      wrapped({ id: 'a-1' }),
      (api: CapaApi) => api.saveAccount({ receiverId: 'r-1' }, account),
      `POST ${root}/banks/receivers/r-1/accounts`,
      JSON.stringify(account),
      'a-1',
    ],
    [
      'receivers',
      wrapped({ receivers: [{ id: 'r-1', businessName: 'Engines' }] }),
      (api: CapaApi) => api.receivers('u-1'),
      `GET ${root}/receivers?userId=u-1`,
      undefined,
      [{ id: 'r-1', name: 'Engines' }],
    ],
    [
      'a receiver',
      wrapped({ id: 'r-1' }),
      (api: CapaApi) =>
        api.createReceiver({
          userId: 'u-1',
          receiverType: 'BUSINESS',
          email: 'a@b.co',
          taxId: 'T',
          isPep: false,
        }),
      `POST ${root}/receivers`,
      '{"userId":"u-1","receiverType":"BUSINESS","email":"a@b.co","taxId":"T","isPep":false}',
      'r-1',
    ],
    [
      'a transaction',
      page([row()]),
      async (api: CapaApi) => (await api.transaction('tx-1'))?.id,
      `GET ${root}/transactions?id=tx-1`,
      undefined,
      'tx-1',
    ],
  ] as const)('%s', async (_, body, work, sent, text, value) => {
    const crossed = await crossing(body, work)
    expect(crossed.sent).toBe(sent)
    expect(crossed.text).toBe(text)
    expect(crossed.value).toEqual(value)
    expect(new Headers(crossed.asked[0]?.init?.headers).get('partner-api-key')).toBe('test-key')
  })

  test('the list is read page by page, newest first', async () => {
    const full = page(Array.from({ length: 100 }, (_, at) => row({ id: `tx-${at}` })))
    const { asked, value, sent } = await crossing(full, (api) => api.transactionsOf('u-1'))
    expect(sent).toBe(
      `GET ${root}/transactions?userId=u-1&type=OFF_RAMP&limit=100&skip=0&sortBy=createdAt&sortOrder=DESC`,
    )
    expect(asked).toHaveLength(5)
    expect(value).toHaveLength(500)
  })

  test.each(['../x', 'a/b', '', 'a?b', '%2e%2e'])(
    'an id that would change the path goes nowhere: %j',
    async (id) => {
      expect((await failure(crossing('{}', (api) => api.cancel(id)))).code).toBe('invalid_request')
    },
  )

  test('a link that is no https address is not opened', async () => {
    for (const kycLink of [
      'javascript:alert(1)',
      'http://v.example',
      'http://localhost.example/',
      '',
      'x'.repeat(5_000),
    ])
      expect(
        (await failure(crossing(wrapped({ kycLink }), (api) => api.kycLink('u-1', { country: 'MX' })))).code,
      ).toBe('provider_unreadable')
  })

  test('a link on this machine, where a stand-in may run, needs no https', async () => {
    const kycLink = 'http://127.0.0.1:4010/capa/kyc/1'
    const { value } = await crossing(wrapped({ kycLink }), (api) => api.kycLink('u-1', { country: 'MX' }))
    expect(value).toBe(kycLink)
  })

  test('no under a status that says yes is an error all the same', async () => {
    const body = JSON.stringify({
      success: false,
      code: 'QUOTE_EXPIRED',
      message: 'Quote has expired',
      data: row(),
    })
    for (const work of [
      (api: CapaApi) => api.transaction('tx-1'),
      (api: CapaApi) => api.createOrder({ userId: 'u-1', quoteId: 'q-1', userBankInformationId: 'a-1' }),
    ])
      expect((await failure(crossing(body, work))).details?.reason).toBe('price_expired')
  })

  test('answers without end, redirects and bytes that are no text are no answers', async () => {
    const parts = { baseUrl: 'https://capa.example', apiKey: 'test-key', timeoutMs: 1_000, maxBytes: 1_000 }
    for (const [answer, code] of [
      [() => new Response('x'.repeat(1_001)), 'provider_unreadable'],
      [() => new Response(new Uint8Array([0xff, 0xfe])), 'provider_unreadable'],
      [
        () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
        'provider_unavailable',
      ],
    ] as const) {
      const api = createCapaApi(createTransport({ ...parts, fetch: async () => answer() }))
      expect((await failure(api.kycState('u-1'))).code).toBe(code)
    }
  })
})

describe('the rules between the members of the order call', () => {
  const quoted = { userId: 'u-1', quoteId: 'q-1', userBankInformation: account }
  const sale = { fiatCurrency: 'MXN', blockchainSymbol: 'POL', tokenSymbol: 'USDC' }
  const plain = { userId: 'u-1', ...sale, cryptoAmount: '0.10', userBankInformationId: 'a-1' }

  test('a locked price, or a sale of one amount; an account, or a saved one', async () => {
    const body = wrapped(row())
    expect((await crossing(body, (api) => api.createOrder(quoted))).sent).toBe(`POST ${root}/off-ramp`)
    const { text } = await crossing(body, (api) =>
      api.createOrder({ ...plain, receiverId: 'r-1', premiumSpread: '0.010' }),
    )
    // The digits that were meant: no JS number wrote them.
    expect(text).toContain('"cryptoAmount":0.10,')
    expect(text).toContain('"premiumSpread":0.010')
  })

  test.each([
    ['nothing to sell', { userId: 'u-1', userBankInformationId: 'a-1' }],
    ['a price and a sale', { ...quoted, ...sale }],
    ['a price and an amount', { ...quoted, cryptoAmount: '1' }],
    ['a price and a share', { ...quoted, premiumSpread: '0.01' }],
    ['no chain', { ...plain, blockchainSymbol: undefined }],
    ['both amounts', { ...plain, fiatAmount: '1' }],
    ['no amount', { ...plain, cryptoAmount: undefined }],
    ['no account', { ...plain, userBankInformationId: undefined }],
    ['both accounts', { ...quoted, userBankInformationId: 'a-1' }],
    ['no user', { ...quoted, userId: undefined }],
  ])('%s is refused before it is asked', async (_, order) => {
    const error = await failure(crossing('{}', (api) => api.createOrder(order as unknown as CapaOrder)))
    expect(error.code).toBe('invalid_request')
    expect(error.why).toBe('Nothing was sent to Capa.')
  })
})
