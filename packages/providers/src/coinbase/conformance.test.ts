import { describe, expect, test } from 'vitest'
import { describeProviderConformance } from '../testing/conformance.ts'
import { documentedOptions, recordedConfig } from './fixtures/catalog.ts'
import { recordedQuote } from './fixtures/quotes.ts'
import { order, page, providerOver, registry, row, startedAt } from './fixtures/sale.ts'

const request = { ...order.request, amount: '10', cashoutCurrency: 'SGD' }

describeProviderConformance(
  { describe, test, ok: (condition, message) => expect(condition, message).toBe(true) },
  {
    create: (fetch) => providerOver(fetch),
    registry,
    order,
    now: startedAt + 60_000,
    payable: page([row()]),
    unknownStatus: page([row({ status: 'TRANSACTION_STATUS_ON_HOLD' })]),
    answers: [
      {
        name: 'quote',
        body: recordedQuote.body,
        call: (provider) => provider.getQuote(request, { clientIp: '203.0.113.9' }),
      },
      {
        name: 'options',
        body: documentedOptions.body,
        call: (provider) => provider.getOptions({ provider: 'coinbase', country: 'SG' }, {}),
      },
      {
        name: 'config',
        body: recordedConfig.body,
        call: (provider) => provider.getOptions({ provider: 'coinbase' }, {}),
      },
      {
        name: 'session',
        body: '{"token":"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV","channel_id":""}',
        call: (provider) =>
          provider.createSession(order, { clientIp: '203.0.113.9', returnUrl: 'https://app.example/return' }),
      },
    ],
    mutations: 500,
    ownWords: ['TRANSACTION_STATUS', 'to_address', 'toAddress', 'sell_amount', 'cbrn', 'transaction_id'],
  },
)
