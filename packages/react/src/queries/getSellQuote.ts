import { keepPreviousData } from '@tanstack/react-query'
import {
  type GetSellQuoteErrorType,
  type GetSellQuoteParameters,
  type GetSellQuoteReturnType,
  getSellQuote,
} from '../actions/getSellQuote.ts'
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

export type GetSellQuoteOptions<selectData = GetSellQuoteData> = ExactPartial<GetSellQuoteParameters> &
  ScopeKeyParameter &
  QueryParameter<GetSellQuoteQueryFnData, GetSellQuoteErrorType, selectData, GetSellQuoteQueryKey>

export type GetSellQuoteQueryFnData = GetSellQuoteReturnType
export type GetSellQuoteData = GetSellQuoteQueryFnData
export type GetSellQuoteQueryKey = ReturnType<typeof getSellQuoteQueryKey>
export type GetSellQuoteQueryOptions<selectData = GetSellQuoteData> = QueryOptions<
  GetSellQuoteQueryFnData,
  GetSellQuoteErrorType,
  selectData,
  GetSellQuoteQueryKey
>

/** The key of {@link getSellQuoteQueryOptions}. */
export function getSellQuoteQueryKey(options: ExactPartial<GetSellQuoteParameters> & ScopeKeyParameter = {}) {
  return ['sellQuote', keyParameters(options)] as const
}

/**
 * Query options of a quote, for `useQuery`, loaders and prefetching. The last price stays on show while the next one is
 * asked for; debouncing is the caller's. A missing parameter disables it.
 *
 * @example queryClient.fetchQuery(getSellQuoteQueryOptions(config, { asset: 'USDC', chainId: 8453, amount: '25' }))
 */
export function getSellQuoteQueryOptions<selectData = GetSellQuoteData>(
  config: OfframpConfig,
  options: GetSellQuoteOptions<selectData> = {},
): GetSellQuoteQueryOptions<selectData> {
  const { asset, amount, cashoutCurrency, country } = options
  const complete = asset && amount && cashoutCurrency && country && networkOf(options)
  return {
    retry: retryRead,
    retryDelay: retryReadDelay,
    refetchInterval: ({ state: { data } }) => untilFresh(data?.stale),
    placeholderData: keepPreviousData,
    ...options.query,
    enabled: Boolean(complete && (options.query?.enabled ?? true)),
    queryFn: ({ queryKey: [, { scopeKey: _, ...parameters }], signal }) =>
      getSellQuote(config, parameters as GetSellQuoteParameters, { signal }),
    queryKey: getSellQuoteQueryKey(options),
  } as GetSellQuoteQueryOptions<selectData>
}
