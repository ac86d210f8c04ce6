import type { AssetRegistry } from '@offrampkit/core'
import { chosenNext, type SaleChoice, type SaleChoices, settledChoice } from '@offrampkit/react/card'
import { useState } from 'react'
import { useOffered } from './useOffered.ts'

/** The choice, completed by what the providers offer. */
export function useChoice(registry: AssetRegistry, providers: readonly string[]) {
  const first = registry.assets.find((asset) => asset.symbol === 'USDC') ?? registry.assets[0]
  const [choices, setChoices] = useState<SaleChoices>([
    {
      asset: first?.symbol ?? '',
      network: first?.network ?? 'eip155:1',
      amount: '25',
      country: 'US',
      subdivision: 'NY',
      cashoutCurrency: 'USD',
      method: '',
    },
  ])
  const { country, subdivision } = choices[0]
  const options = useOffered(providers, { country, ...(subdivision ? { subdivision } : {}) })
  const countries = options.data?.countries ?? []
  const [nearest] = countries
  const change = (next: Partial<SaleChoice>) => setChoices((before) => chosenNext(before, next, countries))
  // Nobody here pays where the page began: then where somebody does.
  if (nearest && options.complete && !countries.some(({ id }) => id === country))
    change({ country: nearest.id })
  return { choice: settledChoice(choices, options.data), change, options }
}
