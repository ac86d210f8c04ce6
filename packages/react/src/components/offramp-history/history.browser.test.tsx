import { OfframpError } from '@offrampkit/core'
import type { StageName } from '@offrampkit/core/order'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { en } from '../../messages/en.ts'
import { english } from '../../messages/english.ts'
import { fakeWindows, saleBench } from '../../testing/saleBench.tsx'
import { type StoryFacts, storyFacts } from '../../testing/storyFacts.ts'
import { listedId, withOrders, withoutList } from '../../testing/storyOrders.ts'
import type { OfframpHistoryProps } from './historyProps.ts'
import { OfframpHistory } from './OfframpHistory.tsx'

beforeEach(() => void fakeWindows())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const { history, receipt } = en

function show(
  facts: readonly StoryFacts[],
  props: OfframpHistoryProps = {},
  page: Parameters<typeof withOrders>[2] = {},
) {
  const bench = saleBench({ queries: { queries: { retry: false } } })
  withOrders(bench.backend, facts, page)
  const view = render(<StrictMode>{bench.wrapped(<OfframpHistory {...props} />)}</StrictMode>)
  return { bench, ...view, root: () => view.container.querySelector('.ofk-history') as HTMLElement }
}
const rows = () =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('li.ofk-entry')]
    if (found.length === 0) throw new Error('no row yet')
    return found
  })
const head = async (index = 0) => (await rows())[index]?.querySelector('.ofk-entry-head') as HTMLElement

describe('words', () => {
  const stages = Object.keys(storyFacts) as Exclude<StageName, 'idle'>[]
  test('every stage has its own, and only what is paid is called paid', async () => {
    show(
      stages.map((stage) => storyFacts[stage]),
      {},
      { pageSize: 50 },
    )
    await waitFor(async () => expect(await rows()).toHaveLength(stages.length))
    for (const [index, row] of (await rows()).entries()) {
      const stage = stages[index]
      const name = row.dataset.stage as StageName
      // An attempt that another device armed long ago was given up or fired.
      if (stage !== 'armed') expect(name).toBe(stage)
      expect(row.textContent).toContain('25 USDC')
      expect(row.querySelector('.ofk-entry-state')?.textContent?.length).toBeGreaterThan(5)
      expect(row.querySelector('.ofk-emblem')).not.toBeNull()
      expect(/paid/i.test(row.textContent ?? '')).toBe(stage === 'paid')
    }
  })

  test('what is sent by hand and ran out is never called unsent', async () => {
    show([storyFacts.ended_by_hand])
    const [row] = await rows()
    expect(row?.dataset.stage).toBe('ended_by_hand')
    expect(row?.textContent).not.toMatch(/before anything was sent/)
  })

  test('without the server’s copy of attempts nothing is called unsent that may have been sent', async () => {
    const bench = saleBench({ backend: { withoutDeposits: true } })
    withOrders(bench.backend, [storyFacts.expired_unsent, storyFacts.order_ready])
    render(bench.wrapped(<OfframpHistory />))
    const found = await rows()
    expect(found.map((row) => row.dataset.stage)).toEqual(['expired_unknown', 'outcome_unknown'])
  })
})

describe('states', () => {
  test('skeleton rows are there from the first paint, and as high as those that come', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { root } = show([storyFacts.paid], {}, { held })
    expect(root().dataset.state).toBe('loading')
    expect(root().getAttribute('aria-busy')).toBe('true')
    const bone = root().querySelector('.ofk-entry')?.getBoundingClientRect()
    await screen.findByText(history.loading)
    expect(root().querySelector('.ofk-entry')?.getBoundingClientRect().top).toBe(bone?.top)
    await act(async () => release())
    await rows()
    const row = root().querySelector('.ofk-entry')?.getBoundingClientRect()
    expect([row?.top, row?.height]).toEqual([bone?.top, bone?.height])
    expect(root().getAttribute('aria-busy')).toBe('false')
  })

  test('nobody’s first time is an error', async () => {
    const { root } = show([])
    await screen.findByText(history.empty.title)
    expect(root().dataset.state).toBe('empty')
    cleanup()
    show([], { empty: <p>Nothing here.</p> })
    await screen.findByText('Nothing here.')
  })

  test('a failure says what it is and can be tried again', async () => {
    const bench = saleBench({ queries: { queries: { retry: false } } })
    withoutList(bench.backend)
    render(bench.wrapped(<OfframpHistory />))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain(en.errors.forbidden.title)
    expect(screen.getByRole('button', { name: en.actions.tryAgain })).toBeDefined()
  })

  test('a backend without a list says so', async () => {
    const bench = saleBench()
    render(bench.wrapped(<OfframpHistory />))
    expect((await screen.findByRole('alert')).textContent).toContain(en.errors.unsupported_operation.title)
  })

  test('is tried again by a click; and whoever is signed out by then sees nothing from memory', async () => {
    let answer: 'list' | 'fail' | 'out' = 'fail'
    const bench = saleBench({ queries: { queries: { retry: false } } })
    withOrders(bench.backend, [storyFacts.paid])
    const { listOrders } = bench.backend
    bench.backend.listOrders = async (parameters) => {
      if (answer === 'fail') throw new OfframpError({ code: 'store_failed', message: 'Not now.' })
      if (answer === 'out') throw new OfframpError({ code: 'unauthenticated', message: 'Signed out.' })
      return (await listOrders?.(parameters)) as never
    }
    render(bench.wrapped(<OfframpHistory />))
    const again = await screen.findByRole('button', { name: en.actions.tryAgain }, { timeout: 10_000 })
    answer = 'list'
    fireEvent.click(again)
    await rows()
    answer = 'out'
    await act(() => bench.queries.invalidateQueries({ queryKey: ['offrampHistory'] }))
    expect((await screen.findByRole('alert')).textContent).toContain(en.errors.unauthenticated.title)
    expect(screen.queryByText(/25 USDC/)).toBeNull()
  })

  test('offline it says so, and keeps what is known', async () => {
    show([storyFacts.paid])
    await rows()
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    act(() => void window.dispatchEvent(new Event('offline')))
    await screen.findByText(`${en.offline.title}.`)
    expect(await rows()).toHaveLength(1)
  })

  test('earlier ones come a page at a time', async () => {
    show([storyFacts.paid, storyFacts.credited, storyFacts.broadcast], {}, { pageSize: 2 })
    expect(await rows()).toHaveLength(2)
    fireEvent.click(screen.getByRole('button', { name: history.more }))
    await waitFor(async () => expect(await rows()).toHaveLength(3))
    expect(screen.queryByRole('button', { name: history.more })).toBeNull()
  })
})

describe('one order', () => {
  test('opens by the keyboard into its steps and numbers, and reads the order closely', async () => {
    const { bench } = show([storyFacts.credited])
    const button = await head()
    expect(button.getAttribute('aria-expanded')).toBe('false')
    button.focus()
    await userEvent.keyboard('{Enter}')
    expect(button.getAttribute('aria-expanded')).toBe('true')
    const detail = document.getElementById(button.getAttribute('aria-controls') ?? '') as HTMLElement
    expect(within(detail).getByRole('list', { name: en.panel.progress })).toBeDefined()
    expect(detail.textContent).toContain(listedId(0))
    expect(detail.textContent).toContain(en.panel.providerNumber('Coinbase'))
    expect(within(detail).queryByRole('button', { name: /resume/i })).toBeNull()
    expect(bench.prompts()).toBe(0)
    await userEvent.keyboard('{Enter}')
    expect(detail.hidden).toBe(true)
    expect(document.activeElement).toBe(button)
  })

  test('that waits is gone on with in a dialog, and nothing is sent or opened by that', async () => {
    const { bench } = show([storyFacts.paid, storyFacts.order_ready])
    fireEvent.click(await head(1))
    const resume = await screen.findByRole('button', { name: /resume/i })
    resume.focus()
    fireEvent.click(resume)
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(dialog.dataset.screen).toBe('order_ready'))
    expect(bench.storage.getItem('offrampkit.order.coinbase')).toBe(`${listedId(1)}+`)
    expect(window.open).not.toHaveBeenCalled()
    expect(bench.prompts() + bench.count('createOrder')).toBe(0)
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(resume))
  })

  test('is handed to the app where it goes on by itself', async () => {
    const onResume = vi.fn()
    show([storyFacts.at_provider], { onResume })
    fireEvent.click(await head())
    fireEvent.click(await screen.findByRole('button', { name: /resume/i }))
    expect(onResume).toHaveBeenCalledOnce()
    expect(onResume.mock.calls[0]?.[0].order.orderId).toBe(listedId(0))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('shows its receipt, which is called one only when it is paid', async () => {
    show([storyFacts.paid, storyFacts.broadcast])
    fireEvent.click(await head(0))
    fireEvent.click(await screen.findByRole('button', { name: receipt.title }))
    expect(await screen.findByRole('heading', { level: 3, name: receipt.title })).toBeDefined()
    await userEvent.keyboard('{Escape}')
    fireEvent.click(await head(0))
    fireEvent.click(await head(1))
    expect(await screen.findByRole('button', { name: receipt.notPaidTitle })).toBeDefined()
    expect(screen.queryByRole('button', { name: receipt.title })).toBeNull()
  })
})

describe('drawing', () => {
  test.each(['ltr', 'rtl'] as const)('fits 280 pixels, %s', async (dir) => {
    const messages = { ...english, load: async () => ({ ...(await english.load()), dir }) }
    const bench = saleBench({ config: { messages } })
    withOrders(bench.backend, [storyFacts.expired_unknown, storyFacts.paid])
    const { container } = render(<div style={{ inlineSize: 280 }}>{bench.wrapped(<OfframpHistory />)}</div>)
    fireEvent.click(await head(1))
    await screen.findByText(listedId(1))
    const box = container.querySelector('.ofk-history') as HTMLElement
    expect(box.getBoundingClientRect().width).toBe(280)
    expect(box.scrollWidth).toBe(280)
    const emblem = box.querySelector('.ofk-emblem')?.getBoundingClientRect()
    const words = box.querySelector('.ofk-entry-main')?.getBoundingClientRect()
    expect((emblem?.left ?? 0) < (words?.left ?? 0)).toBe(dir === 'ltr')
    const begins = dir === 'ltr' ? 'left' : 'right'
    const amount = box.querySelector('.ofk-entry-amount')?.getBoundingClientRect()
    expect(amount?.[begins], 'the amount begins where the line does').toBe(words?.[begins])
    expect(amount?.width).toBeLessThan(words?.width ?? 0)
  })

  test('the element and each row can be the app’s own', async () => {
    show([storyFacts.paid], {
      className: 'mine',
      render: ({ children, ...props }) => <div {...props}>{children}</div>,
      row: ({ order, stage }) => <b>{`${order.request.amount} ${stage.name}`}</b>,
    })
    await screen.findByText('25 paid')
    expect(document.querySelector('div.ofk-history.mine')?.getAttribute('data-state')).toBe('listed')
  })
})
