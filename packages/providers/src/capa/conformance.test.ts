import { describe, expect, test } from 'vitest'
import { describeProviderConformance } from '../testing/conformance.ts'
import { indicativeQuote, kycDetails } from './fixtures/bodies.ts'
import { call, fresh, order, page, providerOver, registry, row, startedAt } from './fixtures/sale.ts'

describeProviderConformance(
  { describe, test, ok: (condition, message) => expect(condition, message).toBe(true) },
  {
    create: (fetch) => providerOver(fetch),
    registry,
    order,
    now: startedAt + 60_000,
    payable: page([row()]),
    unknownStatus: page([row({ status: 'ON_HOLD' })]),
    answers: [
      {
        name: 'quote',
        body: indicativeQuote.body,
        call: (provider) => provider.getQuote(fresh.request, { clientIp: call.clientIp }),
      },
      {
        name: 'identity check',
        body: kycDetails.body,
        call: (provider) => provider.createSession(fresh, call),
      },
      {
        name: 'cancel',
        body: '{"success":true,"data":{"id":"tx-1","userId":"user-1","status":"CANCELLED"}}',
        call: async (provider) => provider.cancelOrder?.(order, {}),
      },
      {
        name: 'execute',
        body: '{"success":true,"data":{"id":"tx-1","status":"IN_PROGRESS"}}',
        call: async (provider) => provider.confirmDeposit?.(order, `0x${'a'.repeat(64)}`, {}),
      },
    ],
    mutations: 400,
    ownWords: [
      'PENDING',
      'destinationWalletAddress',
      'cryptoAmount',
      'blockchainSymbol',
      'bankAccount',
      '014680',
    ],
  },
)
