import type { SellOptions } from '@offrampkit/core/api'
import { expect, it } from 'vitest'
import { mergedOptions } from './mergedOptions.ts'

const usdc = { symbol: 'USDC', name: 'USD Coin', network: 'eip155:8453' } as const
const cusd = { symbol: 'CUSD', name: 'Celo Dollar', network: 'eip155:42220' } as const
const first: SellOptions = {
  provider: 'first',
  countries: [{ id: 'US', subdivisions: ['NY'], methods: ['CARD'] }],
  currencies: [{ id: 'USD', limits: [] }],
  assets: [usdc],
}
const second: SellOptions = {
  provider: 'second',
  countries: [
    { id: 'US', subdivisions: [], methods: ['BANK', 'CARD'] },
    { id: 'KE', subdivisions: [], methods: ['MOBILE'] },
  ],
  currencies: [],
  assets: [usdc, cusd],
}

it('names everything once, and nothing of a provider that does not pay in the chosen country but its countries', () => {
  expect(mergedOptions([first, second])).toEqual({
    countries: [
      { id: 'US', subdivisions: ['NY'], methods: ['CARD', 'BANK'] },
      { id: 'KE', subdivisions: [], methods: ['MOBILE'] },
    ],
    currencies: first.currencies,
    assets: [usdc],
  })
  expect(
    mergedOptions([second, { ...second, currencies: first.currencies }, { ...first, provider: 'third' }])
      .assets,
  ).toEqual([usdc, cusd])
})
