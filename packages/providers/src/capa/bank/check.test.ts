import { isOfframpError, type OfframpError } from '@offrampkit/core'
import { askedFields } from '@offrampkit/core/api'
import { describe, expect, test } from 'vitest'
import { goodAccounts as good } from '../fixtures/accounts.ts'
import { checkBankAccount } from './check.ts'
import { capaCountries, type Rail, railCurrency, railOf } from './countries.ts'
import { bankFields } from './fields.ts'
import { isRoutingNumber } from './unitedStates.ts'

function refusal(rail: Rail, values: Record<string, string>): OfframpError {
  try {
    checkBankAccount(rail, values)
  } catch (error) {
    if (isOfframpError(error)) return error
    throw error
  }
  throw new Error('It was accepted.')
}

describe('a good account', () => {
  test('of each rail, in the words of the wire', () => {
    expect(checkBankAccount('MX', good.MX)).toEqual({
      country: 'MX',
      accountIdentifier: '014680260346007120',
    })
    expect(checkBankAccount('DO', good.DO)).toEqual({
      country: 'DO',
      accountIdentifier: '9601234567',
      bankName: 'Banco Popular',
      accountType: 'SAVINGS',
      documentType: 'CEDULA',
      documentIdentifier: '00112345678',
    })
    expect(checkBankAccount('US', good.US)).toMatchObject({
      country: 'US',
      routingNumber: '021001208',
      accountIdentifier: '000123456789',
      accountHolder: { type: 'INDIVIDUAL', firstName: 'Ada', lastName: 'Lovelace' },
      address: { streetLine1: '33 Liberty Street', state: 'NY', postalCode: '10045', country: 'US' },
    })
    expect(checkBankAccount('SEPA', good.SEPA)).toMatchObject({
      country: 'DE',
      iban: 'DE89370400440532013000',
      bic: 'COBADEFFXXX',
    })
  })

  test('of a company has its name, and none of a person', () => {
    const values = { ...good.SEPA, holderType: 'business', businessName: 'Engines Ltd' }
    expect(checkBankAccount('SEPA', values).accountHolder).toEqual({
      type: 'BUSINESS',
      businessName: 'Engines Ltd',
    })
  })

  test('may be in another country of SEPA than its holder', () => {
    const values = { ...good.SEPA, iban: 'ES9121000418450200051332', bic: 'CAIXESBB' }
    expect(checkBankAccount('SEPA', values).country).toBe('ES')
  })

  test('of a US bank may belong to somebody who lives elsewhere', () => {
    const { state: _, ...rest } = good.US
    const values = { ...rest, addressCountry: 'MX', postalCode: '06600' }
    expect(checkBankAccount('US', values).address).not.toHaveProperty('state')
  })
})

describe('a bad account names its field, and never its value', () => {
  const bad: [Rail, string, string][] = [
    ['MX', 'clabe', '014680260346007121'],
    ['MX', 'clabe', '01468026034600712'],
    ['MX', 'clabe', '01468026034600712O'],
    ['MX', 'clabe', '٠١٤٦٨٠٢٦٠٣٤٦٠٠٧١٢٠'],
    ['DO', 'accountNumber', '12A4567'],
    ['DO', 'accountType', 'SAVINGS'],
    ['DO', 'documentType', 'toString'],
    ['DO', 'documentNumber', '0011234567'],
    ['US', 'routingNumber', '021001209'],
    ['US', 'routingNumber', '991001208'],
    ['US', 'accountNumber', '123'],
    ['US', 'state', 'New York'],
    ['US', 'postalCode', '1004'],
    ['US', 'addressCountry', 'U'],
    ['US', 'firstName', 'Ada\u202elovelace'],
    ['SEPA', 'iban', 'DE89370400440532013001'],
    ['SEPA', 'iban', 'BR1800360305000010009795493C1'],
    ['SEPA', 'bic', 'COBADEF'],
    ['SEPA', 'bankName', 'x'.repeat(65)],
    ['SEPA', 'holderType', 'INDIVIDUAL'],
  ]

  test.each(bad)('%s %s %s', (rail, field, value) => {
    const error = refusal(rail, { ...good[rail], [field]: value })
    expect(error.code).toBe('invalid_request')
    expect(error.details?.field).toBe(`values.${field}`)
    if (value.length > 3) expect(JSON.stringify(error)).not.toContain(value)
  })

  test('the name of its holder is the one that fits: of a person, or of a company', () => {
    for (const rail of ['US', 'SEPA'] as const) {
      const company = { ...good[rail], holderType: 'business' }
      expect(refusal(rail, company).details?.field).toBe('values.businessName')
      const { firstName: _, ...nameless } = good[rail]
      expect(refusal(rail, { ...nameless, businessName: 'Engines Ltd' }).details?.field).toBe(
        'values.firstName',
      )
    }
  })

  test('everything that is asked for and needed is missed', () => {
    for (const rail of ['MX', 'DO', 'US', 'SEPA'] as const)
      for (const field of askedFields(bankFields[rail], good[rail]).filter((one) => one.required))
        for (const value of [undefined, '', '   ']) {
          const { [field.name]: _, ...rest } = good[rail]
          const values = value === undefined ? rest : { ...rest, [field.name]: value }
          expect(refusal(rail, values).details?.field).toBe(`values.${field.name}`)
        }
  })
})

describe('check digits', () => {
  test('every wrong digit of a CLABE, of a routing number and of an IBAN is found', () => {
    const wrong = (text: string) =>
      [...text].flatMap((digit, at) =>
        /\d/.test(digit)
          ? [...'0123456789']
              .filter((other) => other !== digit)
              .map((other) => text.slice(0, at) + other + text.slice(at + 1))
          : [],
      )
    for (const clabe of wrong('014680260346007120')) refusal('MX', { clabe })
    for (const number of wrong('021001208')) expect(isRoutingNumber(number)).toBe(false)
    for (const iban of wrong('DE89370400440532013000')) refusal('SEPA', { ...good.SEPA, iban })
  })

  test('a CLABE of a bank that no list has yet is let through: Capa knows its own', () => {
    // 999 is no bank; the last digit fits.
    expect(checkBankAccount('MX', { clabe: '999680260346007122' }).accountIdentifier).toHaveLength(18)
  })
})

test('countries have a rail and a currency, and others have none', () => {
  expect(capaCountries).toHaveLength(39)
  for (const country of capaCountries) expect(railCurrency[railOf(country) ?? 'MX']).toMatch(/^[A-Z]{3}$/)
  expect([railOf('DE'), railOf('GB'), railOf('US'), railOf('BR'), railOf('toString')]).toEqual([
    'SEPA',
    'SEPA',
    'US',
    null,
    null,
  ])
})
