'use client'
import { pollAfterMs } from '@offrampkit/core/order'
import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import type { OfframpStatus } from '../order/offrampStatus.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { isOf } from './useStatusNews.ts'

/**
 * Reads an order's status again when the backend says that it changed, unless that is what was read already. The backend is
 * listened to for as long as it would be asked: from the first answer, until one says that the order has ended.
 */
export function useOrderPush(config: OfframpConfig, orderId: string | undefined): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!orderId) return
    const { watch } = runtimeOf(config)
    const queryKey = ['offrampStatus', { orderId }]
    const onChange = (version?: number) =>
      void queryClient.invalidateQueries({ queryKey, predicate: (query) => !knows(query, version) })
    const known = () => {
      const read = queryClient.getQueriesData<OfframpStatus>({ queryKey })
      const versions = read.flatMap(([, data]) => (data ? [data.order.version] : []))
      return versions.length > 0 ? Math.min(...versions) : undefined
    }
    let stop: (() => void) | undefined

    function follow() {
      const shown = queryClient.getQueriesData<OfframpStatus>({ queryKey })
      if (shown.some(([, data]) => isAsked(data))) {
        stop ??= watch.listen(orderId as string, queryClient, onChange, known)
        return
      }
      stop?.()
      stop = undefined
    }
    const end = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if ((type === 'updated' || type === 'removed') && isOf(query.queryKey, orderId)) follow()
    })
    follow()
    return () => {
      end()
      stop?.()
    }
  }, [queryClient, config, orderId])
}

/** Whether there is still something to hear about the order. */
function isAsked(data: OfframpStatus | undefined): boolean {
  return data !== undefined && pollAfterMs(data.stage, data.status, 0) !== null
}

/** Whether what was read is what is told, or later. */
function knows({ state }: Query, version: number | undefined): boolean {
  const data = state.data as OfframpStatus | undefined
  return version !== undefined && data !== undefined && data.order.version >= version
}
