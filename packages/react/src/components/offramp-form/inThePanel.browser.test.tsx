import { OfframpError } from '@offrampkit/core'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { en } from '../../messages/en.ts'
import { panelAt, renderButton, saleBench } from '../../testing/saleBench.tsx'
import { notVerifiedFacts } from '../../testing/storyFacts.ts'
import { storyForms } from '../../testing/storyForms.ts'
import { storyOrderId, storyRowId } from '../../testing/storyWorld.ts'

beforeEach(() => page.viewport(375, 700))
afterEach(cleanup)

/** Whether a person sees its middle: on the screen, and under nothing. */
function inSight(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return there !== null && element.contains(there)
}

async function opened() {
  const down = new OfframpError({ code: 'provider_unavailable', message: 'It cannot be reached right now.' })
  renderButton(
    saleBench({
      backend: {
        session: () => storyForms.unitedStates,
        afterForm() {
          throw down
        },
      },
    }),
  )
  fireEvent.click(screen.getByRole('button', { name: /cash out/i }))
  const panel = await panelAt('form')
  const field = (name: string) => within(panel).getByLabelText(name)
  const go = () => userEvent.click(within(panel).getByRole('button', { name: en.open.submit }))
  return { panel, field, go }
}

test('what is agreed to is in sight wherever the button is, however long the form is', async () => {
  const { panel, field } = await opened()
  const promise = within(panel).getByText('24.12 USD')
  expect(panel.scrollHeight).toBeGreaterThan(panel.clientHeight)
  expect(inSight(promise)).toBe(true)
  field('Postal code').scrollIntoView({ block: 'center' })
  expect(inSight(promise)).toBe(true)
})

test('an answer that must be corrected is not under the button, and a refusal is in sight', async () => {
  const { panel, field, go } = await opened()
  await userEvent.fill(field('Routing number'), '021001208')
  await userEvent.fill(field('Account number'), '000123456789')
  await userEvent.fill(field('Bank'), 'A bank')
  await userEvent.selectOptions(field('The account belongs to'), 'A company')
  await userEvent.fill(field('Company name'), 'Engines')
  await userEvent.fill(field('Street and number'), '33 Liberty Street')
  await userEvent.fill(field('City'), 'New York')
  field('Routing number').scrollIntoView({ block: 'center' })
  await go()
  expect(document.activeElement).toBe(field('Postal code'))
  expect(inSight(field('Postal code'))).toBe(true)

  await userEvent.fill(field('Postal code'), '10045')
  field('Routing number').scrollIntoView({ block: 'center' })
  await go()
  const alert = await within(panel).findByRole('alert')
  expect(alert.textContent).toContain('It cannot be reached right now.')
  expect(inSight(alert)).toBe(true)
  expect(field('Bank')).toHaveProperty('value', 'A bank')
})

test('a bank account that was not verified: which order support is asked about, by both its numbers', async () => {
  renderButton(
    saleBench({ backend: { facts: notVerifiedFacts.credited, capabilities: { refunds: 'none' } } }),
  )
  const panel = await panelAt('credited')
  expect(within(panel).getByRole('heading', { level: 3 }).textContent).toMatch(
    /could not be verified as yours/,
  )
  expect(panel.textContent).toContain('holds your USDC')
  for (const number of [storyOrderId, storyRowId]) within(panel).getByText(number)
  await waitFor(() => expect(panel.querySelector('[data-moved]')?.getAttribute('data-moved')).toBe('yes'))
})

test('and before anything was sent: that nothing was', async () => {
  renderButton(saleBench({ backend: { facts: notVerifiedFacts.unsent } }))
  const panel = await panelAt('failed_unsent')
  expect(panel.textContent).toContain('Nothing was sent from your wallet.')
  expect(panel.querySelector('[data-moved]')?.getAttribute('data-moved')).toBe('no')
  within(panel).getByRole('button', { name: en.actions.startAgain })
})
