import { OfframpError } from '@offrampkit/core'
import { onlineManager } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  fakeWindows,
  nextTask,
  panelAt,
  renderButton,
  type SaleBench,
  saleBench,
} from '../../testing/saleBench.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import { createStoryStorage } from '../../testing/storyPorts.ts'

beforeEach(() => void fakeWindows())
afterEach(() => {
  cleanup()
  onlineManager.setOnline(true)
  vi.restoreAllMocks()
})

const button = () => screen.getByRole('button', { name: /cash out/i })
const press = async (name: RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const requestIds = (bench: SaleBench) =>
  bench.calls
    .filter(({ name }) => name === 'createOrder')
    .map(({ parameters }) => (parameters as { requestId: string }).requestId)
const unreachable = new OfframpError({ code: 'backend_unreachable', message: 'The answer was lost.' })
/** What an app may have set for all of its own requests. */
const eager = { mutations: { retry: 3, retryDelay: 0 }, queries: { retry: 3, retryDelay: 0 } }

describe('one order', () => {
  test('under StrictMode, which mounts everything twice', async () => {
    const bench = saleBench()
    renderButton(bench, {}, true)
    fireEvent.click(button())
    await panelAt('at_provider')
    await nextTask()
    expect(bench.count('createOrder')).toBe(1)
    expect(bench.count('createSession')).toBe(1)
  })

  test('for two clicks in one tick, and one window that stays', async () => {
    const { opened } = fakeWindows()
    const bench = saleBench()
    renderButton(bench)
    const element = button()
    element.click()
    element.click()
    await panelAt('at_provider')
    expect(bench.count('createOrder')).toBe(1)
    expect(bench.count('createSession')).toBe(1)
    expect(opened.filter(({ closed }) => !closed)).toHaveLength(1)
    expect(opened.filter(({ replace }) => replace.mock.calls.length > 0)).toHaveLength(1)
    expect(opened.find(({ closed }) => !closed)?.replace).toHaveBeenCalledTimes(1)
  })

  test('for a click while the first one is still worked on', async () => {
    let answer: () => void = () => undefined
    const bench = saleBench({
      backend: {
        onCall: (name) =>
          name === 'createOrder'
            ? new Promise<void>((resolve) => {
                answer = resolve
              })
            : undefined,
      },
    })
    renderButton(bench)
    fireEvent.click(button())
    await waitFor(() => expect(bench.count('createOrder')).toBe(1))
    fireEvent.click(screen.getByRole('button', { hidden: true, name: /opening/i }))
    answer()
    await panelAt('at_provider')
    expect(bench.count('createOrder')).toBe(1)
    expect(bench.count('createSession')).toBe(1)
  })

  test.each([true, false])('whatever the app retries by default (online: %s)', async (online) => {
    onlineManager.setOnline(online)
    const bench = saleBench({ queries: eager, backend: { failing: { createOrder: unreachable } } })
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('stopped')
    onlineManager.setOnline(false)
    onlineManager.setOnline(true)
    await nextTask()
    expect(bench.count('createOrder')).toBe(1)
  })
})

describe('the id of the request', () => {
  test('is stored before the call, and gone once it was answered', async () => {
    const storage = createStoryStorage()
    let atCall: string | null = null
    const bench = saleBench({
      config: { storage },
      backend: {
        onCall(name) {
          if (name === 'createOrder') atCall = storage.getItem('offrampkit.request')
        },
      },
    })
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('at_provider')
    const [requestId] = requestIds(bench)
    expect(requestId).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(atCall).toMatch(new RegExp(`^${requestId} `))
    expect(storage.getItem('offrampkit.request')).toBeNull()
  })

  test('is the same one again after a lost answer', async () => {
    const bench = saleBench({ backend: { failing: { createOrder: unreachable } } })
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('stopped')
    bench.backend.fail('createOrder', null)
    await press(/try again/i)
    await panelAt('at_provider')
    const [first, second] = requestIds(bench)
    expect(second).toBe(first)
    expect(requestIds(bench)).toHaveLength(2)
  })

  test('is the same one again after a reload', async () => {
    const storage = createStoryStorage()
    const before = saleBench({ config: { storage }, backend: { failing: { createOrder: unreachable } } })
    renderButton(before)
    fireEvent.click(button())
    await panelAt('stopped')
    cleanup()
    const after = saleBench({ config: { storage } })
    renderButton(after)
    fireEvent.click(button())
    await panelAt('at_provider')
    expect(requestIds(after)).toEqual(requestIds(before))
  })
})

describe('the wallet is asked once', () => {
  const atReview = async (bench: SaleBench) => {
    renderButton(bench, {}, true)
    await panelAt('order_ready')
    await press(/review deposit/i)
    return screen.findByRole('button', { name: /^send 25 usdc$/i })
  }
  const facts = storyFacts.order_ready

  test('when it fails, whatever the app retries, on a network that comes and goes', async () => {
    const bench = saleBench({ backend: { facts }, wallet: { onSend: 'reject' }, queries: eager })
    const send = await atReview(bench)
    onlineManager.setOnline(false)
    fireEvent.click(send)
    await screen.findByText(/you declined|declined it|nothing was sent/i)
    onlineManager.setOnline(true)
    window.dispatchEvent(new Event('online'))
    window.dispatchEvent(new Event('focus'))
    await nextTask()
    expect(bench.prompts()).toBe(1)
    expect(bench.chain.sent).toHaveLength(0)
  })

  test('for exactly what was reviewed', async () => {
    const bench = saleBench({ backend: { facts }, queries: eager })
    fireEvent.click(await atReview(bench))
    await waitFor(() => expect(bench.chain.sent).toHaveLength(1))
    const [sent] = bench.chain.sent
    const usdc = bench.config.registry.require('eip155:8453', 'USDC').address
    expect(sent?.to.toLowerCase()).toBe(usdc.toLowerCase())
    // transfer(address,uint256): https://eips.ethereum.org/EIPS/eip-20
    expect(sent?.data).toBe(
      `0xa9059cbb${'90f79bf6eb2c4f870365e785982e1f101e93b906'.padStart(64, '0')}${(25_000_000).toString(16).padStart(64, '0')}`,
    )
    expect(BigInt(sent?.value ?? '0x0')).toBe(0n)
    await waitFor(() =>
      expect(screen.getByRole('dialog').dataset.screen).toMatch(/^(broadcast|included|final_onchain)$/),
    )
    expect(bench.prompts()).toBe(1)
  })
})
