'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { GetSellQuotesErrorType } from '../actions/getSellQuotes.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type GetSellQuotesData,
  type GetSellQuotesOptions,
  getSellQuotesQueryOptions,
} from '../queries/getSellQuotes.ts'

export type UseSellQuotesParameters<selectData = GetSellQuotesData> = GetSellQuotesOptions<selectData> &
  ConfigParameter
export type UseSellQuotesReturnType<selectData = GetSellQuotesData> = UseQueryResult<
  selectData,
  GetSellQuotesErrorType
>

/**
 * What every provider pays for one sale: `quotes`, best first by what the user receives, each `firm` or an estimate, and
 * `unavailable`, each with its reason. All are asked at once, and none waits long for a slow one. The previous prices stay
 * while the next ones are asked for (`isPlaceholderData`). One with `stale` is a moment old, and all are asked for again
 * by themselves. Debounce what the user types before it gets here.
 *
 * @example
 * ```tsx
 * const { data } = useSellQuotes({
 *   asset: 'USDC', chainId: 8453, amount: '25', cashoutCurrency: 'USD', country: 'US', subdivision: 'NY',
 * })
 * return data?.quotes.map(({ provider, kind, receive }) => (
 *   <li key={provider}>{provider}: {kind === 'firm' ? '' : 'about '}{receive.amount} {receive.currency}</li>
 * ))
 * ```
 */
export function useSellQuotes<selectData = GetSellQuotesData>(
  parameters: UseSellQuotesParameters<selectData> = {},
): UseSellQuotesReturnType<selectData> {
  const config = useOfframpConfig(parameters)
  return useQuery(getSellQuotesQueryOptions(config, parameters))
}
