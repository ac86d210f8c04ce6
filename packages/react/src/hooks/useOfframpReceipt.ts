'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { GetOfframpStatusErrorType } from '../actions/getOfframpStatus.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import type { OfframpStatus } from '../order/offrampStatus.ts'
import { type OfframpReceiptFacts, receiptOf } from '../order/receipt.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

export interface UseOfframpReceiptParameters extends ConfigParameter {
  /** Of which order. */
  orderId?: string | undefined
}
export type UseOfframpReceiptReturnType = UseQueryResult<OfframpReceiptFacts, GetOfframpStatusErrorType>

/**
 * What can be told of one order to somebody else: amounts, rate, times, numbers and the transaction. It is a receipt only
 * where `data.paid` is true; before, it says how far the order is. Follows the order for as long as it goes on.
 *
 * @example
 * ```tsx
 * const { data } = useOfframpReceipt({ orderId })
 * if (data?.paid && data.payout) return <p>{data.payout.amount} {data.payout.currency} paid out</p>
 * ```
 */
export function useOfframpReceipt(parameters: UseOfframpReceiptParameters = {}): UseOfframpReceiptReturnType {
  const config = useOfframpConfig(parameters)
  const select = useCallback((status: OfframpStatus) => receiptOf(status, config), [config])
  return useOfframpStatus({ config, orderId: parameters.orderId, query: { select } })
}
