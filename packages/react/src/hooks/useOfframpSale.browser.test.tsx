import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SaleView } from '../sale/useSaleView.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { fakeWindows, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyOrderId } from '../testing/storyWorld.ts'

let windows: ReturnType<typeof fakeWindows>
beforeEach(() => {
  windows = fakeWindows()
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const drawing = (view: SaleView) => (
  <button type="button" onClick={view.begin}>
    {view.screen}
  </button>
)
const at = (name: string) => screen.findByRole('button', { name })

test('nothing at first, then the view; nothing is begun, and the click opens the window itself', async () => {
  const bench = saleBench()
  const { container } = render(<StrictMode>{bench.wrapped(<OwnSale>{drawing}</OwnSale>)}</StrictMode>)
  expect(container.textContent).toBe('')
  const button = await at('idle')
  expect([bench.calls, windows.opened]).toEqual([[], []])
  button.click()
  // Before anything is awaited: later a browser would block it.
  expect(windows.open).toHaveBeenCalledTimes(1)
  await at('at_provider')
  expect([bench.count('createOrder'), bench.count('createSession')]).toEqual([1, 1])
  expect(windows.opened[0]?.openerThen).toBeNull()
  expect(bench.prompts()).toBe(0)
})

test('an order that is open in this browser is read, and nothing more', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready } })
  render(bench.wrapped(<OwnSale>{drawing}</OwnSale>))
  await at('order_ready')
  expect([...new Set(bench.calls.map(({ name }) => name))]).toEqual(['getOrder'])
  expect([bench.asked, windows.opened]).toEqual([[], []])
})

test('a certain order is carried on in place of the noted one, and another one after it', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.paid }, resumed: false })
  const drawn = (orderId?: string) => bench.wrapped(<OwnSale orderId={orderId}>{drawing}</OwnSale>)
  const { rerender } = render(drawn())
  await at('idle')
  rerender(drawn(storyOrderId))
  await at('paid')
  expect(bench.storage.getItem('offrampkit.order.coinbase')).toBe(storyOrderId)
})

test('a sale that cannot be paid opens nothing', async () => {
  const bench = saleBench({ tokens: 1n })
  const shown: SaleView[] = []
  const seen = (view: SaleView) => {
    shown.push(view)
    return drawing(view)
  }
  render(bench.wrapped(<OwnSale>{seen}</OwnSale>))
  await at('idle')
  // Looked at without a click, so that the click knows.
  await waitFor(() => {
    fireEvent.click(screen.getByRole('button'))
    expect(shown.at(-1)?.phase).toMatchObject({ name: 'stopped', error: { code: 'insufficient_balance' } })
  })
  expect(bench.count('createOrder')).toBe(0)
})

test('texts that do not load are asked for again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const bench = saleBench()
    bench.loadTexts.mockRejectedValueOnce(new Error('this chunk does not load'))
    const { container } = render(bench.wrapped(<OwnSale>{drawing}</OwnSale>))
    await vi.waitFor(() => expect(bench.loadTexts).toHaveBeenCalledTimes(1))
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
    expect(container.textContent).toBe('')
    await vi.advanceTimersByTimeAsync(5_000)
    await vi.waitFor(() => expect(bench.loadTexts).toHaveBeenCalledTimes(2))
  } finally {
    vi.useRealTimers()
  }
  await at('idle')
})
