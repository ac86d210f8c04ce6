import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { writeOpenOrder } from '../order/openOrder.ts'
import { saleBench } from '../testing/saleBench.tsx'
import { useOpenOrders } from './useOpenOrders.ts'

afterEach(cleanup)

const first = 'A'.repeat(22)
const second = 'B'.repeat(22)

test('follows the notes of the providers that it is asked about, and of no other', () => {
  const bench = saleBench()
  for (const provider of ['one', 'two', 'three']) writeOpenOrder(bench.config, provider, null)
  const { result, rerender } = renderHook(() => useOpenOrders({ providers: ['two', 'one'] }), {
    wrapper: ({ children }: { children: ReactNode }) => bench.wrapped(children),
  })
  expect(result.current).toEqual([])

  act(() => writeOpenOrder(bench.config, 'one', { orderId: first, shown: true }))
  expect(result.current).toEqual([{ provider: 'one', orderId: first }])
  act(() => writeOpenOrder(bench.config, 'three', { orderId: second, shown: false }))
  act(() => writeOpenOrder(bench.config, 'two', { orderId: second, shown: false }))
  expect(result.current).toEqual([
    { provider: 'two', orderId: second },
    { provider: 'one', orderId: first },
  ])

  // Drawing again is no news: what is handed out stays the same object.
  const before = result.current
  rerender()
  expect(result.current).toBe(before)
  act(() => writeOpenOrder(bench.config, 'two', null))
  expect(result.current).toEqual([{ provider: 'one', orderId: first }])
  for (const provider of ['one', 'three']) writeOpenOrder(bench.config, provider, null)
})
