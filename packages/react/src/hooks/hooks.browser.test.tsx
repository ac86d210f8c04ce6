import { OfframpError } from '@offrampkit/core'
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StoryFrame } from '../testing/StoryFrame.tsx'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { createStoryParts, type StoryOptions } from '../testing/storyParts.ts'
import { storyHash, storyOrderId, storySender } from '../testing/storyWorld.ts'
import { useOfframpOptions } from './useOfframpOptions.ts'
import { useOfframpSession } from './useOfframpSession.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'
import { useSellQuote } from './useSellQuote.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function setUp(options: StoryOptions = {}) {
  const calls: string[] = []
  const parts = createStoryParts({
    ...options,
    backend: { ...options.backend, onCall: (name) => void calls.push(name) },
  })
  const commits = { count: 0 }
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StoryFrame parts={parts}>
      <Profiler
        id="hook"
        onRender={() => {
          commits.count += 1
        }}
      >
        {children}
      </Profiler>
    </StoryFrame>
  )
  return { ...parts, calls, commits, wrapper }
}
const sale = {
  provider: 'coinbase',
  asset: 'USDC',
  chainId: 8453,
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
} as const
const patient = { timeout: 10_000 }

describe('queries', () => {
  test('a quote waits for all that it needs, and keeps the last price while the next one comes', async () => {
    const { calls, wrapper } = setUp()
    const { result, rerender } = renderHook(
      (amount: string | undefined) => useSellQuote({ ...sale, amount }),
      {
        wrapper,
      },
    )
    expect(result.current.fetchStatus).toBe('idle')
    expect(calls).toEqual([])
    rerender('25')
    await waitFor(
      () => expect(result.current.data?.receive).toEqual({ amount: '24.63', currency: 'USD' }),
      patient,
    )
    rerender('26')
    expect(result.current.isPlaceholderData).toBe(true)
    expect(result.current.data?.receive.amount).toBe('24.63')
  })

  test('an answer of another shape is an error with a code, and never data', async () => {
    const { backend, wrapper } = setUp({ queries: { queries: { retryDelay: 1 } } })
    backend.getQuote = async () => ({ receive: 24.63 }) as never
    const { result } = renderHook(() => useSellQuote(sale), { wrapper })
    await waitFor(() => expect(result.current.error?.code).toBe('backend_unreadable'), patient)
    expect(result.current.data).toBeUndefined()
  })

  test('options are read once for many', async () => {
    const { calls, wrapper } = setUp()
    const { result } = renderHook(
      () =>
        [useOfframpOptions({ provider: 'coinbase' }), useOfframpOptions({ provider: 'coinbase' })] as const,
      { wrapper },
    )
    await waitFor(() => expect(result.current[1].data?.assets).toHaveLength(1), patient)
    expect(calls).toEqual(['getOptions'])
  })
})

describe('the status', () => {
  test('follows a push without waiting, and stops asking at the end', async () => {
    const { backend, queries, wrapper } = setUp({ backend: { facts: storyFacts.broadcast } })
    const { result } = renderHook(() => useOfframpStatus({ orderId: storyOrderId }), { wrapper })
    await waitFor(() => expect(result.current.data?.stage.name).toBe('broadcast'), patient)
    backend.tell(storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' }))
    await waitFor(() => expect(result.current.data?.status).toMatchObject({ kind: 'paid' }), patient)
    const [query] = queries.getQueryCache().findAll({ queryKey: ['offrampStatus'] })
    const [observer] = query?.observers ?? []
    const interval = observer?.options.refetchInterval
    expect(typeof interval === 'function' && interval(query as never)).toBe(false)
  })

  test('goes on asking behind the provider’s window', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    const { calls, wrapper } = setUp({ backend: { facts: storyFacts.awaiting_order } })
    renderHook(() => useOfframpStatus({ orderId: storyOrderId }), { wrapper })
    await waitFor(() => expect(calls.length).toBeGreaterThanOrEqual(2), patient)
  })

  test('commits nothing while nothing changes', async () => {
    const { calls, commits, wrapper } = setUp({ backend: { facts: storyFacts.awaiting_order } })
    const { result } = renderHook(() => useOfframpStatus({ orderId: storyOrderId }).data, { wrapper })
    await waitFor(() => expect(result.current?.stage.name).toBe('awaiting_order'), patient)
    const settled = commits.count
    const asked = calls.length
    await waitFor(() => expect(calls.length).toBeGreaterThan(asked), patient)
    expect(commits.count).toBe(settled)
  })

  test('keeps what it knew when the backend is gone, and tells the error', async () => {
    const { backend, wrapper } = setUp({ backend: { facts: storyFacts.awaiting_order } })
    const { result } = renderHook(() => useOfframpStatus({ orderId: storyOrderId }), { wrapper })
    await waitFor(() => expect(result.current.data).toBeDefined(), patient)
    backend.fail('getOrder', new OfframpError({ code: 'backend_unreachable', message: 'Gone.' }))
    await waitFor(() => expect(result.current.error?.code).toBe('backend_unreachable'), patient)
    expect(result.current.data?.stage.name).toBe('awaiting_order')
  })
})

describe('the session', () => {
  test('takes the order into the ledger before its session is asked for, and keeps no token', async () => {
    const { calls, config, queries, wrapper } = setUp()
    const { result } = renderHook(() => useOfframpSession(), { wrapper })
    const { step } = await result.current.mutateAsync({ ...sale, sender: storySender })
    expect(calls).toEqual(['createOrder', 'createSession'])
    expect(await config.ports.ledger?.read(storyOrderId)).toMatchObject({ attempts: [] })
    expect(step.kind === 'open' && step.takeUrl()).toContain('story-token')
    expect(
      JSON.stringify(
        queries
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
      ),
    ).not.toContain('story-token')
  })

  test('is asked for once, whatever the host retries', async () => {
    const failing = { createOrder: new OfframpError({ code: 'backend_unreachable', message: 'No answer.' }) }
    const { calls, wrapper } = setUp({
      backend: { failing },
      queries: { mutations: { retry: 3, retryDelay: 1 } },
    })
    const { result } = renderHook(() => useOfframpSession(), { wrapper })
    await expect(result.current.mutateAsync({ ...sale, sender: storySender })).rejects.toMatchObject({
      code: 'backend_unreachable',
    })
    expect(calls).toEqual(['createOrder'])
  })
})

test('outside of a provider a hook says what to do', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(() => renderHook(() => useSellQuote())).toThrow(/must be used within `OfframpProvider`/)
})
