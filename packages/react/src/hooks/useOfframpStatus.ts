'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useConfig } from 'wagmi'
import type { GetOfframpStatusErrorType } from '../actions/getOfframpStatus.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type GetOfframpStatusData,
  type GetOfframpStatusOptions,
  getOfframpStatusQueryOptions,
} from '../queries/getOfframpStatus.ts'
import { readEvidence } from '../runtime/readEvidence.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'
import { useOrderNews } from './useOrderNews.ts'
import { useOrderPush } from './useOrderPush.ts'
import { useStatusNews } from './useStatusNews.ts'

export type UseOfframpStatusParameters<selectData = GetOfframpStatusData> =
  GetOfframpStatusOptions<selectData> & ConfigParameter
export type UseOfframpStatusReturnType<selectData = GetOfframpStatusData> = UseQueryResult<
  selectData,
  GetOfframpStatusErrorType
>

/**
 * Where an order stands: the server's facts joined with what this browser's ledger and the chain tell. Asks as often as
 * the order needs, also behind the provider's window, hears at once what the backend pushes, and stops when it has ended.
 *
 * @example
 * ```tsx
 * const { data, error } = useOfframpStatus({ orderId })
 * if (data?.stage.name === 'paid') return <p>Paid.</p>
 * ```
 */
export function useOfframpStatus<selectData = GetOfframpStatusData>(
  parameters: UseOfframpStatusParameters<selectData> = {},
): UseOfframpStatusReturnType<selectData> {
  const config = useOfframpConfig(parameters)
  const chains = chainsPortOf(useConfig())
  useOrderNews(config, chains, parameters.orderId)
  useOrderPush(config, parameters.orderId)
  useStatusNews(config, parameters.orderId)
  return useQuery(
    getOfframpStatusQueryOptions(config, {
      evidence: (order) => readEvidence(config, chains, order),
      ...parameters,
    }),
  )
}
