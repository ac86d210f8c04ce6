import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { en } from '../messages/en.ts'
import { english } from '../messages/english.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { fakeWindows, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyDeposit } from '../testing/storyWorld.ts'
import { DepositReview } from './DepositReview.tsx'
import { ResumeBanner } from './ResumeBanner.tsx'
import { SaleStatus } from './SaleStatus.tsx'
import { WalletPromptNotice } from './WalletPromptNotice.tsx'

beforeEach(() => void fakeWindows())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const parts = (view: SaleView) => (
  <>
    <ResumeBanner view={view} />
    <SaleStatus view={view} />
    <DepositReview view={view} />
    <WalletPromptNotice view={view} />
  </>
)

/** Presses the button by the keyboard alone. */
async function press(name: string) {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => expect(button).toHaveProperty('disabled', false))
  for (let steps = 0; document.activeElement !== button && steps < 10; steps += 1) await userEvent.tab()
  expect(document.activeElement).toBe(button)
  await userEvent.keyboard('{Enter}')
}

test('a deposit by the keyboard alone: reviewed, sent once, and what the wallet has to show', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready }, wallet: { onSend: 'silent' } })
  render(bench.wrapped(<OwnSale>{parts}</OwnSale>))
  await press(en.review.review)
  const send = en.review.send('25 USDC')
  await screen.findByRole('button', { name: send })
  expect(bench.prompts()).toBe(0)
  await press(send)
  const notice = await screen.findByRole('region', { name: en.wallet.compare })
  expect(bench.prompts()).toBe(1)
  expect(notice.dataset.here).toBe('')
  expect(notice.textContent).toContain('25 USDC')
  expect(notice.textContent).toContain('Base')
  expect(notice.querySelector('[data-address]')?.getAttribute('data-address')).toBe(storyDeposit)
  expect(notice.textContent).toContain(en.wallet.onlyThis)
  // The review is over: nothing is there to send again by.
  expect(screen.queryByRole('button', { name: /send|review/i })).toBeNull()
})

test('an order that was hidden is told of, and gone on with by the keyboard', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready } })
  bench.storage.setItem('offrampkit.order.coinbase', 'kJ3v9QmT2xLr8WbZ5nYc0A')
  render(bench.wrapped(<OwnSale>{parts}</OwnSale>))
  const banner = await screen.findByRole('region', { name: en.panel.title })
  await waitFor(() => expect(banner.textContent).toContain('25 USDC'))
  expect(banner.textContent).toContain(en.panel.openHere)
  await press(english.button.resume)
  await waitFor(() => expect(banner.isConnected).toBe(false))
  expect(bench.asked).toEqual([])
})
