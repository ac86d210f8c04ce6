import type { Order } from '@offrampkit/core/order'
import { describe, it } from 'vitest'
import { describeProviderConformance } from '../testing/conformance.ts'
import type { ProviderUnderTest, UpstreamStandIn } from '../testing/underTest.ts'
import {
  describedAssets,
  describedBanks,
  describedBreakdown,
  documentedHolder,
  documentedRate,
} from './fixtures/answers.ts'
import { documentedPending } from './fixtures/news.ts'
import { order, page, registry, sale, startedAt } from './fixtures/sale.ts'
import { createSigner } from './fixtures/signed.ts'
import { partnaApi } from './flow.ts'
import { partna } from './server.ts'

const apiKey = 'partna-key-1'
const [signer, stranger] = [await createSigner(), await createSigner()]
const data = (status: string) => documentedPending.body.replace('"pending"', JSON.stringify(status))

/** An API that takes each reference once, as they say of theirs. */
function upstream(pair: Record<string, unknown>): ProviderUnderTest['upstream'] {
  const { fromCurrency: from, toCurrency: to } = sale(pair) as Record<string, string>
  return (status): UpstreamStandIn => {
    const sales = status === null ? [] : [sale({ ...pair, status })]
    let made = 0
    const answers: Readonly<Record<string, () => string | null>> = {
      'GET /supported/assets': () => describedAssets.body,
      'GET /banks': () => describedBanks.body,
      'POST /kyc/resolve-account': () => documentedHolder.body,
      'GET /rate': () => documentedRate.body.replaceAll('USDT', String(from)).replaceAll('NGN', String(to)),
      'POST /ramp/breakdown': () => describedBreakdown.body,
      'GET /ramp': () => page(sales),
      'POST /ramp': () => {
        if (sales.length > 0) return null
        made += 1
        sales.push(sale(pair))
        return JSON.stringify({ data: sales[0] })
      },
    }
    return {
      made: () => made,
      fetch: async (input, init) => {
        const path = new URL(String(input)).pathname.replace(/^\/v4/, '')
        const answer = answers[`${init?.method ?? 'GET'} ${path}`]
        if (!answer) return new Response('{"message":"not found"}', { status: 404 })
        const body = answer()
        return body === null
          ? new Response('{"message":"ramp reference already exists"}', { status: 400 })
          : new Response(body)
      },
    }
  }
}

// The guide's four words, and those of `GET /ramp` and `GET /transfer`.
const statuses = {
  pending: 'waiting',
  received: 'received',
  processing: 'processing',
  completed: 'paid',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  failed: 'failed',
} as const

const both = {
  factory: partna({
    apiKey,
    merchant: 'your-merchant-username',
    accountOf: () => 'janedoe',
    api: { expireAction: 'deposit' },
    webhookKeys: [signer.publicKey],
  }),
  registry,
  now: startedAt,
  statuses,
  secrets: [apiKey, 'JANE DOE', '0726140198'],
  ownWords: ['pending', 'paymentAddress', 'rampReference', 'fromAmount', 'expiredAt', 'JANE', '0726140198'],
} as const

const inBody = (body: string) => ({ headers: { 'content-type': 'application/json' }, body })

describeProviderConformance(
  'partna/widget',
  {
    ...both,
    order,
    upstream: upstream({}),
    webhook: {
      deliver: async (status) => inBody(await signer.message(data(status))),
      forge: async (status) => inBody(await stranger.message(data(status))),
      statuses,
      personal: ['0726140198', 'Safaricom'],
    },
  },
  { describe, it },
)

const soldByApi: Order = {
  ...order,
  flow: partnaApi.id,
  request: { asset: 'USDT', network: 'eip155:56', amount: '100.1', cashoutCurrency: 'NGN', country: 'NG' },
}
const pair = {
  ...{ fromAmount: 100.1, fromCurrency: 'USDT', fromNetwork: 'binance' },
  ...{ toAmount: 164_000, toCurrency: 'NGN', toNetwork: 'naira' },
}
const newsOf = (status: string) =>
  data(status)
    .replace('0.11', '100.1')
    .replace('12.93', '164000')
    .replace('CUSD', 'USDT')
    .replace('"celo"', '"binance"')
    .replace('KES', 'NGN')
    .replace('kenyanshilling', 'naira')

describeProviderConformance(
  'partna/api',
  {
    ...both,
    order: soldByApi,
    values: [{ bankCode: '044', accountNumber: '0123456789', holder: 'Jane Doe' }],
    upstream: upstream(pair),
    webhook: {
      deliver: async (status) => inBody(await signer.message(newsOf(status))),
      forge: async (status) => inBody(await stranger.message(newsOf(status))),
      statuses,
      personal: ['0726140198', 'Safaricom'],
    },
  },
  { describe, it },
)
