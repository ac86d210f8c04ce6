import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTask, panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyForms } from '../testing/storyForms.ts'
import { storyOrderId } from '../testing/storyWorld.ts'

afterEach(cleanup)

test('a page that leads back late takes no form away, nor what was typed into it', async () => {
  const bench = saleBench({ backend: { session: () => storyForms.unitedStates } })
  renderButton(bench)
  fireEvent.click(screen.getByRole('button', { name: /cash out/i }))
  const routing = () => within(screen.getByRole('dialog')).getByLabelText('Routing number')
  await panelAt('form')
  await userEvent.fill(routing(), '021001208')

  const asked = bench.count('getOrder')
  const page = new BroadcastChannel('offrampkit.return')
  page.postMessage({ type: 'returned', orderId: storyOrderId })
  await waitFor(() => expect(bench.count('getOrder')).toBeGreaterThan(asked))
  page.close()
  await nextTask()
  await panelAt('form')
  expect(routing()).toHaveProperty('value', '021001208')
})
