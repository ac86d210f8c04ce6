'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useConfig, useConnection } from 'wagmi'
import type { GetMaxSellAmountErrorType } from '../actions/getMaxSellAmount.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type GetMaxSellAmountData,
  type GetMaxSellAmountOptions,
  getMaxSellAmountQueryOptions,
} from '../queries/getMaxSellAmount.ts'

export type UseMaxSellAmountParameters<selectData = GetMaxSellAmountData> =
  GetMaxSellAmountOptions<selectData> & ConfigParameter
export type UseMaxSellAmountReturnType<selectData = GetMaxSellAmountData> = UseQueryResult<
  selectData,
  GetMaxSellAmountErrorType
>

/**
 * The most that can be sold of an asset now, for a "max" button: `amount` is text that goes into the sale as it is. Of a
 * token it is all of it (`gasCovered` says whether the account can also pay for the transfer), of the network's coin all
 * but a reserve for gas. `account` is the connected one unless given.
 *
 * @example
 * ```tsx
 * const max = useMaxSellAmount({ asset: 'ETH', chainId: 8453 })
 * const amount = max.data?.gasCovered ? max.data.amount : undefined
 * <button disabled={!amount} onClick={() => amount && setAmount(amount)}>Max</button>
 * ```
 */
export function useMaxSellAmount<selectData = GetMaxSellAmountData>(
  parameters: UseMaxSellAmountParameters<selectData> = {},
): UseMaxSellAmountReturnType<selectData> {
  const config = useOfframpConfig(parameters)
  const wagmi = useConfig()
  const { address } = useConnection()
  const account = parameters.account ?? address
  return useQuery(getMaxSellAmountQueryOptions(config, wagmi, { ...parameters, account }))
}
