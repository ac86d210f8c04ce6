import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { fakeWindows, panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyOrderId } from '../testing/storyWorld.ts'

// Real keys and a real pointer: the focus is the browser's own.
beforeEach(() => void fakeWindows())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('the keyboard alone opens it, is kept inside, and gets back to the button', async () => {
  const bench = saleBench()
  renderButton(bench)
  const button = screen.getByRole('button', { name: /cash out/i })
  await userEvent.tab()
  expect(document.activeElement).toBe(button)
  await userEvent.keyboard('{Enter}')
  const dialog = await panelAt('at_provider')
  expect(dialog.contains(document.activeElement)).toBe(true)
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }))

  const visited = new Set<Element | null>()
  for (let step = 0; step < 4; step += 1) {
    await userEvent.tab()
    visited.add(document.activeElement)
    expect(document.activeElement).not.toBe(button)
  }
  expect(visited).toContain(screen.getByRole('button', { name: /close/i }))

  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect((dialog as HTMLDialogElement).open).toBe(false))
  await waitFor(() => expect(document.activeElement).toBe(button))
})

test('Escape loses no order: it goes on, and the button shows it again', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready } })
  renderButton(bench)
  const dialog = (await panelAt('order_ready')) as HTMLDialogElement
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(dialog.open).toBe(false))
  // Hidden, and still there after a reload.
  await waitFor(() => expect(bench.storage.getItem('offrampkit.order.coinbase')).toBe(storyOrderId))
  expect(bench.count('createOrder') + bench.count('cancelOrder')).toBe(0)
  await userEvent.click(screen.getByRole('button', { name: /resume/i }))
  await waitFor(() => expect(dialog.open).toBe(true))
  await panelAt('order_ready')
  expect(window.open).not.toHaveBeenCalled()
})

test('it has a name, and a modal page behind it', async () => {
  renderButton(saleBench({ backend: { facts: storyFacts.order_ready } }))
  const dialog = await panelAt('order_ready')
  expect(screen.getByRole('dialog', { name: /cash out/i })).toBe(dialog)
  expect(dialog.matches(':modal')).toBe(true)
})
