import { OfframpError } from '@offrampkit/core'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OfframpForm } from '../components/offramp-form/OfframpForm.tsx'
import { en } from '../messages/en.ts'
import { english } from '../messages/english.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { saleBench } from '../testing/saleBench.tsx'
import { byHandFacts } from '../testing/storyByHand.ts'
import { type StoryFacts, storyFacts } from '../testing/storyFacts.ts'
import { storyForms } from '../testing/storyForms.ts'
import { DeadlineRing } from './DeadlineRing.tsx'
import { DepositReview } from './DepositReview.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'
import { ManualDeposit } from './ManualDeposit.tsx'
import { OrderTimeline } from './OrderTimeline.tsx'
import { ResumeBanner } from './ResumeBanner.tsx'
import { SaleStatus } from './SaleStatus.tsx'
import { WalletPromptNotice } from './WalletPromptNotice.tsx'

// As in an app that does not take our style sheet.
beforeEach(() => {
  for (const sheet of document.styleSheets) sheet.disabled = true
})
afterEach(() => {
  cleanup()
  for (const sheet of document.styleSheets) sheet.disabled = false
})

const error = new OfframpError({ code: 'order_busy', message: 'Somebody is at it.' })
const everything = (view: SaleView) => (
  <main>
    <ResumeBanner view={{ ...view, shown: false }} />
    <OrderTimeline view={view} />
    <DeadlineRing view={view} />
    <SaleStatus view={view} />
    <DepositReview view={view} />
    <WalletPromptNotice view={view} />
    <ManualDeposit view={view} />
    <ErrorNotice view={view} error={error} />
    <OfframpForm step={storyForms.mexico} onSubmit={() => undefined} />
  </main>
)

async function drawn(facts: StoryFacts) {
  const bench = saleBench({ backend: { facts } })
  render(bench.wrapped(<OwnSale>{everything}</OwnSale>))
  await screen.findByRole('form', { name: storyForms.mexico.title })
  return screen.findByRole('main')
}

test('a deposit to be reviewed has all words, roles and names', async () => {
  const page = await drawn(storyFacts.order_ready)
  await within(page).findByRole('button', { name: en.review.review })
  const banner = within(page).getByRole('region', { name: en.panel.title })
  within(banner).getByRole('button', { name: english.button.resume })
  const steps = within(within(page).getByRole('list', { name: en.panel.progress })).getAllByRole('listitem')
  expect(steps.map((step) => step.textContent)).toEqual(Object.values(en.steps))
  expect(steps.map((step) => step.getAttribute('aria-current'))).toEqual([null, 'step', null, null])
  expect(within(page).getByRole('timer', { name: en.review.timeLeft }).textContent).toBe('22:48')
  const alert = within(page).getByRole('alert')
  expect(alert.textContent).toContain(en.errors.order_busy.title)
  expect(alert.textContent).toContain(en.errors.order_busy.body)
  expect(alert.textContent).toContain(en.money.no)
  within(page).getByRole('textbox', { name: 'CLABE' })
  expect(page.textContent).toContain(en.money.no)
})

test('so has a wallet that is asked: what it has to show, in text', async () => {
  const page = await drawn(storyFacts.prompting)
  const notice = await within(page).findByRole('region', { name: en.wallet.compare })
  for (const words of ['25 USDC', 'Base', en.wallet.onlyThis])
    await waitFor(() => expect(notice.textContent).toContain(words))
  within(page).getByRole('heading', { name: en.stages.prompting({} as never).title })
})

test('and a deposit that is sent by hand: every line to copy, and the word that it was sent', async () => {
  const page = await drawn(byHandFacts())
  for (const name of [en.byHand.copy.amount, en.byHand.copy.to, en.byHand.sent])
    await within(page).findByRole('button', { name })
  await within(page).findByRole('img', { name: en.byHand.code(true) })
})
