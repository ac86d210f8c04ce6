import { isOfframpError } from '@offrampkit/core'
import { describe, expect, test } from 'vitest'
import { buildHostedUrl, type HostedUrlParameters } from './hostedUrl.ts'
import { cashoutMethods } from './methods.ts'

const least: HostedUrlParameters = {
  sessionToken: 'abc123xyz',
  partnerUserRef: 'user-789',
  redirectUrl: 'https://yourapp.com',
}

const build = (more: object, page?: string) =>
  buildHostedUrl({ ...least, ...more } as HostedUrlParameters, page)
const refused = (more: object, page?: string): string => {
  try {
    build(more, page)
  } catch (error) {
    if (isOfframpError(error)) return error.details?.parameter ?? error.code
  }
  return 'accepted'
}

describe('the hosted URL', () => {
  // Source: the example of https://docs.cdp.coinbase.com/onramp/offramp/generating-offramp-url
  test('the documented example', () => {
    expect(decodeURIComponent(build({}))).toBe(
      'https://pay.coinbase.com/v3/sell/input?sessionToken=abc123xyz&partnerUserRef=user-789&redirectUrl=https://yourapp.com',
    )
  })

  test.each<[string, string | boolean, string]>([
    ['defaultNetwork', 'base', 'base'],
    ['defaultAsset', 'USDC', 'USDC'],
    ['defaultAsset', '2b92315d-eab7-5bef-84fa-089a131333f5', '2b92315d-eab7-5bef-84fa-089a131333f5'],
    ['presetCryptoAmount', '0.000001', '0.000001'],
    ['fiatCurrency', 'SGD', 'SGD'],
    ['disableEdit', true, 'true'],
    ['disableEdit', false, 'false'],
    ['quoteId', 'bc67c1e1-0000-4000-8000-000000000000', 'bc67c1e1-0000-4000-8000-000000000000'],
    ...cashoutMethods.map((method): [string, string, string] => ['defaultCashoutMethod', method, method]),
  ])('%s = %s', (name, value, written) => {
    const url = new URL(build({ [name]: value }))
    expect(url.searchParams.get(name)).toBe(written)
    expect([...url.searchParams.keys()]).toEqual(['sessionToken', 'partnerUserRef', 'redirectUrl', name])
  })

  test.each(['USD', 'CAD', 'GBP', 'EUR'])('a preset in %s', (fiatCurrency) => {
    const url = new URL(build({ presetFiatAmount: '25.5', fiatCurrency }))
    expect(url.searchParams.get('presetFiatAmount')).toBe('25.5')
  })

  test('crypto wins over fiat', () => {
    const url = new URL(build({ presetCryptoAmount: '10', presetFiatAmount: '12', fiatCurrency: 'USD' }))
    expect(url.searchParams.get('presetCryptoAmount')).toBe('10')
    expect(url.searchParams.has('presetFiatAmount')).toBe(false)
  })

  test.each([
    ['partnerUserRef', { partnerUserRef: '' }],
    ['partnerUserRef', { partnerUserRef: 'a'.repeat(50) }],
    ['partnerUserRef', { partnerUserRef: 'me@example.com' }],
    ['partnerUserRef', { partnerUserRef: '../transactions' }],
    ['partnerUserRef', { partnerUserRef: undefined }],
    ['sessionToken', { sessionToken: '' }],
    ['sessionToken', { sessionToken: 'a&appId=1' }],
    ['redirectUrl', { redirectUrl: '/return' }],
    ['redirectUrl', { redirectUrl: 'http://yourapp.com' }],
    ['redirectUrl', { redirectUrl: 'https://user:pass@yourapp.com' }],
    ['redirectUrl', { redirectUrl: 'javascript://%0aalert(1)' }],
    ['redirectUrl', { redirectUrl: 'data:text/html,x' }],
    ['redirectUrl', { redirectUrl: 'file:///etc/passwd' }],
    ['redirectUrl', { redirectUrl: `https://yourapp.com/${'a'.repeat(2048)}` }],
    ['defaultNetwork', { defaultNetwork: 'Base Mainnet' }],
    ['defaultAsset', { defaultAsset: 'US DC' }],
    ['presetCryptoAmount', { presetCryptoAmount: '1e5' }],
    ['presetCryptoAmount', { presetCryptoAmount: '0' }],
    ['presetCryptoAmount', { presetCryptoAmount: '0.00' }],
    ['presetCryptoAmount', { presetCryptoAmount: '-1' }],
    ['presetCryptoAmount', { presetCryptoAmount: '1,000' }],
    ['presetFiatAmount', { presetFiatAmount: '10', fiatCurrency: 'SGD' }],
    ['presetFiatAmount', { presetFiatAmount: '10' }],
    ['presetFiatAmount', { presetFiatAmount: 'ten', fiatCurrency: 'USD' }],
    ['fiatCurrency', { fiatCurrency: 'usd' }],
    ['defaultCashoutMethod', { defaultCashoutMethod: 'CARD' }],
    ['defaultCashoutMethod', { defaultCashoutMethod: 'SEPA_BANK_ACCOUNT' }],
    ['quoteId', { quoteId: 'a b' }],
  ])('refuses %s: %o', (parameter, more) => {
    expect(refused(more)).toBe(parameter)
  })

  test('the longest reference, localhost and an own scheme are fine', () => {
    expect(refused({ partnerUserRef: 'a'.repeat(49) })).toBe('accepted')
    for (const redirectUrl of [
      'http://localhost:5173/r?a=1',
      'http://127.0.0.1:1/',
      'myapp://offramp-return',
    ])
      expect(new URL(build({ redirectUrl })).searchParams.get('redirectUrl')).toBe(redirectUrl)
  })

  test('another page: a stand-in on this machine, or any https one', () => {
    expect(build({}, 'http://127.0.0.1:4010/v3/sell/input')).toMatch(
      /^http:\/\/127\.0\.0\.1:4010\/v3\/sell\/input\?/,
    )
    expect(refused({}, 'http://pay.example/v3/sell/input')).toBe('invalid_request')
    expect(refused({}, 'https://pay.example/?x=1')).toBe('invalid_request')
  })
})
