import { noFacts } from '@offrampkit/core/order'
import { describe, it } from 'vitest'
import { describeProviderConformance } from '../testing/conformance.ts'
import { hmacHex } from '../testing/hmacHex.ts'
import { documentedOptions, recordedConfig } from './fixtures/catalog.ts'
import { recordedQuote } from './fixtures/quotes.ts'
import { depositAddress, order, page, registry, row, seller, startedAt, testSecret } from './fixtures/sale.ts'
import { coinbase } from './server.ts'

const webhookSecret = '5b6b3a52-0000-4000-8000-000000000000'
const quote = recordedQuote.body.replaceAll('SGD', 'USD').replace('"10"', '"25"')

const answers = (status: string | null): Readonly<Record<string, string>> => ({
  config: recordedConfig.body,
  options: documentedOptions.body,
  quote,
  token: '{"token":"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV","channel_id":""}',
  transactions: page(status === null ? [] : [row({ status })]),
})

/** As Hook0 signs: time, names and values of headers, and the body. */
async function delivery(status: string, secret: string) {
  const body = JSON.stringify({
    eventType: 'offramp.transaction.updated',
    transactionId: String(row().transaction_id),
    partnerUserRef: order.orderId,
    status,
    asset: 'USDC',
    network: 'base',
    sellAmount: { currency: 'USDC', value: '25' },
    fromAddress: seller,
    toAddress: depositAddress,
    createdAt: '2026-11-21T12:00:00Z',
    txHash: '',
    paymentMethod: 'ACH_BANK_ACCOUNT',
  })
  const t = startedAt / 1000
  const v1 = await hmacHex(secret, `${t}.content-type.application/json.${body}`)
  const signature = `t=${t},h=content-type,v1=${v1}`
  return { body, headers: { 'content-type': 'application/json', 'x-hook0-signature': signature } }
}

// The words of the CDP OpenAPI (2026-08-20).
const statuses = {
  TRANSACTION_STATUS_STARTED: 'waiting',
  TRANSACTION_STATUS_CREATED: 'pending',
  TRANSACTION_STATUS_SUCCESS: 'paid',
  TRANSACTION_STATUS_FAILED: 'failed',
  TRANSACTION_STATUS_EXPIRED: 'expired',
} as const

describeProviderConformance(
  'coinbase/hosted',
  {
    factory: coinbase({ apiKeyId: 'key-1', apiKeySecret: testSecret, webhookSecrets: [webhookSecret] }),
    registry,
    now: startedAt,
    order: { ...order, facts: noFacts },
    upstream: (status) => ({
      fetch: async (input) => {
        const name = new URL(String(input)).pathname.split('/').at(-1) ?? ''
        return new Response(answers(status)[name], { status: name in answers(status) ? 200 : 404 })
      },
    }),
    statuses,
    secrets: [testSecret, webhookSecret],
    ownWords: ['TRANSACTION_STATUS', 'to_address', 'toAddress', 'sell_amount', 'cbrn', 'transaction_id'],
    webhook: {
      deliver: (status) => delivery(status, webhookSecret),
      forge: (status) => delivery(status, 'not the secret of the subscription'),
      statuses,
      personal: [],
    },
    mutations: 500,
  },
  { describe, it },
)
