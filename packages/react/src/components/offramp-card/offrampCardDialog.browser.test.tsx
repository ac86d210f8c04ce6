import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { en } from '../../messages/en.ts'
import { withMarket } from '../../testing/cardMarket.ts'
import { fakeWindows, saleBench } from '../../testing/saleBench.tsx'
import { OfframpCardDialog } from './OfframpCardDialog.tsx'

let opened: ReturnType<typeof fakeWindows>['opened']
beforeEach(() => {
  ;({ opened } = fakeWindows())
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const initial = { asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY' } as const

function App() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Cash out here
      </button>
      <OfframpCardDialog
        open={open}
        onOpenChange={setOpen}
        providers={['coinbase', 'partna']}
        initial={initial}
        pauseMs={0}
      />
    </>
  )
}

function show() {
  const bench = saleBench({ queries: { queries: { retry: false } } })
  withMarket(bench.backend)
  render(bench.wrapped(<App />))
  return bench
}
const opener = () => screen.getByRole('button', { name: 'Cash out here' })
const dialog = () => screen.queryByRole<HTMLDialogElement>('dialog')

test('is closed until the app opens it; the focus goes in, and comes back by Escape', async () => {
  show()
  expect(dialog()).toBeNull()
  await userEvent.click(opener())
  const shown = await screen.findByRole<HTMLDialogElement>('dialog', { name: en.panel.title })
  expect(shown.matches(':modal')).toBe(true)
  expect(shown.contains(document.activeElement)).toBe(true)
  expect(within(shown).getAllByRole('heading', { level: 2 })).toHaveLength(1)
  await within(shown).findByRole('textbox')
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(dialog()).toBeNull())
  expect(document.activeElement).toBe(opener())
})

test('a sale that was begun in it is there when it is opened again, and was begun once', async () => {
  const bench = show()
  await userEvent.click(opener())
  const box = await screen.findByRole('textbox')
  await userEvent.type(box, '25')
  const go = await screen.findByRole<HTMLButtonElement>('button', { name: /^Continue with/ })
  await waitFor(() => expect(go.disabled).toBe(false))
  go.focus()
  await userEvent.keyboard('{Enter}')
  const card = () => dialog()?.querySelector<HTMLElement>('.ofk-card')
  await waitFor(() => expect(card()?.dataset.screen).toBe('at_provider'))
  // The reader is taken along.
  expect(card()?.contains(document.activeElement)).toBe(true)
  await userEvent.click(screen.getByRole('button', { name: en.panel.close }))
  await waitFor(() => expect(dialog()).toBeNull())
  await userEvent.click(opener())
  await waitFor(() => expect(card()?.dataset.screen).toBe('at_provider'))
  expect(bench.count('createOrder')).toBe(1)
  expect(opened).toHaveLength(1)
})
