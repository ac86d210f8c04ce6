import { checkBackend } from '@offrampkit/core/api'
import { describe, expect, test } from 'vitest'
import { coinbaseBackend } from './client.ts'
import { order, registry, startedAt } from './fixtures/sale.ts'

const quoted = (total: string) =>
  `{"sell_amount":{"value":"25","currency":"USDC"},"cashout_total":${total},"coinbase_fee":{"value":"0.25","currency":"USD"}}`

/** A page whose app's backend answers each question like this. */
function ask(answer: () => unknown, change: Partial<typeof order.request> = {}) {
  const backend = checkBackend(
    coinbaseBackend({
      request: async () => answer(),
      registry,
      storage: { getItem: () => null, setItem: () => undefined },
      random: (length) => new Uint8Array(length),
      now: () => startedAt,
      returnUrl: 'https://app.example/cash-out',
    }),
  )
  const asked = backend.getQuotes?.({ ...order.request, ...change })
  if (!asked) throw new Error('This backend compares nothing.')
  return asked
}

describe('the prices of a backend that has Coinbase alone', () => {
  test('are its one estimate, with the fee apart', async () => {
    const { quotes, unavailable } = await ask(() => quoted('{"value":"24.75","currency":"USD"}'))
    expect(quotes).toMatchObject([
      {
        provider: 'coinbase',
        kind: 'indicative',
        receive: { amount: '24.75', currency: 'USD' },
        fees: [{ kind: 'provider', amount: { amount: '0.25', currency: 'USD' } }],
      },
    ])
    expect(unavailable).toEqual([])
  })

  test.each<[string, () => unknown, object, string]>([
    [
      'another currency',
      () => quoted('{"value":"24.75","currency":"USD"}'),
      { cashoutCurrency: 'EUR' },
      'provider_rejected',
    ],
    ['nonsense', () => quoted('{}'), {}, 'provider_unreadable'],
    ['a refusal', () => new Response('{"message":"no"}', { status: 400 }), {}, 'provider_rejected'],
    ['a failure', () => new Response('{}', { status: 503 }), {}, 'provider_unavailable'],
    ['nothing, for a method it has not', () => '', { method: 'CHEQUE' }, 'invalid_request'],
  ])('are none, and the reason is told, for %s', async (_, answer, change, code) => {
    expect(await ask(answer, change)).toMatchObject({
      quotes: [],
      unavailable: [{ provider: 'coinbase', reason: { code, moneyMoved: 'no' } }],
    })
  })

  test('are an error where the app’s own backend did not answer', async () => {
    const failing = () => {
      throw new TypeError('Failed to fetch')
    }
    await expect(ask(failing)).rejects.toMatchObject({ code: 'backend_unreachable' })
  })
})
