'use client'
import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { useConfig, useConnection } from 'wagmi'
import type { GetOfframpHistoryErrorType } from '../actions/getOfframpHistory.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type GetOfframpHistoryData,
  type GetOfframpHistoryOptions,
  getOfframpHistoryQueryOptions,
} from '../queries/getOfframpHistory.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'

export type UseOfframpHistoryParameters<selectData = GetOfframpHistoryData> =
  GetOfframpHistoryOptions<selectData> & ConfigParameter
export type UseOfframpHistoryReturnType<selectData = GetOfframpHistoryData> = UseInfiniteQueryResult<
  selectData,
  GetOfframpHistoryErrorType
>

/**
 * The user's orders, newest first, a page at a time: `data.pages[n].items` are what `useOfframpStatus` gives for one, as the
 * server tells it. `fetchNextPage()` reads further while `hasNextPage`. Of another wallet account it is another list.
 *
 * @example
 * ```tsx
 * const { data, hasNextPage, fetchNextPage } = useOfframpHistory()
 * return data?.pages.flatMap(({ items }) => items).map(({ order, stage }) => (
 *   <li key={order.orderId}>{order.request.amount} {order.request.asset}: {stage.name}</li>
 * ))
 * ```
 */
export function useOfframpHistory<selectData = GetOfframpHistoryData>(
  parameters: UseOfframpHistoryParameters<selectData> = {},
): UseOfframpHistoryReturnType<selectData> {
  const config = useOfframpConfig(parameters)
  const chains = chainsPortOf(useConfig())
  const { address } = useConnection()
  return useInfiniteQuery(getOfframpHistoryQueryOptions(config, { account: address, chains, ...parameters }))
}
