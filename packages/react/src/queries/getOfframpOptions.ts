import { keepPreviousData } from '@tanstack/react-query'
import {
  type GetOfframpOptionsErrorType,
  type GetOfframpOptionsParameters,
  type GetOfframpOptionsReturnType,
  getOfframpOptions,
} from '../actions/getOfframpOptions.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import {
  type ExactPartial,
  keyParameters,
  type QueryOptions,
  type QueryParameter,
  type ScopeKeyParameter,
} from './queryOptions.ts'
import { retryRead, retryReadDelay } from './retry.ts'

export type GetOfframpOptionsOptions<selectData = GetOfframpOptionsData> =
  ExactPartial<GetOfframpOptionsParameters> &
    ScopeKeyParameter &
    QueryParameter<
      GetOfframpOptionsQueryFnData,
      GetOfframpOptionsErrorType,
      selectData,
      GetOfframpOptionsQueryKey
    >

export type GetOfframpOptionsQueryFnData = GetOfframpOptionsReturnType
export type GetOfframpOptionsData = GetOfframpOptionsQueryFnData
export type GetOfframpOptionsQueryKey = ReturnType<typeof getOfframpOptionsQueryKey>
export type GetOfframpOptionsQueryOptions<selectData = GetOfframpOptionsData> = QueryOptions<
  GetOfframpOptionsQueryFnData,
  GetOfframpOptionsErrorType,
  selectData,
  GetOfframpOptionsQueryKey
>

/** The key of {@link getOfframpOptionsQueryOptions}. */
export function getOfframpOptionsQueryKey(
  options: ExactPartial<GetOfframpOptionsParameters> & ScopeKeyParameter = {},
) {
  return ['offrampOptions', keyParameters(options)] as const
}

/**
 * Query options of what a provider offers. Kept fresh for five minutes: limits follow exchange rates.
 *
 * @example useQuery(getOfframpOptionsQueryOptions(config, { provider: 'coinbase', country: 'US' }))
 */
export function getOfframpOptionsQueryOptions<selectData = GetOfframpOptionsData>(
  config: OfframpConfig,
  options: GetOfframpOptionsOptions<selectData> = {},
): GetOfframpOptionsQueryOptions<selectData> {
  return {
    retry: retryRead,
    retryDelay: retryReadDelay,
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    ...options.query,
    enabled: Boolean(options.provider && (options.query?.enabled ?? true)),
    queryFn: ({ queryKey: [, { scopeKey: _, ...parameters }], signal }) =>
      getOfframpOptions(config, parameters as GetOfframpOptionsParameters, { signal }),
    queryKey: getOfframpOptionsQueryKey(options),
  } as GetOfframpOptionsQueryOptions<selectData>
}
