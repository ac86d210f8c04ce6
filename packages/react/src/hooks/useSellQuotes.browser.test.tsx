import type { SellQuote, SellQuotes } from '@offrampkit/core/api'
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { getSellQuotesQueryKey, getSellQuotesQueryOptions } from '../queries/getSellQuotes.ts'
import { benchSale, nextTask, type SaleBench, saleBench } from '../testing/saleBench.tsx'
import { useSellQuote } from './useSellQuote.ts'
import { useSellQuotes } from './useSellQuotes.ts'

afterEach(cleanup)

const { provider: _, ...sale } = benchSale
const inside = (bench: SaleBench) => ({
  wrapper: ({ children }: { children: ReactNode }) => bench.wrapped(children),
})
const priced = (provider: string, amount: string, kind: SellQuote['kind']): SellQuote => ({
  provider,
  flow: `${provider}/hosted`,
  quoteId: null,
  kind,
  sell: { amount: '25', asset: 'USDC', network: 'eip155:8453' },
  receive: { amount, currency: 'USD' },
  subtotal: null,
  fees: [],
  method: null,
  quotedAt: 1,
  expiresAt: kind === 'firm' ? 2 : null,
})
const answer: SellQuotes = {
  quotes: [priced('ten', '10', 'firm'), priced('nine', '9.9', 'indicative')],
  unavailable: [
    {
      provider: 'slow',
      reason: { code: 'provider_unavailable', message: 'Slow.', retryable: true, moneyMoved: 'no' },
    },
  ],
}

/** A bench whose backend compares, and remembers what it was asked. */
function comparing(told: SellQuotes = answer) {
  const bench = saleBench()
  const asked: unknown[] = []
  bench.backend.getQuotes = async (request) => {
    asked.push(request)
    return structuredClone(told)
  }
  return { bench, asked }
}

describe('the prices of all providers', () => {
  test('come from one question, best first, with the reasons of the others', async () => {
    const { bench, asked } = comparing({ ...answer, quotes: [...answer.quotes].reverse() })
    const { result } = renderHook(() => useSellQuotes(sale), inside(bench))
    await waitFor(() => expect(result.current.data).toEqual(answer))
    const { chainId: _chainId, ...wish } = sale
    expect(asked).toEqual([{ ...wish, network: 'eip155:8453' }])
    expect(bench.calls).toEqual([])
  })

  test('with one in another currency are an error and never data', async () => {
    const [best] = answer.quotes
    const euro = { ...best, provider: 'euro', receive: { amount: '99', currency: 'EUR' } } as SellQuote
    const { bench } = comparing({ ...answer, quotes: [euro] })
    const { result } = renderHook(() => useSellQuotes(sale), inside(bench))
    await waitFor(() => expect(result.current.error?.code).toBe('backend_unreadable'))
    expect(result.current.data).toBeUndefined()
  })

  test('are the same objects when nothing changed, reasons too', async () => {
    const { bench, asked } = comparing()
    const { result } = renderHook(() => useSellQuotes(sale), inside(bench))
    await waitFor(() => expect(result.current.data).toBeDefined())
    const before = result.current.data
    await result.current.refetch()
    expect(asked).toHaveLength(2)
    expect(result.current.data).toBe(before)
  })

  test('stay on show while those of another amount are asked for', async () => {
    const { bench } = comparing()
    const { result, rerender } = renderHook((amount: string) => useSellQuotes({ ...sale, amount }), {
      ...inside(bench),
      initialProps: '25',
    })
    await waitFor(() => expect(result.current.data).toBeDefined())
    rerender('26')
    expect(result.current.isPlaceholderData).toBe(true)
    expect(result.current.data).toEqual(answer)
  })

  test('are the one price of a backend that compares nothing', async () => {
    const bench = saleBench()
    const { result } = renderHook(() => useSellQuotes(sale), inside(bench))
    await waitFor(() => expect(result.current.data?.quotes[0]?.receive.amount).toBe('24.63'))
    expect(result.current.data?.unavailable).toEqual([])
    expect(bench.calls).toEqual([
      { name: 'getQuote', parameters: expect.not.objectContaining({ provider: 'coinbase' }) },
    ])
  })

  test.each(['asset', 'amount', 'cashoutCurrency', 'country', 'chainId'] as const)(
    'without %s ask nobody',
    async (name) => {
      const { bench, asked } = comparing()
      const parameters = { ...sale, [name]: undefined, query: { enabled: true } }
      const { result } = renderHook(() => useSellQuotes(parameters), inside(bench))
      await nextTask()
      expect(result.current.fetchStatus).toBe('idle')
      expect(asked).toEqual([])
    },
  )

  test('can be prefetched, and have a key apart from the one price', async () => {
    const { bench, asked } = comparing()
    await bench.queries.fetchQuery(getSellQuotesQueryOptions(bench.config, sale) as never)
    const { result } = renderHook(
      () => [useSellQuotes({ ...sale, query: { staleTime: 60_000 } }), useSellQuote(sale)] as const,
      inside(bench),
    )
    expect(result.current[0].data).toEqual(answer)
    await waitFor(() => expect(result.current[1].data?.receive.amount).toBe('24.63'))
    expect(asked).toHaveLength(1)
    expect(bench.queries.getQueryData(getSellQuotesQueryKey(sale))).toEqual(answer)
  })
})
