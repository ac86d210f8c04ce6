import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { en } from '../../messages/en.ts'
import {
  benchSale,
  fakeWindows,
  panelAt,
  type SaleBenchOptions,
  saleBench,
} from '../../testing/saleBench.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import { storyOrderId } from '../../testing/storyWorld.ts'
import { OfframpDialog, type OfframpDialogProps } from './OfframpDialog.tsx'

let opened: ReturnType<typeof fakeWindows>['opened']
beforeEach(() => {
  ;({ opened } = fakeWindows())
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const told = vi.fn()
function App(props: Partial<OfframpDialogProps>) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Sell
      </button>
      <OfframpDialog
        {...benchSale}
        {...props}
        open={open}
        onOpenChange={(next) => {
          told(next)
          setOpen(next)
        }}
      />
    </>
  )
}
function show(options: SaleBenchOptions = {}, props: Partial<OfframpDialogProps> = {}) {
  told.mockClear()
  const bench = saleBench(options)
  const view = render(<StrictMode>{bench.wrapped(<App {...props} />)}</StrictMode>)
  return { bench, ...view }
}
const sell = () => screen.getByRole('button', { name: 'Sell' })
const overflow = () => document.documentElement.style.overflow

test('opens at once, takes the focus, holds the page still, and gives both back', async () => {
  show()
  expect(screen.queryByRole('dialog')).toBeNull()
  sell().focus()
  await userEvent.keyboard('{Enter}')
  const dialog = screen.getByRole('dialog') as HTMLDialogElement
  expect(dialog.matches(':modal')).toBe(true)
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2 }))
  expect(overflow()).toBe('hidden')
  await panelAt('idle')
  for (let step = 0; step < 4; step += 1) {
    await userEvent.tab()
    expect(document.activeElement).not.toBe(sell())
  }
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(dialog.open).toBe(false))
  await waitFor(() => expect(document.activeElement).toBe(sell()))
  await waitFor(() => expect(overflow()).toBe(''))
  expect(told.mock.calls).toEqual([[false]])
})

test('opening it begins nothing; the click inside opens the provider’s window', async () => {
  const { bench } = show()
  fireEvent.click(sell())
  const dialog = await panelAt('idle')
  expect(bench.count('createOrder')).toBe(0)
  expect(opened).toHaveLength(0)
  fireEvent.click(within(dialog).getByRole('button', { name: en.panel.title }))
  expect(opened).toHaveLength(1)
  await panelAt('at_provider')
  expect(opened[0]?.openerThen).toBeNull()
  expect(bench.count('createOrder')).toBe(1)
})

test('hidden by a click beside it, its order goes on, and is there when it is opened again', async () => {
  const { bench } = show(
    { backend: { facts: storyFacts.order_ready }, resumed: false },
    { orderId: storyOrderId },
  )
  fireEvent.click(sell())
  const dialog = (await panelAt('order_ready')) as HTMLDialogElement
  await userEvent.click(dialog, { position: { x: 20, y: -6 }, force: true })
  await waitFor(() => expect(dialog.open).toBe(false))
  expect(bench.count('cancelOrder')).toBe(0)
  fireEvent.click(sell())
  await panelAt('order_ready')
  expect(dialog.open).toBe(true)
})

test('a sale that was open when the page was left asks to be opened again', async () => {
  show({ backend: { facts: storyFacts.broadcast } })
  await panelAt('broadcast')
  expect(told).toHaveBeenCalledWith(true)
  fireEvent.click(screen.getByRole('button', { name: en.panel.close }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('taken off the page while it is open, it gives focus and page back', async () => {
  const bench = saleBench()
  const page = (open: boolean) =>
    bench.wrapped(
      <>
        <button type="button">Sell</button>
        {open && <OfframpDialog {...benchSale} open onOpenChange={() => undefined} />}
      </>,
    )
  const { rerender } = render(page(false))
  sell().focus()
  rerender(page(true))
  await panelAt('idle')
  rerender(page(false))
  await waitFor(() => expect(document.activeElement).toBe(sell()))
  expect(overflow()).toBe('')
})
