import type { InfiniteData, InfiniteQueryObserverOptions, QueryFunction } from '@tanstack/react-query'
import {
  type GetOfframpHistoryErrorType,
  type GetOfframpHistoryParameters,
  type GetOfframpHistoryReturnType,
  getOfframpHistory,
} from '../actions/getOfframpHistory.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { historyInterval, shareHistory } from './historyPace.ts'
import type { ScopeKeyParameter } from './queryOptions.ts'
import { retryRead, retryReadDelay } from './retry.ts'

export type GetOfframpHistoryQueryFnData = GetOfframpHistoryReturnType
export type GetOfframpHistoryData = InfiniteData<GetOfframpHistoryReturnType, string | null>
export type GetOfframpHistoryQueryKey = ReturnType<typeof getOfframpHistoryQueryKey>
export type GetOfframpHistoryQueryOptions<selectData = GetOfframpHistoryData> = Omit<
  InfiniteQueryObserverOptions<
    GetOfframpHistoryQueryFnData,
    GetOfframpHistoryErrorType,
    selectData,
    GetOfframpHistoryQueryKey,
    string | null
  >,
  'queryFn' | 'queryHash' | 'queryKeyHashFn' | 'throwOnError'
> & { queryFn: QueryFunction<GetOfframpHistoryQueryFnData, GetOfframpHistoryQueryKey, string | null> }

export interface GetOfframpHistoryOptions<selectData = GetOfframpHistoryData>
  extends ScopeKeyParameter,
    Pick<GetOfframpHistoryParameters, 'chains'> {
  /** Whoever is at the page: another account's list is another list, and is read anew. */
  account?: string | undefined
  query?:
    | Partial<
        Omit<
          GetOfframpHistoryQueryOptions<selectData>,
          'queryFn' | 'queryKey' | 'initialPageParam' | 'getNextPageParam'
        >
      >
    | undefined
}

/** The key of {@link getOfframpHistoryQueryOptions}. */
export function getOfframpHistoryQueryKey(
  options: { account?: string | undefined } & ScopeKeyParameter = {},
): readonly ['offrampHistory', { account?: string; scopeKey?: string }] {
  const { account, scopeKey } = options
  return [
    'offrampHistory',
    { ...(account === undefined ? {} : { account }), ...(scopeKey === undefined ? {} : { scopeKey }) },
  ] as const
}

/**
 * Options of an infinite query of the user's orders, newest first. Asks again now and then while one of them goes on, and not
 * at all once all have ended. Works offline against a local backend too.
 *
 * @example useInfiniteQuery(getOfframpHistoryQueryOptions(config, { account: address }))
 */
export function getOfframpHistoryQueryOptions<selectData = GetOfframpHistoryData>(
  config: OfframpConfig,
  options: GetOfframpHistoryOptions<selectData> = {},
): GetOfframpHistoryQueryOptions<selectData> {
  const { chains } = options
  return {
    retry: retryRead,
    retryDelay: retryReadDelay,
    networkMode: 'always',
    refetchInterval: historyInterval,
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    ...options.query,
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    queryFn: ({ pageParam, signal }) =>
      getOfframpHistory(config, { cursor: pageParam ?? undefined, chains }, { signal }),
    queryKey: getOfframpHistoryQueryKey(options),
    structuralSharing: shareHistory,
  } as GetOfframpHistoryQueryOptions<selectData>
}
