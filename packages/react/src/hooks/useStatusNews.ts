'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import type { OfframpStatus } from '../order/offrampStatus.ts'

/** What a tab knows of an order, short enough to be compared. */
type Word = `${string}:${number}`

const wordOf = ({ stage, order }: OfframpStatus): Word => `${stage.name}:${order.version}`

/**
 * Keeps the tabs of one browser at the same state: a tab that read something new says so, and a tab that knows something
 * else reads again. Each tab asks at a pace of its own, so without this one may lag by half a minute. A word only makes a
 * tab read; who says what it does not show is believed in nothing.
 */
export function useStatusNews(config: OfframpConfig, orderId: string | undefined): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!orderId || typeof BroadcastChannel === 'undefined') return
    const channel = new BroadcastChannel(`${config.key}.status`)
    const queryKey = ['offrampStatus', { orderId }]
    const cached = queryClient.getQueriesData<OfframpStatus>({ queryKey })[0]?.[1]
    let known = cached && wordOf(cached)
    const stop = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success' || !isOf(event.query.queryKey, orderId))
        return
      const data = event.query.state.data as OfframpStatus | undefined
      const word = data && wordOf(data)
      if (!word || word === known) return
      known = word
      channel.postMessage({ orderId, word })
    })
    channel.onmessage = ({ data }: MessageEvent<{ orderId?: unknown; word?: unknown } | null>) => {
      if (data?.orderId === orderId && data.word !== known) void queryClient.invalidateQueries({ queryKey })
    }
    return () => {
      stop()
      channel.close()
    }
  }, [queryClient, config, orderId])
}

/** Whether a query is of this order's status. */
export function isOf([name, of]: QueryKey, orderId: string): boolean {
  return name === 'offrampStatus' && (of as { orderId?: unknown } | undefined)?.orderId === orderId
}
