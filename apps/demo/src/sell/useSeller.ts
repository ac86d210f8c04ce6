import { useOpenOrders } from '@offrampkit/react'
import { useState } from 'react'
import type { Prices } from './usePrices.ts'

/**
 * Whom the button sells through: whom the user chose, else who has an order open in this browser, else who pays most. While nobody
 * has told a price it is the first who could.
 */
export function useSeller(providers: readonly string[], serving: readonly string[], prices: Prices) {
  const [chosen, choose] = useState<string | null>(null)
  const open = useOpenOrders({ providers })
  const best = prices.data?.quotes[0]?.provider
  const provider = chosen ?? open[0]?.provider ?? best ?? serving[0] ?? providers[0] ?? ''
  return {
    provider,
    choose,
    /** Orders that are under way with others. */
    elsewhere: open.filter((order) => order.provider !== provider),
  }
}
