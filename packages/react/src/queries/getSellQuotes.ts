import { keepPreviousData } from '@tanstack/react-query'
import {
  type GetSellQuotesErrorType,
  type GetSellQuotesParameters,
  type GetSellQuotesReturnType,
  getSellQuotes,
} from '../actions/getSellQuotes.ts'
import { networkOf } from '../actions/sellNetwork.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import {
  type ExactPartial,
  keyParameters,
  type QueryOptions,
  type QueryParameter,
  type ScopeKeyParameter,
} from './queryOptions.ts'
import { retryRead, retryReadDelay, untilFresh } from './retry.ts'

export type GetSellQuotesOptions<selectData = GetSellQuotesData> = ExactPartial<GetSellQuotesParameters> &
  ScopeKeyParameter &
  QueryParameter<GetSellQuotesQueryFnData, GetSellQuotesErrorType, selectData, GetSellQuotesQueryKey>

export type GetSellQuotesQueryFnData = GetSellQuotesReturnType
export type GetSellQuotesData = GetSellQuotesQueryFnData
export type GetSellQuotesQueryKey = ReturnType<typeof getSellQuotesQueryKey>
export type GetSellQuotesQueryOptions<selectData = GetSellQuotesData> = QueryOptions<
  GetSellQuotesQueryFnData,
  GetSellQuotesErrorType,
  selectData,
  GetSellQuotesQueryKey
>

/** The key of {@link getSellQuotesQueryOptions}. */
export function getSellQuotesQueryKey(
  options: ExactPartial<GetSellQuotesParameters> & ScopeKeyParameter = {},
) {
  return ['sellQuotes', keyParameters(options)] as const
}

/**
 * Query options of the prices of all providers, for `useQuery`, loaders and prefetching. The last ones stay on show while the next
 * are asked for; debouncing is the caller's. A missing parameter disables it.
 *
 * @example queryClient.fetchQuery(getSellQuotesQueryOptions(config, { asset: 'USDC', chainId: 8453, amount: '25' }))
 */
export function getSellQuotesQueryOptions<selectData = GetSellQuotesData>(
  config: OfframpConfig,
  options: GetSellQuotesOptions<selectData> = {},
): GetSellQuotesQueryOptions<selectData> {
  const { asset, amount, cashoutCurrency, country } = options
  const complete = asset && amount && cashoutCurrency && country && networkOf(options)
  return {
    retry: retryRead,
    retryDelay: retryReadDelay,
    refetchInterval: ({ state: { data } }) => untilFresh(data?.quotes.some(({ stale }) => stale)),
    placeholderData: keepPreviousData,
    ...options.query,
    enabled: Boolean(complete && (options.query?.enabled ?? true)),
    queryFn: ({ queryKey: [, { scopeKey: _, ...parameters }], signal }) =>
      getSellQuotes(config, parameters as GetSellQuotesParameters, { signal }),
    queryKey: getSellQuotesQueryKey(options),
  } as GetSellQuotesQueryOptions<selectData>
}
