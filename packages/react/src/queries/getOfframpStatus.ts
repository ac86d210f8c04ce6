import {
  type GetOfframpStatusErrorType,
  type GetOfframpStatusParameters,
  type GetOfframpStatusReturnType,
  getOfframpStatus,
} from '../actions/getOfframpStatus.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import {
  type ExactPartial,
  keyParameters,
  type QueryOptions,
  type QueryParameter,
  type ScopeKeyParameter,
} from './queryOptions.ts'
import { shareStatus, statusInterval } from './statusPace.ts'

export type GetOfframpStatusOptions<selectData = GetOfframpStatusData> =
  ExactPartial<GetOfframpStatusParameters> &
    ScopeKeyParameter &
    QueryParameter<
      GetOfframpStatusQueryFnData,
      GetOfframpStatusErrorType,
      selectData,
      GetOfframpStatusQueryKey
    >

export type GetOfframpStatusQueryFnData = GetOfframpStatusReturnType
export type GetOfframpStatusData = GetOfframpStatusQueryFnData
export type GetOfframpStatusQueryKey = ReturnType<typeof getOfframpStatusQueryKey>
export type GetOfframpStatusQueryOptions<selectData = GetOfframpStatusData> = QueryOptions<
  GetOfframpStatusQueryFnData,
  GetOfframpStatusErrorType,
  selectData,
  GetOfframpStatusQueryKey
>

/** The key of {@link getOfframpStatusQueryOptions}. */
export function getOfframpStatusQueryKey(
  options: Pick<ExactPartial<GetOfframpStatusParameters>, 'orderId'> & ScopeKeyParameter = {},
) {
  return ['offrampStatus', keyParameters(options)] as const
}

/**
 * Query options of an order's status. Asks again as often as the status needs, also while the tab is hidden behind the
 * provider's window, and not at all once the order has ended. Works offline against a local backend too.
 *
 * @example useQuery(getOfframpStatusQueryOptions(config, { orderId }))
 */
export function getOfframpStatusQueryOptions<selectData = GetOfframpStatusData>(
  config: OfframpConfig,
  options: GetOfframpStatusOptions<selectData> = {},
): GetOfframpStatusQueryOptions<selectData> {
  const { evidence, returned } = options
  return {
    // A look that failed is told at once, and the next one comes by itself.
    retry: false,
    networkMode: 'always',
    refetchInterval: statusInterval,
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    ...options.query,
    enabled: Boolean(options.orderId && (options.query?.enabled ?? true)),
    queryFn: ({ queryKey: [, { orderId }], signal }) => {
      if (!orderId) throw new Error('orderId is required')
      return getOfframpStatus(config, { orderId, returned, evidence }, { signal })
    },
    queryKey: getOfframpStatusQueryKey({ orderId: options.orderId, scopeKey: options.scopeKey }),
    structuralSharing: shareStatus,
  } as GetOfframpStatusQueryOptions<selectData>
}
