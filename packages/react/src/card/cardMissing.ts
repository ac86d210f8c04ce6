import type { CardMissing } from './cardView.ts'
import type { SaleChoice } from './saleChoice.ts'
import type { OfferedOptions } from './useOffered.ts'

/** What a price cannot be asked for without. */
export function missingChoices(choice: SaleChoice, offered: OfferedOptions): CardMissing[] {
  const { assets = [], countries = [], currencies = [] } = offered.data ?? {}
  const country = countries.find(({ id }) => id === choice.country)
  const isOnOffer = assets.some(
    ({ network, symbol }) => network === choice.network && symbol === choice.asset,
  )
  const all: readonly (readonly [CardMissing, boolean])[] = [
    ['country', country === undefined],
    ['subdivision', country !== undefined && country.subdivisions.length > 0 && choice.subdivision === ''],
    ['asset', country !== undefined && !isOnOffer],
    ['currency', country !== undefined && !currencies.some(({ id }) => id === choice.cashoutCurrency)],
  ]
  return all.filter(([, missing]) => missing).map(([name]) => name)
}
