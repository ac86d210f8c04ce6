import type { AssetRegistry } from '@offrampkit/core'
import type { RouteName } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import { idToHex, type OrderId } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { fakeCapa } from '../../src/capa/fixtures/fakeCapa.ts'
import * as capaSale from '../../src/capa/fixtures/sale.ts'
import { capa } from '../../src/capa/server.ts'
import { memoryCapaUsers } from '../../src/capa/users.ts'
import { documentedOptions, recordedConfig } from '../../src/coinbase/fixtures/catalog.ts'
import { recordedQuote } from '../../src/coinbase/fixtures/quotes.ts'
import * as coinbaseSale from '../../src/coinbase/fixtures/sale.ts'
import { coinbase } from '../../src/coinbase/server.ts'
import {
  describedAssets,
  describedBanks,
  documentedHolder,
  documentedRate,
} from '../../src/partna/fixtures/answers.ts'
import { documentedPending } from '../../src/partna/fixtures/news.ts'
import * as partnaSale from '../../src/partna/fixtures/sale.ts'
import { createSigner } from '../../src/partna/fixtures/signed.ts'
import { partna } from '../../src/partna/server.ts'
import { hmacHex } from '../../src/testing/hmacHex.ts'

type Fetch = typeof globalThis.fetch

/** A message as it is delivered. */
export interface Delivery {
  body: string
  headers: Record<string, string>
}

/** A real provider of this package, what it talks to when all is well, and one sale that goes through. */
export interface World {
  id: string
  flow: `${string}/${string}`
  startedAt: number
  registry: AssetRegistry
  request: SellRequest
  sender: string
  /** Answers of the form, where the flow has one. */
  values: Readonly<Record<string, string>>
  /** With as many keys for webhooks as are named. */
  factory(keys?: readonly ('old' | 'new')[]): ServerProviderFactory
  upstream: Fetch
  /** Where alone it may ask: host and path. */
  asks: RegExp
  /** News of the order, signed with a key that the provider knows. `at`: ms since 1970. */
  deliver(
    orderId: OrderId,
    rowId: string,
    options?: { key?: 'old' | 'new'; at?: number; more?: Record<string, unknown> },
  ): Promise<Delivery>
  /** Keys, and what its webhooks hold about people. */
  secrets: readonly string[]
  /** Routes that have no question for this provider. */
  neverAsked: readonly RouteName[]
}

const keyOf = { old: 'the-old-secret-4f6a', new: 'the-new-secret-9b1c' } as const
const json = (text: string, status = 200) => new Response(text, { status })

export async function coinbaseWorld(): Promise<World> {
  const { startedAt, row, page, order, testSecret, seller } = coinbaseSale
  const answers: Record<string, string> = {
    config: recordedConfig.body,
    options: documentedOptions.body,
    quote: recordedQuote.body.replaceAll('SGD', 'USD').replace('"10"', '"25"'),
    token: '{"token":"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV","channel_id":""}',
  }
  return {
    id: 'coinbase',
    flow: 'coinbase/hosted',
    startedAt,
    registry: coinbaseSale.registry,
    request: order.request,
    sender: seller,
    values: {},
    factory: (keys = ['old', 'new']) =>
      coinbase({
        apiKeyId: 'key-1',
        apiKeySecret: testSecret,
        webhookSecrets: keys.map((key) => keyOf[key]),
      }),
    async upstream(input) {
      const path = new URL(String(input)).pathname
      const [, orderId] = /\/user\/([^/]+)\/transactions$/.exec(path) ?? []
      if (orderId) return json(page([row({ transaction_id: `row-${orderId}` })]))
      const body = answers[path.split('/').at(-1) ?? '']
      return json(body ?? '{"code":5}', body === undefined ? 404 : 200)
    },
    asks: /^https:\/\/api\.developer\.coinbase\.com\/onramp\/v1(\/[A-Za-z0-9_-]+)+(\?.*)?$/,
    async deliver(orderId, rowId, { key = 'new', at = startedAt, more = {} } = {}) {
      const body = JSON.stringify({
        eventType: 'offramp.transaction.updated',
        transactionId: rowId,
        partnerUserRef: orderId,
        status: 'TRANSACTION_STATUS_STARTED',
        asset: 'USDC',
        network: 'base',
        ...more,
      })
      const t = Math.floor(at / 1000)
      const v1 = await hmacHex(keyOf[key], `${t}.content-type.application/json.${body}`)
      const headers = {
        'content-type': 'application/json',
        'x-hook0-signature': `t=${t},h=content-type,v1=${v1}`,
      }
      return { body, headers }
    },
    secrets: [testSecret, testSecret.slice(0, 24), keyOf.old, keyOf.new],
    neverAsked: ['continueSession', 'cancelOrder', 'reportDeposit'],
  }
}

export async function partnaWorld(): Promise<World> {
  const { startedAt, expiresAt, depositAddress, seller, recording } = partnaSale
  const signers = { old: await createSigner(), new: await createSigner() }
  const apiKey = 'partna-key-7c0ffee51dec0de'
  const { fetch } = recording({
    'GET /supported/assets': describedAssets.body,
    'GET /banks': describedBanks.body,
    'POST /kyc/resolve-account': documentedHolder.body,
    'GET /rate': documentedRate.body,
    'GET /ramp': partnaSale.page([]),
  })
  return {
    id: 'partna',
    flow: 'partna/api',
    startedAt,
    registry: partnaSale.registry,
    request: { asset: 'USDT', network: 'eip155:56', amount: '100.10', cashoutCurrency: 'NGN', country: 'NG' },
    sender: seller,
    values: { bankCode: '044', accountNumber: '0123456789', holder: 'Jane Doe' },
    factory: (keys = ['old', 'new']) =>
      partna({
        apiKey,
        merchant: 'shop',
        accountOf: () => 'janedoe',
        api: { expireAction: 'deposit' },
        webhookKeys: keys.map((key) => signers[key].publicKey),
      }),
    async upstream(input, init) {
      if (!String(input).endsWith('/ramp') || init?.method !== 'POST') return await fetch(input, init)
      const { rampReference } = JSON.parse(String(init.body)) as { rampReference: string }
      const made = { rampReference, fromAmount: 100.1, toAmount: 164_000, expiryDate: expiresAt / 1000 }
      return json(JSON.stringify({ data: { ...made, paymentAddress: depositAddress } }))
    },
    asks: /^https:\/\/[a-z-]+\.getpartna\.com\/v4(\/[a-z][a-z-]*)+(\?.*)?$/,
    async deliver(orderId, _rowId, { key = 'new', more = {} } = {}) {
      const data = { ...JSON.parse(documentedPending.body), transactionReference: idToHex(orderId), ...more }
      const headers = { 'content-type': 'application/json' }
      return { body: await signers[key].message(JSON.stringify(data)), headers }
    },
    secrets: [apiKey, 'JANE DOE'],
    neverAsked: ['cancelOrder', 'reportDeposit'],
  }
}

export async function capaWorld(): Promise<World> {
  const { startedAt, owner, seller, clabe, fresh } = capaSale
  const apiKey = 'capa-key-5adbadc0de1234'
  const upstream = fakeCapa(() => startedAt)
  return {
    id: 'capa',
    flow: 'capa/api',
    startedAt,
    registry: capaSale.registry,
    request: fresh.request,
    sender: seller,
    values: { clabe, receiveAtLeast: '1934.42' },
    factory: (keys = ['old', 'new']) =>
      capa({
        apiKey,
        environment: 'staging',
        users: memoryCapaUsers({ [owner]: 'user-1' }),
        webhookSecrets: keys.map((key) => keyOf[key]),
      }),
    upstream: upstream.fetch,
    asks: /^https:\/\/staging-api\.capa\.fi\/api\/partner\/v2(\/[A-Za-z0-9_-]+)+(\?.*)?$/,
    async deliver(_orderId, rowId, { key = 'new', more = {} } = {}) {
      const news = { event: 'RECEIVED_USER_CRYPTO', transactionId: rowId, blockchain: 'Polygon PoS' }
      const body = JSON.stringify({ type: 'TRANSACTION', firstName: 'Adalovelace', ...news, ...more })
      const headers = {
        'content-type': 'application/json',
        'capa-signature': await hmacHex(keyOf[key], body),
      }
      return { body, headers }
    },
    secrets: [apiKey, keyOf.old, keyOf.new, 'Adalovelace'],
    neverAsked: ['getOptions'],
  }
}

export const worlds = [
  ['Coinbase', coinbaseWorld],
  ['Partna', partnaWorld],
  ['Capa', capaWorld],
] as const

/** More of everything that is made up: `FUZZ_TIMES=10`. */
export const fuzzTimes = (runs: number): number => Math.round(runs * Number(process.env.FUZZ_TIMES ?? 1))
