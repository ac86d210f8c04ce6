import { describe, expect, test } from 'vitest'
import { providerOver, recording } from './fixtures/sale.ts'

describe('configuration', () => {
  test.each([
    ['no key', { apiKey: '' }],
    ['a key with a line break', { apiKey: 'a\nb' }],
    ['no merchant', { merchant: '' }],
    ['no webhook key', { webhookKeys: [] }],
    ['a closed merchant without accounts', { accountOf: undefined, api: undefined, registration: 'closed' }],
    ['the API without accounts', { accountOf: undefined }],
    ['a life of a minute', { api: { expireAction: 'deposit', lifeMs: 60_000 } }],
    ['a page on plain http', { payUrl: 'http://pay.example/v4' }],
    ['a page that is none', { payUrl: 'rubbish' }],
    ['plain http', { baseUrl: 'http://api.example' }],
  ] as const)('%s is refused at the start', (_, options) => {
    expect(() => providerOver(recording().fetch, options as never)).toThrowError(
      expect.objectContaining({ code: 'invalid_config' }),
    )
  })

  test('the key of one environment is never taken for the other', () => {
    const keysOf = (environment: 'production' | 'staging') => {
      const { webhook } = providerOver(recording().fetch, { environment })
      return webhook?.verification.kind === 'rsa-pss-member' ? webhook.verification.publicKeys : []
    }
    expect(keysOf('production')).toHaveLength(1)
    expect(keysOf('production')).not.toEqual(keysOf('staging'))
  })

  test('only the widget without an API; with it, refunds say what was chosen', () => {
    const { fetch } = recording()
    expect(providerOver(fetch, { api: undefined } as never).flows.map(({ id }) => id)).toEqual([
      'partna/widget',
    ])
    const refunds = (expireAction: 'deposit' | 'useCurrentRate') =>
      providerOver(fetch, { api: { expireAction } }).flows[1]?.capabilities.refunds
    expect([refunds('deposit'), refunds('useCurrentRate')]).toEqual(['to_provider_balance', 'none'])
  })
})
