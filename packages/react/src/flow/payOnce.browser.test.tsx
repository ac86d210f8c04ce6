import { cleanup, fireEvent, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'

afterEach(cleanup)

async function reviewWith(returnsUser: boolean) {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready, capabilities: { returnsUser } } })
  renderButton(bench)
  const panel = within(await panelAt('order_ready'))
  fireEvent.click(panel.getByRole('button', { name: 'Review deposit' }))
  await panel.findByRole('button', { name: 'Send 25 USDC' })
  return panel
}

test('a page that stays open beside ours shows the address too: the review says to pay in one place only', async () => {
  const panel = await reviewWith(false)
  expect(panel.getByText(/pay in one place only/i)).toBeDefined()
})

test('a page that led back is closed: nothing is said', async () => {
  const panel = await reviewWith(true)
  expect(panel.queryByText(/pay in one place only/i)).toBeNull()
})
