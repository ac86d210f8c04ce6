import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { saleBench } from '../testing/saleBench.tsx'
import { byHandFacts } from '../testing/storyByHand.ts'
import { createStoryPorts } from '../testing/storyPorts.ts'
import { storyOrderId } from '../testing/storyWorld.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

afterEach(cleanup)

test('a word of the ledger never turns a sale by hand into one for the wallet', async () => {
  const told: (() => void)[] = []
  const ports = {
    ...createStoryPorts(),
    news: {
      publish: () => undefined,
      subscribe(_: string, on: () => void) {
        told.push(on)
        return () => undefined
      },
    },
  }
  const bench = saleBench({ backend: { facts: byHandFacts() }, config: { ports } })
  const seen: unknown[] = []
  const hook = renderHook(
    () => {
      const { data } = useOfframpStatus({ orderId: storyOrderId })
      seen.push(data && [data.stage.name, data.stage.canSend, data.byHand])
      return data
    },
    { wrapper: ({ children }) => bench.wrapped(children) },
  )
  await expect.poll(() => hook.result.current?.stage.name, { timeout: 20_000 }).toBe('by_hand')
  await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(0)
  const first = seen.findIndex(Boolean)
  const reads = bench.count('getOrder')
  const cached: unknown[] = []
  bench.queries.getQueryCache().subscribe(({ query }) => {
    const data = query.state.data as { stage?: { name: string } } | undefined
    cached.push(data?.stage?.name)
  })
  for (const tell of told) tell()
  await expect.poll(() => bench.count('getOrder'), { timeout: 20_000 }).toBeGreaterThan(reads)
  await expect.poll(() => bench.queries.isFetching(), { timeout: 20_000 }).toBe(0)
  expect([...new Set(cached)]).toEqual(['by_hand'])
  expect(seen.slice(first)).toEqual(seen.slice(first).map(() => ['by_hand', false, true]))
})
