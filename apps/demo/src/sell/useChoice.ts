import type { AssetRegistry, NetworkId } from '@offrampkit/core'
import { useState } from 'react'
import type { Offered } from './mergedOptions.ts'
import { useOffered } from './useOffered.ts'

/** What the user has chosen so far, all as text. */
export interface Choice {
  asset: string
  network: NetworkId
  amount: string
  country: string
  subdivision: string
  cashoutCurrency: string
  method: string
}

/** The choice, completed by what the providers offer: what none of them offers falls back to the first that one does. */
export function useChoice(registry: AssetRegistry, providers: readonly string[]) {
  const first = registry.assets.find((asset) => asset.symbol === 'USDC') ?? registry.assets[0]
  const [chosen, setChosen] = useState<Choice>({
    asset: first?.symbol ?? '',
    network: first?.network ?? 'eip155:1',
    amount: '25',
    country: 'US',
    subdivision: 'NY',
    cashoutCurrency: 'USD',
    method: '',
  })
  const options = useOffered(providers, {
    country: chosen.country,
    ...(chosen.subdivision ? { subdivision: chosen.subdivision } : {}),
  })
  const countries = options.data?.countries ?? []
  const [nearest] = countries
  // Nobody here pays where the page began: then where somebody does.
  if (nearest && options.complete && !countries.some(({ id }) => id === chosen.country))
    setChosen({ ...chosen, country: nearest.id, subdivision: nearest.subdivisions[0] ?? '' })
  const change = (next: Partial<Choice>) => setChosen((before) => ({ ...before, ...next }))
  return { choice: settle(chosen, options.data), change, options }
}

function settle(choice: Choice, offered: Offered | undefined): Choice {
  if (!offered) return choice
  const country = offered.countries.find((known) => known.id === choice.country)
  const currencies = offered.currencies.map((currency) => currency.id)
  const pick = (list: readonly string[], wanted: string) => (list.includes(wanted) ? wanted : (list[0] ?? ''))
  const isChosen = ({ symbol, network }: Offered['assets'][number]) =>
    symbol === choice.asset && network === choice.network
  const asset = offered.assets.find(isChosen) ?? offered.assets[0]
  return {
    ...choice,
    ...(asset ? { asset: asset.symbol, network: asset.network } : {}),
    subdivision: country?.subdivisions.length ? pick(country.subdivisions, choice.subdivision) : '',
    method: pick(country?.methods ?? [], choice.method),
    cashoutCurrency: pick(currencies, choice.cashoutCurrency),
  }
}
