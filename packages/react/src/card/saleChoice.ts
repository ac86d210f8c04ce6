import type { NetworkId } from '@offrampkit/core'
import type { Offered } from './mergedOptions.ts'

/** What the user has chosen so far, all as text. */
export interface SaleChoice {
  asset: string
  network: NetworkId
  amount: string
  country: string
  subdivision: string
  cashoutCurrency: string
  method: string
}

/** Everything that was chosen, the latest first. */
export type SaleChoices = readonly [SaleChoice, ...SaleChoice[]]

/** More countries and assets than anybody goes through. */
const remembered = 30

/**
 * Adds a change. A country that was chosen before has the state that was chosen there; another one has its first at once: where there
 * are states, nothing is offered without one.
 *
 * @example chosenNext([choice], { country: 'KE' }, options.countries)
 */
export function chosenNext(
  choices: SaleChoices,
  change: Partial<SaleChoice>,
  countries: Offered['countries'],
): SaleChoices {
  const [last, ...earlier] = choices
  const { country } = change
  if (country === undefined && change.asset === undefined) return [{ ...last, ...change }, ...earlier]
  const elsewhere = country !== undefined && country !== last.country
  const before = choices.find((choice) => choice.country === country)?.subdivision
  const first = countries.find(({ id }) => id === country)?.subdivisions[0]
  const subdivision = elsewhere ? { subdivision: before ?? first ?? '' } : {}
  return [{ ...last, ...subdivision, ...change }, last, ...earlier.slice(0, remembered)]
}

/**
 * The last choice, as far as it is on offer: an asset that is not gives way to the one chosen before it that is, and everything else
 * to the first of its list.
 *
 * @param offered - `undefined` while nobody has told
 */
export function settledChoice(choices: SaleChoices, offered: Offered | undefined): SaleChoice {
  const [choice] = choices
  if (!offered) return choice
  const country = offered.countries.find((known) => known.id === choice.country)
  const currencies = offered.currencies.map((currency) => currency.id)
  const pick = (list: readonly string[], wanted: string) => (list.includes(wanted) ? wanted : (list[0] ?? ''))
  const asset = choices.find((made) => offered.assets.some(isOf(made))) ?? offered.assets.map(named)[0]
  return {
    ...choice,
    ...(asset ? { asset: asset.asset, network: asset.network } : {}),
    subdivision: country?.subdivisions.length ? pick(country.subdivisions, choice.subdivision) : '',
    method: pick(country?.methods ?? [], choice.method),
    cashoutCurrency: pick(currencies, choice.cashoutCurrency),
  }
}

type OfferedAsset = Offered['assets'][number]

const isOf =
  ({ asset, network }: SaleChoice) =>
  (offered: OfferedAsset): boolean =>
    offered.symbol === asset && offered.network === network
const named = ({ symbol, network }: OfferedAsset) => ({ asset: symbol, network })
