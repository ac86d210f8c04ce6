import { describe, expect, test } from 'vitest'
import { documentedUrl } from './fixtures/news.ts'
import { reference, seller } from './fixtures/sale.ts'
import { buildPartnaUrl, type PartnaUrlParameters } from './hostedUrl.ts'
import { partnaNetworks } from './networks.ts'
import { orderIdOf, referenceOf } from './reference.ts'

const parameters: PartnaUrlParameters = {
  amount: '0.11',
  from_currency: 'CUSD',
  from_network: 'celo',
  to_currency: 'KES',
  address: seller,
  merchant: 'your-merchant-username',
  reference,
}

describe('the hosted page', () => {
  test("is the guide's own URL, parameter by parameter", () => {
    const ours = new URL(buildPartnaUrl(parameters))
    const theirs = new URL(documentedUrl)
    expect(ours.origin + ours.pathname).toBe(theirs.origin + theirs.pathname)
    expect(Object.fromEntries(ours.searchParams)).toEqual(Object.fromEntries(theirs.searchParams))
  })

  test('lives elsewhere in staging, and where a stand-in says', () => {
    expect(buildPartnaUrl(parameters, 'staging')).toMatch(
      /^https:\/\/staging-pay\.getpartna\.com\/v4\/pay\/offramp\?/,
    )
    expect(buildPartnaUrl(parameters, 'http://127.0.0.1:4000/pay')).toMatch(
      /^http:\/\/127\.0\.0\.1:4000\/pay\?/,
    )
  })

  test.each([
    'http://pay.example',
    'javascript:alert(1)',
    'https://u:p@pay.example',
    'https://a.example/?x=1',
    '',
  ])('never at %j', (page) => {
    expect(() => buildPartnaUrl(parameters, page)).toThrowError(
      expect.objectContaining({ code: 'invalid_request' }),
    )
  })

  test.each<[keyof PartnaUrlParameters, string | undefined]>([
    ['amount', undefined],
    ['amount', '0'],
    ['amount', '0.00'],
    ['amount', '1e3'],
    ['amount', '-1'],
    ['amount', '1,5'],
    ['from_currency', 'cusd'],
    ['from_currency', 'POL'],
    ['from_network', 'Celo'],
    ['from_network', 'bsc'],
    ['from_network', 'naira'],
    ['from_network', 'constructor'],
    ['to_currency', 'USD'],
    ['to_currency', 'kes'],
    ['merchant', ''],
    ['merchant', 'a&to_currency=NGN'],
    ['address', '0x1&x=2'],
    ['reference', 'a13953b7-27b9-f20a-b1ab-76dfd9abe4ca'],
    ['reference', reference.toUpperCase()],
    ['reference', 'a1'],
  ])('refuses %s = %j', (name, value) => {
    const { [name]: _, ...others } = parameters
    const changed = { ...others, ...(value === undefined ? {} : { [name]: value }) } as PartnaUrlParameters
    expect(() => buildPartnaUrl(changed)).toThrowError(
      expect.objectContaining({ code: 'invalid_request', details: { parameter: name } }),
    )
  })

  test('BNB Smart Chain is called binance', () => {
    const onBsc = buildPartnaUrl({ ...parameters, from_currency: 'USDT', from_network: 'binance' })
    expect(new URL(onBsc).searchParams.get('from_network')).toBe('binance')
    expect(partnaNetworks.binance).toBe('eip155:56')
  })
})

describe('the reference', () => {
  test('is the order id in hex, and back', () => {
    for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', '_____________________w', 'oTlTtye58gqxq3bf2avkyg'])
      expect(orderIdOf(referenceOf(id))).toBe(id)
    expect(orderIdOf(reference)).toBe('oTlTtye58gqxq3bf2avkyg')
  })

  test.each(['', 'a1', reference.toUpperCase(), `${reference}00`, 'g'.repeat(32)])(
    '%j names none',
    (text) => {
      expect(orderIdOf(text)).toBeNull()
    },
  )
})
