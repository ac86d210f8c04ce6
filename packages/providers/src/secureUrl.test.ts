import { describe, expect, it } from 'vitest'
import { providerOver as capa } from './capa/fixtures/sale.ts'
import { providerOver as coinbase } from './coinbase/fixtures/sale.ts'
import { providerOver as partna } from './partna/fixtures/sale.ts'
import { partnaHosts } from './partna/hosts.ts'

const nothing = async () => new Response()
const near = 'http://127.0.0.1:54010'
const { staging } = partnaHosts

describe('a provider says that it pays nobody', () => {
  it.each([
    ['Coinbase over http', () => coinbase(nothing, { baseUrl: near })],
    ['a page of Coinbase over http', () => coinbase(nothing, { payUrl: `${near}/v3/sell/input` })],
    ['Partna’s staging', () => partna(nothing, { environment: 'staging' })],
    ['Partna over http', () => partna(nothing, { baseUrl: `${near}/v4` })],
    ['the API of Partna’s staging', () => partna(nothing, { baseUrl: staging.apiUrl })],
    ['the page of Partna’s staging', () => partna(nothing, { payUrl: staging.payUrl })],
    ['Capa’s staging', () => capa(nothing, { environment: 'staging' })],
    ['Capa over http', () => capa(nothing, { environment: 'production', baseUrl: near })],
  ])('%s', (_, provider) => {
    expect(provider().test).toBe(true)
  })

  it.each([
    ['Coinbase', () => coinbase(nothing)],
    ['Partna', () => partna(nothing)],
    ['Capa', () => capa(nothing, { environment: 'production' })],
    [
      'a proxy of one’s own',
      () => capa(nothing, { environment: 'production', baseUrl: 'https://capa.example' }),
    ],
  ])('and not %s', (_, provider) => {
    expect(provider().test).toBe(false)
  })
})
