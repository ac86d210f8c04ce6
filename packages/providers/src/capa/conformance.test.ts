import { describe, it } from 'vitest'
import { describeProviderConformance } from '../testing/conformance.ts'
import { hmacHex } from '../testing/hmacHex.ts'
import { receivedWebhook } from './fixtures/bodies.ts'
import { fakeCapa } from './fixtures/fakeCapa.ts'
import { call, capaUser, clabe, fresh, order, owner, registry, row, startedAt } from './fixtures/sale.ts'
import { bank } from './fixtures/session.ts'
import { capa } from './server.ts'
import { memoryCapaUsers } from './users.ts'

const apiKey = 'a partner key'.replaceAll(' ', '-')
const webhookSecret = 'a secret shared by Capa'

async function delivery(event: string, secret: string) {
  const body = JSON.stringify({ ...JSON.parse(receivedWebhook.body), event })
  return { body, headers: { 'capa-signature': await hmacHex(secret, body) } }
}

describeProviderConformance(
  'capa/api',
  {
    factory: capa({
      apiKey,
      environment: 'staging',
      users: memoryCapaUsers({ [owner]: capaUser }),
      webhookSecrets: [webhookSecret],
    }),
    registry,
    now: startedAt,
    order: fresh,
    known: order,
    call,
    values: [bank],
    upstream(status) {
      const fake = fakeCapa(() => startedAt)
      if (status !== null) fake.rows.push(row({ status }))
      return { fetch: fake.fetch, made: () => fake.count('POST', '/off-ramp') }
    },
    // The list of transactions of 2026, and `EXPIRED` of 2025.
    statuses: {
      PENDING_PAYMENT: 'waiting',
      PENDING: 'waiting',
      PENDING_FUNDS: 'waiting',
      CRYPTO_RECEIVED: 'received',
      COMPLETED_CRYPTO_RECEIVAL: 'received',
      FUNDS_RECEIVED: 'received',
      IN_PROGRESS: 'processing',
      READY_BANK_TRANSFER: 'processing',
      BANK_TRANSFER_PENDING: 'processing',
      AWAITING_MANUAL_CRYPTO_TRANSFER: 'processing',
      AWAITING_MANUAL_FIAT_TRANSFER: 'processing',
      AWAITING_FUND_TRANSFER: 'processing',
      COMPLETED: 'paid',
      FAILED: 'failed',
      CANCELLED: 'cancelled',
      CRYPTO_NOT_RECEIVED: 'expired',
      EXPIRED: 'expired',
    },
    secrets: [apiKey, webhookSecret, clabe, 'Lovelace'],
    ownWords: [
      'PENDING',
      'destinationWalletAddress',
      'cryptoAmount',
      'blockchainSymbol',
      'bankAccount',
      '014680',
    ],
    webhook: {
      deliver: (event) => delivery(event, webhookSecret),
      forge: (event) => delivery(event, 'a secret of somebody else'),
      // https://docs.capa.fi/docs/transaction-events, with the older name of one.
      statuses: {
        CREATED_OFF_RAMP: 'waiting',
        CRYPTO_RECEIVED_OFF_RAMP: 'received',
        RECEIVED_USER_CRYPTO: 'received',
        COMPLETED_OFF_RAMP: 'paid',
        CANCELLED_OFF_RAMP: 'cancelled',
      },
      personal: ['Ada', 'Lovelace'],
    },
    mutations: 400,
  },
  { describe, it },
)
