import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeWindows, panelAt, renderButton, saleBench } from '../../testing/saleBench.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import type { OfframpButtonState } from './buttonProps.ts'

beforeEach(() => void fakeWindows())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const find = () => screen.getByRole<HTMLButtonElement>('button', { hidden: true })
const resumed = () => saleBench({ backend: { facts: storyFacts.order_ready } })

test('children as a function are told where the sale stands', async () => {
  const seen: OfframpButtonState[] = []
  const bench = resumed()
  renderButton(bench, {
    panel: false,
    children(state) {
      seen.push(state)
      return `${state.stage}/${state.resumes ? 'resumes' : 'new'}`
    },
  })
  expect(find().textContent).toBe('idle/resumes')
  await waitFor(() => expect(find().textContent).toBe('order_ready/resumes'))
  expect(seen[0]?.view).toBeNull()
  expect(seen.at(-1)?.view?.status?.stage.name).toBe('order_ready')
  expect(seen.at(-1)?.label).toBe('Resume cash-out')
})

test('children as they are replace the label', () => {
  renderButton(saleBench(), { children: 'Sell my coins' })
  expect(find().textContent).toBe('Sell my coins')
})

test('`render` draws the button, with the same behaviour', async () => {
  const bench = saleBench()
  renderButton(bench, {
    className: 'mine',
    render: (props, state) => (
      <span>
        <button {...props} data-own="yes">
          {state.label}!
        </button>
      </span>
    ),
  })
  expect(find().dataset.own).toBe('yes')
  expect(find().textContent).toBe('Cash out!')
  expect(find().className).toBe('ofk-button mine')
  fireEvent.click(find())
  await panelAt('at_provider')
  expect(bench.count('createOrder')).toBe(1)
})

test('a class, a name and other attributes reach the element; the sale does not', () => {
  renderButton(saleBench(), { className: 'mine', id: 'sell', 'aria-label': 'Sell', title: 'Sells 25 USDC' })
  const element = find()
  expect(element.className).toBe('ofk-button mine')
  expect(element.id).toBe('sell')
  expect(element.getAttribute('aria-label')).toBe('Sell')
  expect(element.title).toBe('Sells 25 USDC')
  expect(element.type).toBe('button')
  for (const name of ['provider', 'asset', 'amount', 'country', 'cashoutcurrency', 'chainid', 'method'])
    expect(element.hasAttribute(name), name).toBe(false)
})

test('`data-stage` follows the sale, for styles', async () => {
  renderButton(saleBench())
  const element = find()
  const stages: (string | undefined)[] = [element.dataset.stage]
  const watch = new MutationObserver(() => stages.push(element.dataset.stage))
  watch.observe(element, { attributes: true, attributeFilter: ['data-stage'] })
  fireEvent.click(element)
  await panelAt('at_provider')
  watch.disconnect()
  expect(stages[0]).toBe('idle')
  expect(stages).toContain('opening')
  expect(stages.at(-1)).toBe('at_provider')
  expect(element.hasAttribute('data-resumes')).toBe(true)
})

test('a disabled button begins nothing', () => {
  const { open } = fakeWindows()
  const bench = saleBench()
  renderButton(bench, { disabled: true })
  expect(find().disabled).toBe(true)
  find().click()
  expect(open).not.toHaveBeenCalled()
  expect(bench.loadTexts).not.toHaveBeenCalled()
})

test('an order that is open can be looked at also while new ones are disabled', async () => {
  renderButton(resumed(), { disabled: true })
  expect(find().disabled).toBe(false)
  await panelAt('order_ready')
})

test('a panel of the app’s own gets the view, and its begin opens in the click', async () => {
  const { open, opened } = fakeWindows()
  const bench = saleBench()
  renderButton(bench, {
    panel: (view) => (
      <p>
        <b data-testid="screen">{view.screen}</b>
        <i>{view.status?.order.orderId}</i>
        {view.orderId && (
          <button type="button" onClick={view.reopen}>
            again
          </button>
        )}
      </p>
    ),
  })
  fireEvent.click(find())
  await waitFor(() => expect(screen.getByTestId('screen').textContent).toBe('at_provider'))
  expect(screen.queryByRole('dialog')).toBeNull()
  screen.getByText('again').click()
  expect(open).toHaveBeenCalledTimes(2)
  await waitFor(() => expect(opened[1]?.replace).toHaveBeenCalledTimes(1))
  expect(bench.count('createOrder')).toBe(1)
})
