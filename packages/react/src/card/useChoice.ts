import { evmNetwork, type NetworkId } from '@offrampkit/core'
import { useState } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { chosenNext, type SaleChoice, type SaleChoices, settledChoice } from './saleChoice.ts'
import { useOffered } from './useOffered.ts'

/** What is chosen when the card is first shown; whatever is not on offer gives way to what is. */
export type InitialChoice = Partial<SaleChoice> & {
  /** In place of `network`, for EVM. */
  chainId?: number
}

/** The choice, completed by what the providers offer. */
export function useChoice(config: OfframpConfig, providers: readonly string[], initial: InitialChoice) {
  const [choices, setChoices] = useState<SaleChoices>(() => [firstChoice(config, initial)])
  const offered = useOffered(config, providers, choices[0])
  const countries = offered.data?.countries ?? []
  const { country } = choices[0]
  const change = (next: Partial<SaleChoice>) => setChoices((before) => chosenNext(before, next, countries))
  // Nobody here pays where the page began: then the user says where.
  if (country && offered.complete && countries.length > 0 && !countries.some(({ id }) => id === country))
    change({ country: '' })
  return { choice: settledChoice(choices, offered.data), change, offered }
}

function firstChoice({ registry }: OfframpConfig, { chainId, ...initial }: InitialChoice): SaleChoice {
  const network: NetworkId | undefined = initial.network ?? (chainId ? evmNetwork(chainId) : undefined)
  const known = registry.assets.filter(
    (asset) =>
      (network === undefined || asset.network === network) &&
      (initial.asset === undefined || asset.symbol === initial.asset),
  )
  const first = known.find(({ symbol }) => symbol === 'USDC') ?? known[0] ?? registry.assets[0]
  return {
    amount: '',
    country: '',
    subdivision: '',
    cashoutCurrency: '',
    method: '',
    ...initial,
    asset: initial.asset ?? first?.symbol ?? '',
    network: network ?? first?.network ?? evmNetwork(1),
  }
}
