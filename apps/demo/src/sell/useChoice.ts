import type { AssetRegistry, NetworkId } from '@offrampkit/core'
import type { SellOptions } from '@offrampkit/core/api'
import { useOfframpOptions } from '@offrampkit/react'
import { useState } from 'react'

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

/** The choice, completed by what the provider offers: a choice that it does not offer falls back to its first. */
export function useChoice(registry: AssetRegistry, provider: string) {
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
  const options = useOfframpOptions({
    provider,
    country: chosen.country,
    ...(chosen.subdivision ? { subdivision: chosen.subdivision } : {}),
  })
  const change = (next: Partial<Choice>) => setChosen((before) => ({ ...before, ...next }))
  return { choice: settle(chosen, options.data), change, options }
}

function settle(choice: Choice, options: SellOptions | undefined): Choice {
  if (!options) return choice
  const country = options.countries.find((known) => known.id === choice.country)
  const methods = country?.methods ?? []
  const currencies = options.currencies.map((currency) => currency.id)
  const pick = (list: readonly string[], wanted: string) => (list.includes(wanted) ? wanted : (list[0] ?? ''))
  return {
    ...choice,
    subdivision: country?.subdivisions.length ? pick(country.subdivisions, choice.subdivision) : '',
    method: pick(methods, choice.method),
    cashoutCurrency: pick(currencies, choice.cashoutCurrency),
  }
}
