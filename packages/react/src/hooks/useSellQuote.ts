'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { GetSellQuoteErrorType } from '../actions/getSellQuote.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type GetSellQuoteData,
  type GetSellQuoteOptions,
  getSellQuoteQueryOptions,
} from '../queries/getSellQuote.ts'

export type UseSellQuoteParameters<selectData = GetSellQuoteData> = GetSellQuoteOptions<selectData> &
  ConfigParameter
export type UseSellQuoteReturnType<selectData = GetSellQuoteData> = UseQueryResult<
  selectData,
  GetSellQuoteErrorType
>

/**
 * The price of a sale with its fees. The previous price stays while the next one is asked for (`isPlaceholderData`).
 * A price with `stale` is a moment old: say so; it is asked for again by itself. Debounce what the user types before it gets here. Without `provider` it is the best of all; `useSellQuotes` tells the others too.
 *
 * @example
 * ```tsx
 * const quote = useSellQuote({
 *   provider: 'coinbase', asset: 'USDC', chainId: 8453, amount: '25',
 *   cashoutCurrency: 'USD', country: 'US', subdivision: 'NY', query: { refetchInterval: 15_000 },
 * })
 * ```
 */
export function useSellQuote<selectData = GetSellQuoteData>(
  parameters: UseSellQuoteParameters<selectData> = {},
): UseSellQuoteReturnType<selectData> {
  const config = useOfframpConfig(parameters)
  return useQuery(getSellQuoteQueryOptions(config, parameters))
}
