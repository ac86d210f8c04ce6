import { OfframpError } from '@offrampkit/core'
import { onlineManager } from '@tanstack/react-query'
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { getOfframpOptionsQueryKey } from '../queries/getOfframpOptions.ts'
import { getOfframpStatusQueryKey } from '../queries/getOfframpStatus.ts'
import { getSellQuoteQueryKey, getSellQuoteQueryOptions } from '../queries/getSellQuote.ts'
import { benchSale, nextTask, type SaleBench, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyOrderId, storySender } from '../testing/storyWorld.ts'
import { useOfframpOptions } from './useOfframpOptions.ts'
import { useOfframpSession } from './useOfframpSession.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'
import { useSellQuote } from './useSellQuote.ts'

afterEach(cleanup)

const inside = (bench: SaleBench) => ({
  wrapper: ({ children }: { children: ReactNode }) => bench.wrapped(children),
})
const keys = ({ queries }: SaleBench) =>
  queries
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey)

describe('what is missing asks nobody', () => {
  const needed = ['asset', 'amount', 'cashoutCurrency', 'country', 'chainId'] as const
  test.each(needed)('a quote without %s', async (name) => {
    const bench = saleBench()
    const { result } = renderHook(() => useSellQuote({ ...benchSale, [name]: undefined }), inside(bench))
    await nextTask()
    expect(result.current.fetchStatus).toBe('idle')
    expect(bench.calls).toEqual([])
  })
  test('options without a provider, a status without an order', async () => {
    const bench = saleBench()
    const { result } = renderHook(
      () => [useOfframpOptions({ country: 'US' }), useOfframpStatus({})] as const,
      inside(bench),
    )
    await nextTask()
    expect(result.current.map(({ fetchStatus }) => fetchStatus)).toEqual(['idle', 'idle'])
    expect(bench.calls).toEqual([])
  })
  test('`enabled: true` of the bag does not overrule it', async () => {
    const bench = saleBench()
    const amount = undefined
    const { result } = renderHook(
      () => useSellQuote({ ...benchSale, amount, query: { enabled: true } }),
      inside(bench),
    )
    await nextTask()
    expect(result.current.fetchStatus).toBe('idle')
    expect(bench.calls).toEqual([])
  })
})

describe('the query bag', () => {
  test('is handed on: enabled, select, staleTime, initialData, meta', async () => {
    const bench = saleBench()
    const { result } = renderHook(
      () => ({
        off: useSellQuote({ ...benchSale, query: { enabled: false } }),
        price: useSellQuote({
          ...benchSale,
          query: { select: (quote) => quote.receive.amount, staleTime: 77_000, meta: { mine: true } },
        }),
        options: useOfframpOptions({
          provider: 'coinbase',
          query: { select: ({ countries }) => countries.length },
        }),
      }),
      inside(bench),
    )
    await waitFor(() => expect(result.current.price.data).toBe('24.63'))
    await waitFor(() => expect(result.current.options.data).toBe(1))
    expect(result.current.off.fetchStatus).toBe('idle')
    const [query] = bench.queries.getQueryCache().findAll({ queryKey: ['sellQuote'] })
    expect(query?.meta).toEqual({ mine: true })
    expect(query?.observers.some(({ options }) => options.staleTime === 77_000)).toBe(true)
  })

  test('a read that an app does not want repeated is not', async () => {
    const bench = saleBench()
    bench.backend.getQuote = async () => {
      bench.calls.push({ name: 'getQuote', parameters: null })
      throw new TypeError('Failed to fetch')
    }
    const { result } = renderHook(
      () => useSellQuote({ ...benchSale, query: { retry: false } }),
      inside(bench),
    )
    await waitFor(() => expect(result.current.isError).toBe(true))
    expect(bench.count('getQuote')).toBe(1)
  })
})

describe('a result is TanStack’s own', () => {
  test('who reads only `data` renders only for data', async () => {
    let hold = false
    let answer: () => void = () => undefined
    const bench = saleBench({
      backend: {
        onCall: () =>
          hold
            ? new Promise<void>((resolve) => {
                answer = resolve
              })
            : undefined,
      },
    })
    const prices: unknown[] = []
    const fetching: boolean[] = []
    renderHook(() => void prices.push(useSellQuote(benchSale).data), inside(bench))
    // Somebody beside it who wants to know more, and so tells when all of it has been drawn.
    renderHook(() => void fetching.push(useSellQuote(benchSale).isFetching), inside(bench))
    await waitFor(() => expect(prices.at(-1)).toBeDefined())
    await waitFor(() => expect(fetching.at(-1)).toBe(false))
    const [before, asked] = [prices.length, bench.count('getQuote')]
    hold = true
    const refetched = bench.queries.refetchQueries({ queryKey: ['sellQuote'] })
    await waitFor(() => expect(fetching.at(-1)).toBe(true))
    answer()
    await refetched
    await waitFor(() => expect(fetching.at(-1)).toBe(false))
    expect(bench.count('getQuote')).toBe(asked + 1)
    expect(prices).toHaveLength(before)
  })
})

describe('a session', () => {
  afterEach(() => onlineManager.setOnline(true))

  test('is never paused for a network and let loose by itself when that is back', async () => {
    onlineManager.setOnline(false)
    const bench = saleBench({ queries: { mutations: { retry: 3, retryDelay: 0 } } })
    const lost = new OfframpError({ code: 'backend_unreachable', message: 'Offline.' })
    bench.backend.fail('createOrder', lost)
    const { result } = renderHook(() => useOfframpSession(), inside(bench))
    result.current.mutate({ ...benchSale, sender: storySender })
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'backend_unreachable' }))
    onlineManager.setOnline(true)
    await bench.queries.resumePausedMutations()
    await nextTask()
    expect(bench.count('createOrder')).toBe(1)
  })
})

describe('keys', () => {
  test('are those of their helpers, whatever is in the bag', async () => {
    const bench = saleBench({ backend: { facts: storyFacts.paid } })
    renderHook(() => {
      useSellQuote({ ...benchSale, config: bench.config, query: { staleTime: 1 } })
      useOfframpOptions({ provider: 'coinbase', country: 'US', config: bench.config, scopeKey: 'mine' })
      useOfframpStatus({ orderId: storyOrderId, config: bench.config, query: { gcTime: 1 } })
    }, inside(bench))
    expect(keys(bench)).toEqual([
      getSellQuoteQueryKey(benchSale),
      getOfframpOptionsQueryKey({ provider: 'coinbase', country: 'US', scopeKey: 'mine' }),
      getOfframpStatusQueryKey({ orderId: storyOrderId }),
    ])
    expect(getSellQuoteQueryOptions(bench.config, benchSale).queryKey).toEqual(keys(bench)[0])
  })

  test('are plain data: no function, config or backend in them', async () => {
    const bench = saleBench({ backend: { facts: storyFacts.paid } })
    renderHook(() => {
      useSellQuote(benchSale)
      useOfframpStatus({ orderId: storyOrderId })
    }, inside(bench))
    for (const key of keys(bench)) {
      expect(structuredClone(key)).toEqual(key)
      expect(JSON.parse(JSON.stringify(key))).toEqual(key)
    }
    expect(Object.keys(keys(bench)[1]?.[1] as object)).toEqual(['orderId'])
  })

  test('a prefetched quote is the hook’s', async () => {
    const bench = saleBench()
    await bench.queries.fetchQuery(getSellQuoteQueryOptions(bench.config, benchSale) as never)
    const { result } = renderHook(
      () => useSellQuote({ ...benchSale, query: { staleTime: 60_000 } }),
      inside(bench),
    )
    expect(result.current.data?.receive.amount).toBe('24.63')
    await nextTask()
    expect(bench.count('getQuote')).toBe(1)
  })
})
