import { manualClock } from '@offrampkit/deposit/testing'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTask, type SaleBenchOptions, saleBench } from '../testing/saleBench.tsx'
import { storyFacts, storyRow } from '../testing/storyFacts.ts'
import { storyNow, storyOrderId } from '../testing/storyWorld.ts'
import { useOfframpDeposit } from './useOfframpDeposit.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** An order that waits for its deposit, the real protocol over it, and a clock that a test moves. */
async function setUp(options: SaleBenchOptions = {}) {
  const clock = manualClock(storyNow + 60_000)
  const bench = saleBench({
    ...options,
    backend: { facts: storyFacts.order_ready, ...options.backend },
    config: { ports: { clock } },
  })
  const hook = renderHook(
    () => {
      const status = useOfframpStatus({ orderId: storyOrderId })
      return { deposit: useOfframpDeposit({ orderId: storyOrderId }), stage: status.data?.stage.name, status }
    },
    { wrapper: ({ children }) => bench.wrapped(children) },
  )
  const deposit = () => hook.result.current.deposit
  const until = (state: string) => waitFor(() => expect(deposit().state).toBe(state))
  await waitFor(() => expect(hook.result.current.stage).toBe('order_ready'))
  const prepared = async () => {
    act(() => deposit().arm())
    await until('ready')
  }
  const attemptId = () => {
    const now = deposit()
    return now.state === 'ready' ? now.armed.attemptId : null
  }
  return { ...bench, ...hook, clock, deposit, until, prepared, attemptId }
}

const seeing = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('the click that sends', () => {
  test('asks the wallet in its own stack, and a second one asks nothing', async () => {
    const { deposit, prepared, prompts, result } = await setUp({ wallet: { onSend: 'silent' } })
    await prepared()
    expect(prompts()).toBe(0)
    const { send } = result.current.deposit
    act(() => {
      send()
      expect(prompts()).toBe(1)
      send()
      send()
    })
    await nextTask()
    expect(prompts()).toBe(1)
    expect(deposit().state).toBe('prompting')
    act(() => deposit().arm())
    act(() => deposit().send())
    act(() => deposit().disarm())
    expect(deposit().state).toBe('prompting')
    expect(prompts()).toBe(1)
  })

  test('does nothing before anything was prepared, and preparing asks for nothing', async () => {
    const { deposit, prepared, prompts, asked } = await setUp()
    act(() => deposit().send())
    await nextTask()
    expect(prompts()).toBe(0)
    await prepared()
    expect(new Set(asked)).toEqual(new Set(['eth_chainId', 'eth_accounts']))
  })

  test('is answered with what it proves', async () => {
    const { deposit, prepared, until, chain } = await setUp()
    await prepared()
    act(() => deposit().send())
    await until('answered')
    expect(deposit()).toMatchObject({ attempt: { phase: 'hash', txHash: chain.sent[0]?.hash } })
  })
})

describe('what was prepared', () => {
  test('lapses and is prepared again, and asks the wallet for nothing', async () => {
    const { attemptId, clock, prepared, prompts, until, deposit } = await setUp()
    await prepared()
    const before = attemptId()
    act(() => clock.advance(45_000))
    expect(deposit().state).toBe('checking')
    await until('ready')
    expect(attemptId()).not.toBe(before)
    expect(prompts()).toBe(0)
  })

  test('lapses behind another tab, and is prepared again only when somebody looks', async () => {
    const { attemptId, clock, prepared, prompts, until, deposit, config } = await setUp()
    await prepared()
    const before = attemptId()
    seeing('hidden')
    act(() => clock.advance(45_000))
    await nextTask()
    expect(deposit().state).toBe('checking')
    const row = await config.ports.ledger?.read(storyOrderId)
    expect(row?.attempts).toHaveLength(1)
    act(() => seeing('visible'))
    await until('ready')
    expect(attemptId()).not.toBe(before)
    expect(prompts()).toBe(0)
  })

  test('is given up when the page goes into the browser’s cache, and reading is all that coming back does', async () => {
    const { deposit, prepared, prompts, count, config } = await setUp()
    await prepared()
    const { send } = deposit()
    act(() => void window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    expect(deposit().state).toBe('idle')
    const reads = count('getOrder')
    act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await waitFor(() => expect(count('getOrder')).toBeGreaterThan(reads))
    // A handler that was kept from before the page froze.
    act(() => send())
    await nextTask()
    expect(deposit().state).toBe('idle')
    expect(prompts()).toBe(0)
    const row = await config.ports.ledger?.read(storyOrderId)
    expect(row?.attempts.every(({ phase }) => phase !== 'armed')).toBe(true)
  })

  test('is given up with its component', async () => {
    const { deposit, prepared, prompts, unmount } = await setUp()
    await prepared()
    const { send } = deposit()
    unmount()
    send()
    await nextTask()
    expect(prompts()).toBe(0)
  })

  test('is given up when the provider waits for something else', async () => {
    const { backend, deposit, prepared, prompts, until } = await setUp()
    await prepared()
    const { send } = deposit()
    act(() => backend.tell(storyRow('expired')))
    await until('idle')
    act(() => send())
    expect(prompts()).toBe(0)
  })

  test('is checked anew when the wallet is on another network', async () => {
    const { deposit, prepared, until, wagmi, prompts } = await setUp()
    await prepared()
    const { current, connections } = wagmi.state
    const connection = connections.get(current ?? '')
    const provider = (await connection?.connector.getProvider()) as {
      request(args: { method: string; params: unknown[] }): Promise<unknown>
    }
    await act(() => provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId: '0x1' }] }))
    act(() =>
      wagmi.setState((state) => ({
        ...state,
        connections: new Map([...state.connections].map(([uid, one]) => [uid, { ...one, chainId: 1 }])),
      })),
    )
    await until('failed')
    expect(deposit()).toMatchObject({ error: { code: 'wrong_network' } })
    act(() => deposit().send())
    expect(prompts()).toBe(0)
  })
})

describe('what stands in the way is an error with a code', () => {
  test.each([
    ['wrong_network', { wallet: { chainId: 1 } }],
    ['wrong_account', { wallet: { account: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC' } }],
    ['insufficient_balance', { tokens: 24_999_999n }],
    ['no_wallet', { wallet: { absent: true } }],
  ] as [string, SaleBenchOptions][])('%s', async (code, options) => {
    const { deposit, prompts, until } = await setUp(options)
    act(() => deposit().arm())
    await until('failed')
    const now = deposit()
    expect(now).toMatchObject({ error: { name: 'OfframpError', code, moneyMoved: 'no' } })
    act(() => deposit().send())
    await nextTask()
    expect(prompts()).toBe(0)
  })

  test('the very last unit is enough', async () => {
    const { prepared, deposit } = await setUp({ tokens: 25_000_000n })
    await prepared()
    expect(deposit().state).toBe('ready')
  })
})
