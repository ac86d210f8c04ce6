import { expect, it } from 'vitest'
import type { Offered } from './mergedOptions.ts'
import { chosenNext, type SaleChoice, type SaleChoices, settledChoice } from './saleChoice.ts'

const usdc = { symbol: 'USDC', name: 'USD Coin' } as const
const onBase = { ...usdc, network: 'eip155:8453' } as const
const onEthereum = { ...usdc, network: 'eip155:1' } as const
const cusd = { symbol: 'CUSD', name: 'Celo Dollar', network: 'eip155:42220' } as const
const countries: Offered['countries'] = [
  { id: 'US', subdivisions: ['AK', 'NY'], methods: ['BANK', 'CARD'] },
  { id: 'CA', subdivisions: ['AB', 'ON'], methods: [] },
  { id: 'KE', subdivisions: [], methods: ['MOBILE'] },
]
const start: SaleChoice = {
  asset: 'USDC',
  network: 'eip155:8453',
  amount: '25',
  country: 'US',
  subdivision: 'NY',
  cashoutCurrency: 'USD',
  method: 'CARD',
}
const after = (...changes: Partial<SaleChoice>[]): SaleChoices =>
  changes.reduce<SaleChoices>((choices, change) => chosenNext(choices, change, countries), [start])
const offered = (assets: Offered['assets'], currency: string): Offered => ({
  countries,
  assets,
  currencies: [{ id: currency, limits: [] }],
})

it('a country that one comes back to has its state of before, a new one its first, and one without states none', () => {
  expect(after({ country: 'KE' })[0]).toMatchObject({ country: 'KE', subdivision: '' })
  expect(after({ country: 'CA' })[0]).toMatchObject({ country: 'CA', subdivision: 'AB' })
  expect(after({ country: 'KE' }, { country: 'US' })[0]).toMatchObject({ subdivision: 'NY' })
  expect(
    after(
      { country: 'CA' },
      { subdivision: 'ON' },
      { country: 'US' },
      { subdivision: 'AK' },
      { country: 'CA' },
    )[0],
  ).toMatchObject({ country: 'CA', subdivision: 'ON' })
})

it('an asset that is not on offer gives way to the one chosen before it, not to the first of the list', () => {
  const choices = after({ country: 'KE' }, { asset: 'CUSD', network: cusd.network }, { amount: '7' })
  expect(settledChoice(choices, offered([onEthereum, onBase, cusd], 'KES')).asset).toBe('CUSD')
  const back = chosenNext(choices, { country: 'US' }, countries)
  expect(settledChoice(back, offered([onEthereum, onBase], 'USD'))).toEqual({
    ...start,
    amount: '7',
  } satisfies SaleChoice)
  expect(settledChoice(back, offered([onEthereum], 'USD')).network).toBe(onEthereum.network)
})
