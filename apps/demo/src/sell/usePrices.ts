import type { SellQuotes } from '@offrampkit/core/api'
import { useSellQuote, useSellQuotes } from '@offrampkit/react'
import type { SaleChoice } from '@offrampkit/react/card'
import { useEffect, useState } from 'react'

export interface Prices {
  /** Best first; `undefined` until somebody has told one. */
  data: SellQuotes | undefined
  error: Error | null
  /** All of them have answered, and none buys it: asking again tells nothing else. */
  refused: boolean
  /** Still about the choice before, or not there yet. */
  stale: boolean
}

/**
 * What each provider pays for the choice as it stands, asked for 400 ms after the last change and every 15 s. Where there is only one,
 * that one is asked: nobody is compared with it.
 */
export function usePrices(choice: SaleChoice, providers: readonly string[], enabled: boolean): Prices {
  const settled = useSettled(choice, 400)
  const { subdivision, method, ...wish } = settled
  const request = { ...wish, ...(subdivision ? { subdivision } : {}), ...(method ? { method } : {}) }
  const [only, ...others] = providers
  const alone = others.length === 0
  const one = useSellQuote({
    ...request,
    ...(only ? { provider: only } : {}),
    query: { enabled: enabled && alone, refetchInterval: 15_000 },
  })
  const all = useSellQuotes({ ...request, query: { enabled: enabled && !alone, refetchInterval: 15_000 } })
  const { error, isPlaceholderData, isPending } = alone ? one : all
  const data = alone ? one.data && { quotes: [one.data], unavailable: [] } : all.data
  const changed = JSON.stringify(settled) !== JSON.stringify(choice)
  return {
    data,
    error,
    refused: data?.quotes.length === 0 && data.unavailable.every(({ reason }) => !reason.retryable),
    stale: isPlaceholderData || changed || (isPending && error === null),
  }
}

function useSettled<value>(value: value, ms: number): value {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as value), ms)
    return () => clearTimeout(timer)
  }, [key, ms])
  return settled
}
