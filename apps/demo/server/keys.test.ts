import { expect, it } from 'vitest'
import { readKeys } from './keys.ts'

it('speaks to nobody real without a key', () => {
  expect(readKeys({})).toBeNull()
  expect(readKeys({ CDP_API_KEY_ID: '', CAPA_API_KEY: '', PARTNA_ENVIRONMENT: 'production' })).toBeNull()
})

it('takes staging unless production is said', () => {
  expect(readKeys({ PARTNA_API_KEY: 'k', PARTNA_MERCHANT: 'm', CAPA_API_KEY: 'c' })).toEqual({
    partna: { apiKey: 'k', merchant: 'm', environment: 'staging' },
    capa: { apiKey: 'c', environment: 'staging' },
  })
  expect(readKeys({ CAPA_API_KEY: 'c', CAPA_ENVIRONMENT: 'production' })).toEqual({
    capa: { apiKey: 'c', environment: 'production' },
  })
  expect(() => readKeys({ CAPA_API_KEY: 'c', CAPA_ENVIRONMENT: 'prod' })).toThrow('CAPA_ENVIRONMENT')
})

it('refuses half of a pair instead of starting the sandbox', () => {
  expect(() => readKeys({ CDP_API_KEY_ID: 'id' })).toThrow('CDP_API_KEY_SECRET')
  expect(() => readKeys({ PARTNA_MERCHANT: 'm' })).toThrow('PARTNA_API_KEY')
})
