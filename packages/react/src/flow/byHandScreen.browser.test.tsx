import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { en } from '../messages/en.ts'
import { english } from '../messages/english.ts'
import { panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { byHandFacts } from '../testing/storyByHand.ts'

vi.mock('../components/manual-deposit/ManualDeposit.tsx', () => {
  throw new Error('this chunk does not load')
})

afterEach(cleanup)

test('a panel that does not load says so, takes nothing with it, and is loaded again on a click', async () => {
  renderButton(saleBench({ backend: { facts: byHandFacts() } }))
  const dialog = await panelAt('by_hand')
  const failed = { name: english.button.failedToLoad }
  const again = await screen.findByRole('button', failed)
  expect(dialog.textContent).toMatch(/only you know/i)
  fireEvent.click(again)
  expect(again.textContent).toBe(en.panel.loading)
  await screen.findByRole('button', failed)
})
