import { OfframpError } from '@offrampkit/core'
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTask, type SaleBenchOptions, saleBench } from '../testing/saleBench.tsx'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyHash, storyOrderId } from '../testing/storyWorld.ts'
import { useOfframpDeposit } from './useOfframpDeposit.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

// Time stands still until a test moves it.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const soon = { timeout: 8_000 }

async function setUp(facts: keyof typeof storyFacts, options: SaleBenchOptions = {}) {
  const bench = saleBench({ ...options, backend: { facts: storyFacts[facts], ...options.backend } })
  const hook = renderHook(() => useOfframpStatus({ orderId: storyOrderId }), {
    wrapper: ({ children }) => bench.wrapped(children),
  })
  const stage = () => hook.result.current.data?.stage.name
  await expect.poll(stage, soon).toBe(facts)
  const reads = () => bench.count('getOrder')
  /** Moves the time, and lets what came due happen. */
  const pass = async (ms: number) => {
    await act(() => vi.advanceTimersByTimeAsync(ms))
    await nextTask()
    await expect.poll(() => hook.result.current.fetchStatus, soon).toBe('idle')
  }
  return { ...bench, ...hook, stage, reads, pass }
}

describe('how often the backend is asked', () => {
  test.each([
    ['awaiting_order', 2_000],
    ['order_ready', 10_000],
  ] as const)('%s: after %d ms, and not before', async (stage, pace) => {
    const { reads, pass } = await setUp(stage)
    expect(reads()).toBe(1)
    await pass(pace / 2)
    expect(reads()).toBe(1)
    await pass(pace)
    expect(reads()).toBe(2)
  })

  test('also while nobody sees the page', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    const { reads, pass } = await setUp('awaiting_order')
    for (let look = 0; look < 4; look += 1) await pass(20_000)
    expect(reads()).toBeGreaterThanOrEqual(4)
  })

  test.each(['paid', 'failed_unsent', 'credited', 'cancelled_unsent'] as const)(
    '%s: never again, in an hour',
    async (stage) => {
      const { reads, pass } = await setUp(stage)
      await pass(3_600_000)
      expect(reads()).toBe(1)
    },
  )

  test('stops at the end that comes while it looks', async () => {
    const { backend, pass, reads, result } = await setUp('provider_received')
    act(() => backend.tell(storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' })))
    await expect.poll(() => result.current.data?.status.kind, soon).toBe('paid')
    await pass(60_000)
    const ended = reads()
    await pass(3_600_000)
    expect(reads()).toBe(ended)
  })

  test('no longer than somebody wants to know', async () => {
    const { reads, unmount } = await setUp('awaiting_order')
    unmount()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(reads()).toBe(1)
  })
})

describe('a backend that is gone', () => {
  test('takes nothing away that was known, and is asked again until it is back', async () => {
    const { backend, pass, result, stage } = await setUp('awaiting_order')
    const known = result.current.data
    backend.fail('getOrder', new OfframpError({ code: 'backend_unreachable', message: 'Gone.' }))
    await pass(4_000)
    await expect.poll(() => result.current.error, soon).toMatchObject({ code: 'backend_unreachable' })
    expect(result.current.data).toBe(known)
    backend.fail('getOrder', null)
    backend.tell(storyRow('waiting'))
    await pass(30_000)
    await expect.poll(stage, soon).toBe('order_ready')
    expect(result.current.error).toBeNull()
  })
})

describe('what the browser sees itself', () => {
  const send = async (options: SaleBenchOptions = {}) => {
    const bench = await setUp('order_ready', options)
    const deposit = renderHook(() => useOfframpDeposit({ orderId: storyOrderId }), {
      wrapper: ({ children }) => bench.wrapped(children),
    })
    // Arming reads the status of its own: it is there once the queries have told it.
    await expect
      .poll(() => {
        act(() => deposit.result.current.arm())
        return deposit.result.current.state
      }, soon)
      .toBe('ready')
    act(() => deposit.result.current.send())
    await expect.poll(() => deposit.result.current.state, soon).toBe('answered')
    return bench
  }
  const heardOfTransfer = async ({ backend }: Awaited<ReturnType<typeof send>>) =>
    Object.keys((await backend.getOrder({ orderId: storyOrderId })).facts.transfers).length

  test('is joined with what the server tells: on chain before the server knows', async () => {
    const bench = await send()
    for (let look = 0; look < 3; look += 1) await bench.pass(20_000)
    await expect.poll(bench.stage, soon).toMatch(/^(included|final_onchain)$/)
    const [transfer] = Object.values(bench.result.current.data?.order.facts.transfers ?? {})
    expect(transfer).toMatchObject({ txHash: bench.chain.sent[0]?.hash })
    expect(await heardOfTransfer(bench)).toBe(0)
  })

  test('counts at once, also while the server cannot be asked', async () => {
    const bench = await setUp('order_ready', { wallet: { onSend: 'silent' } })
    const deposit = renderHook(() => useOfframpDeposit({ orderId: storyOrderId }), {
      wrapper: ({ children }) => bench.wrapped(children),
    })
    await expect
      .poll(() => {
        act(() => deposit.result.current.arm())
        return deposit.result.current.state
      }, soon)
      .toBe('ready')
    bench.backend.fail('getOrder', new OfframpError({ code: 'backend_unreachable', message: 'Gone.' }))
    act(() => deposit.result.current.send())
    await expect.poll(() => bench.result.current.data?.attempts.at(-1)?.phase, soon).toBe('prompting')
    expect(bench.result.current.data?.stage.canSend).toBe(false)
  })
})
