'use client'
import type { ProviderId } from '@offrampkit/core/order'
import { useMemo, useSyncExternalStore } from 'react'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import { onOpenOrder, parseOpenOrder, readOpenOrderText } from '../order/openOrder.ts'

/** A cash-out that this browser has noted as open. */
export interface OpenOrderNote {
  provider: ProviderId
  orderId: string
}

export interface UseOpenOrdersParameters extends ConfigParameter {
  /** Whose notes to read. */
  providers: readonly ProviderId[]
}
export type UseOpenOrdersReturnType = readonly OpenOrderNote[]

/**
 * The orders that the buttons of this page, or of another tab, have noted as open: at most one a provider, in the order of
 * `providers`. For a page that sells through several of them, so that the button of the one that is under way is on show. It is
 * this browser's note alone: a missing one proves nothing. Empty while rendering on a server.
 *
 * @example
 * ```tsx
 * const [open] = useOpenOrders({ providers: ['coinbase', 'partna'] })
 * return <OfframpButton key={open?.provider ?? best} provider={open?.provider ?? best} {...sale} />
 * ```
 */
export function useOpenOrders(parameters: UseOpenOrdersParameters): UseOpenOrdersReturnType {
  const config = useOfframpConfig(parameters)
  const { providers } = parameters
  const noted = useSyncExternalStore(
    onOpenOrder,
    () => JSON.stringify(providers.map((provider) => [provider, readOpenOrderText(config, provider)])),
    () => '[]',
  )
  return useMemo(
    () =>
      (JSON.parse(noted) as [ProviderId, string | null][]).flatMap(([provider, text]) => {
        const order = parseOpenOrder(text)
        return order ? [{ provider, orderId: order.orderId }] : []
      }),
    [noted],
  )
}
