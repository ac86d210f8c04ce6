import { describe, expect, test } from 'vitest'
import { describeProviderConformance } from '../testing/conformance.ts'
import { describedAssets, describedBanks, describedBreakdown } from './fixtures/answers.ts'
import { order, page, providerOver, registry, sale, startedAt } from './fixtures/sale.ts'
import { partnaApi } from './flow.ts'

const call = { clientIp: '203.0.113.9', returnUrl: 'https://app.example/return' }
const nigeria = { ...order.request, cashoutCurrency: 'NGN', country: 'NG' }

describeProviderConformance(
  { describe, test, ok: (condition, message) => expect(condition, message).toBe(true) },
  {
    create: (fetch) => providerOver(fetch),
    registry,
    order,
    now: startedAt + 60_000,
    payable: page([sale()]),
    unknownStatus: page([sale({ status: 'retried' })]),
    answers: [
      {
        name: 'quote',
        body: describedBreakdown.body,
        call: (provider) => provider.getQuote(order.request, { clientIp: call.clientIp }),
      },
      {
        name: 'options',
        body: describedAssets.body,
        call: (provider) => provider.getOptions({ provider: 'partna', country: 'KE' }, {}),
      },
      {
        name: 'session',
        body: describedAssets.body,
        call: (provider) => provider.createSession(order, call),
      },
      {
        name: 'form',
        body: describedBanks.body,
        call: (provider) => provider.createSession({ ...order, flow: partnaApi.id, request: nigeria }, call),
      },
    ],
    ownWords: ['pending', 'paymentAddress', 'rampReference', 'fromAmount', 'expiredAt', 'JANE', '0726140198'],
  },
)
