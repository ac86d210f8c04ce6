import { cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { getMaxSellAmountQueryKey } from '../queries/getMaxSellAmount.ts'
import { nextTask, type SaleBench, type SaleBenchOptions, saleBench } from '../testing/saleBench.tsx'
import { storySender } from '../testing/storyWorld.ts'
import { type UseMaxSellAmountParameters, useMaxSellAmount } from './useMaxSellAmount.ts'

afterEach(cleanup)

const rendered = (parameters: UseMaxSellAmountParameters, options?: SaleBenchOptions) => {
  const bench: SaleBench = saleBench(options)
  const wrapper = ({ children }: { children: ReactNode }) => bench.wrapped(children)
  return { bench, ...renderHook(() => useMaxSellAmount(parameters), { wrapper }) }
}
/** Twice what the story's chain asks for 52,000 gas. */
const gas = 2n * 52_000n * 12_000_000n
const coins = 42_000_000_000_000_000n

test('of a token it is all that the connected account holds', async () => {
  const { result, bench } = rendered({ asset: 'USDC', chainId: 8453 }, { tokens: 310_500_001n })
  await waitFor(() => expect(result.current.isSuccess).toBe(true))
  expect(result.current.data).toEqual({
    units: 310_500_001n,
    amount: '310.500001',
    balance: 310_500_001n,
    reserve: gas,
    gasCovered: true,
  })
  const key = getMaxSellAmountQueryKey({ asset: 'USDC', chainId: 8453, account: storySender })
  expect(bench.queries.getQueryData(key)).toBe(result.current.data)
})

test('of the coin it leaves a reserve', async () => {
  const { result } = rendered({ asset: 'ETH', network: 'eip155:8453' })
  await waitFor(() => expect(result.current.isSuccess).toBe(true))
  expect(result.current.data).toMatchObject({ units: coins - 2n * gas, reserve: 2n * gas })
  expect(result.current.data?.amount).toBe('0.041997504')
})

test('it asks neither the wallet nor the backend', async () => {
  const { result, bench } = rendered({ asset: 'ETH', chainId: 8453 })
  await waitFor(() => expect(result.current.isSuccess).toBe(true))
  expect(bench.calls).toEqual([])
  expect(bench.asked.filter((method) => /send|sign|requestAccounts/i.test(method))).toEqual([])
})

test('the query bag is handed on, and types follow what it selects', async () => {
  const bench = saleBench()
  const { result } = renderHook(
    () => ({
      text: useMaxSellAmount({ asset: 'ETH', chainId: 8453, query: { select: ({ amount }) => amount } }),
      off: useMaxSellAmount({ asset: 'ETH', chainId: 8453, scopeKey: 'off', query: { enabled: false } }),
    }),
    { wrapper: ({ children }: { children: ReactNode }) => bench.wrapped(children) },
  )
  await waitFor(() => expect(result.current.text.isSuccess).toBe(true))
  const text: string | undefined = result.current.text.data
  expect(text).toBe('0.041997504')
  expect(result.current.off.fetchStatus).toBe('idle')
})

test('what cannot be sold says why, once', async () => {
  const { result } = rendered({ asset: 'DOGE', chainId: 8453 })
  await waitFor(() => expect(result.current.isError).toBe(true))
  expect(result.current.error).toMatchObject({ name: 'OfframpError', code: 'unknown_asset' })
  expect(result.current.failureCount).toBe(1)
})

test.each([
  ['an asset', { asset: undefined, chainId: 8453 }],
  ['a network', { asset: 'ETH' }],
])('without %s nothing is read', async (_, parameters) => {
  const { result } = rendered(parameters)
  await nextTask()
  expect(result.current.fetchStatus).toBe('idle')
})
