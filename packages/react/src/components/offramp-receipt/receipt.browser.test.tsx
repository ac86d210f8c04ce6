import { OfframpError } from '@offrampkit/core'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { en } from '../../messages/en.ts'
import { saleBench } from '../../testing/saleBench.tsx'
import { storyFacts, storyRow } from '../../testing/storyFacts.ts'
import { storyHash, storyOrderId, storySender } from '../../testing/storyWorld.ts'
import { OfframpReceipt } from './OfframpReceipt.tsx'

const { receipt } = en

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  Reflect.deleteProperty(navigator, 'share')
})

function show(facts: Parameters<typeof saleBench>[0] = {}, width?: number) {
  const bench = saleBench({ resumed: false, ...facts })
  const { container } = render(
    <StrictMode>
      <div style={{ inlineSize: width }}>
        <i>beside</i>
        {bench.wrapped(<OfframpReceipt orderId={storyOrderId} />)}
      </div>
    </StrictMode>,
  )
  return { bench, container, root: () => container.querySelector('.ofk-receipt') as HTMLElement }
}
const paid = { backend: { facts: storyFacts.paid } }
const button = (name: string) => screen.findByRole('button', { name })

test('a paid order: sums, rate, numbers, and a link to the transaction', async () => {
  const { root } = show(paid)
  await screen.findByRole('article', { name: receipt.title })
  const line = (name: string) => root().querySelector(`[data-line="${name}"] dd`)?.textContent
  expect(line('sold')).toBe('25 USDC')
  expect(line('paid')).toBe('$24.63')
  expect(line('rate')).toContain('$0.9852 for 1 USDC')
  expect(line('order')).toBe(storyOrderId)
  expect(screen.getByRole('link').getAttribute('href')).toBe(`https://basescan.org/tx/${storyHash}`)
  expect(screen.queryByText(new RegExp(receipt.notPaid))).toBeNull()
  expect(root().textContent).not.toContain(storySender)
})

test('before it is paid it is no receipt, and becomes one by itself', async () => {
  const { bench, root } = show({ backend: { facts: storyFacts.provider_received } })
  await screen.findByRole('article', { name: receipt.notPaidTitle })
  expect(root().dataset.state).toBe('unpaid')
  expect(root().textContent).toContain(receipt.notPaid)
  expect(root().querySelector('[data-line="paid"], [data-line="rate"], [data-line="confirmed"]')).toBeNull()
  act(() => bench.backend.tell(storyRow('paid', { payout: '24.63', payoutCurrency: 'USD' })))
  await screen.findByRole('article', { name: receipt.title })
})

test('an order that is not this user’s, and one that cannot be read', async () => {
  const gone = new OfframpError({ code: 'not_found', message: 'There is no such order.' })
  const { root } = show({ backend: { facts: storyFacts.paid, failing: { getOrder: gone } } })
  expect((await screen.findByRole('alert')).textContent).toContain(en.errors.not_found.title)
  expect(root().textContent).not.toContain('24.63')
})

test('is shared by the browser, and not copied where the user thinks better of it', async () => {
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const share = vi.fn(async (_: ShareData) => undefined)
  Object.defineProperty(navigator, 'share', { value: share, configurable: true })
  show(paid)
  fireEvent.click(await button(receipt.share))
  await waitFor(() => expect(share).toHaveBeenCalledOnce())
  expect(share.mock.calls[0]?.[0]).toMatchObject({ title: receipt.title })
  expect(share.mock.calls[0]?.[0]?.text).toContain('Paid out: $24.63')
  share.mockRejectedValue(new DOMException('closed', 'AbortError'))
  fireEvent.click(await button(receipt.share))
  await waitFor(() => expect(share).toHaveBeenCalledTimes(2))
  expect(copied).not.toHaveBeenCalled()
})

test('is copied where a browser cannot share, and a copy that failed is not called done', async () => {
  Object.defineProperty(navigator, 'share', { value: undefined, configurable: true })
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  show({ backend: { facts: storyFacts.broadcast } })
  fireEvent.click(await button(receipt.share))
  await screen.findByText(receipt.copied)
  expect(copied.mock.calls[0]?.[0]).toContain(receipt.notPaid)
  expect(copied.mock.calls[0]?.[0]).not.toMatch(/^Receipt/)
  copied.mockRejectedValue(new Error('not allowed'))
  vi.spyOn(document, 'execCommand').mockReturnValue(false)
  fireEvent.click(await button(receipt.share))
  await screen.findByText(en.byHand.copyFailed)
})

test('is printed alone, and the page is as it was afterwards', async () => {
  const marks = () => document.querySelectorAll('.ofk-print-not, .ofk-print-path').length
  let while_ = 0
  vi.spyOn(window, 'print').mockImplementation(() => {
    while_ = marks()
    expect(document.querySelector('i')?.className).toBe('ofk-print-not')
    expect(document.querySelector('.ofk-paper')?.className).toBe('ofk-paper')
    window.dispatchEvent(new Event('afterprint'))
  })
  show(paid)
  fireEvent.click(await button(receipt.print))
  expect(while_).toBeGreaterThan(2)
  expect(marks()).toBe(0)
})

test('fits 280 pixels', async () => {
  const { root } = show(paid, 280)
  await screen.findByRole('article', { name: receipt.title })
  expect(root().scrollWidth).toBe(280)
})
