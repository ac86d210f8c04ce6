import type { Config } from 'wagmi'
import {
  type GetMaxSellAmountErrorType,
  type GetMaxSellAmountParameters,
  type GetMaxSellAmountReturnType,
  getMaxSellAmount,
} from '../actions/getMaxSellAmount.ts'
import { networkOf } from '../actions/sellNetwork.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import {
  type ExactPartial,
  keyParameters,
  type QueryOptions,
  type QueryParameter,
  type ScopeKeyParameter,
} from './queryOptions.ts'
import { retryRead, retryReadDelay } from './retry.ts'

export type GetMaxSellAmountOptions<selectData = GetMaxSellAmountData> =
  ExactPartial<GetMaxSellAmountParameters> &
    ScopeKeyParameter &
    QueryParameter<
      GetMaxSellAmountQueryFnData,
      GetMaxSellAmountErrorType,
      selectData,
      GetMaxSellAmountQueryKey
    >

export type GetMaxSellAmountQueryFnData = GetMaxSellAmountReturnType
export type GetMaxSellAmountData = GetMaxSellAmountQueryFnData
export type GetMaxSellAmountQueryKey = ReturnType<typeof getMaxSellAmountQueryKey>
export type GetMaxSellAmountQueryOptions<selectData = GetMaxSellAmountData> = QueryOptions<
  GetMaxSellAmountQueryFnData,
  GetMaxSellAmountErrorType,
  selectData,
  GetMaxSellAmountQueryKey
>

/** The key of {@link getMaxSellAmountQueryOptions}. */
export function getMaxSellAmountQueryKey(
  options: ExactPartial<GetMaxSellAmountParameters> & ScopeKeyParameter = {},
) {
  return ['maxSellAmount', keyParameters(options)] as const
}

/**
 * Query options of the most that an account can sell, for `useQuery`, loaders and prefetching. A missing parameter
 * disables it. The data holds bigints: a query client that is written to storage needs a serializer that knows them.
 *
 * @example queryClient.fetchQuery(getMaxSellAmountQueryOptions(config, wagmiConfig, { asset: 'ETH', chainId: 8453, account }))
 */
export function getMaxSellAmountQueryOptions<selectData = GetMaxSellAmountData>(
  config: OfframpConfig,
  wagmi: Config,
  options: GetMaxSellAmountOptions<selectData> = {},
): GetMaxSellAmountQueryOptions<selectData> {
  const { asset, account } = options
  const complete = asset && account && networkOf(options)
  return {
    retry: retryRead,
    retryDelay: retryReadDelay,
    ...options.query,
    enabled: Boolean(complete && (options.query?.enabled ?? true)),
    queryFn: ({ queryKey: [, { scopeKey: _, ...parameters }] }) =>
      getMaxSellAmount(config, wagmi, parameters as GetMaxSellAmountParameters),
    queryKey: getMaxSellAmountQueryKey(options),
  } as GetMaxSellAmountQueryOptions<selectData>
}
