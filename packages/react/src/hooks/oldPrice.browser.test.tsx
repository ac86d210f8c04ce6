import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { withMarket } from '../testing/cardMarket.ts'
import { saleBench } from '../testing/saleBench.tsx'
import { useOfframpCard } from './useOfframpCard.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const initial = { asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY', amount: '25' } as const

test('a price that the cache had for two minutes is none to sell at, until it has been asked for again', async () => {
  const bench = saleBench({ queries: { queries: { retry: false, staleTime: 3_600_000 } } })
  const market = withMarket(bench.backend)
  const parameters = { providers: ['coinbase', 'capa'], initial, pauseMs: 0, refreshMs: 3_600_000 }
  const view = renderHook(() => useOfframpCard(parameters), {
    wrapper: ({ children }: { children: ReactNode }) => bench.wrapped(children),
  })
  const card = () => view.result.current
  const priced = (amount: string) => waitFor(() => expect(card().quote?.sell.amount).toBe(amount))
  await priced('25')
  act(() => card().type('30'))
  await priced('30')

  let release: () => void = () => undefined
  market.held = new Promise<void>((resolve) => {
    release = resolve
  })
  const now = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 120_000)
  act(() => card().type('25'))
  await waitFor(() => expect(market.asked.filter(({ amount }) => amount === '25').length).toBeGreaterThan(1))
  expect(card().sold).toBe('25')
  expect(card().quote).toBeNull()
  expect(card().saleParameters).toBeNull()
  act(() => release())
  await priced('25')
})
