import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { english } from '../../messages/english.ts'
import { fakeWindows, nextTask, panelAt, renderButton, saleBench } from '../../testing/saleBench.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import { storyOrderId } from '../../testing/storyWorld.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const button = () => screen.getByRole('button', { hidden: true, name: /cash.out/i })
/** A page that paints nothing may never be called idle; then the button's own patience is over long before this one. */
const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 3_000 }))

describe('what a page without an order loads', () => {
  test('is nothing, however long it stands there', async () => {
    const bench = saleBench()
    renderButton(bench)
    await idle()
    await nextTask()
    await idle()
    expect(bench.loadTexts).not.toHaveBeenCalled()
    expect(bench.calls).toEqual([])
    expect(bench.asked).toEqual([])
  })

  test.each([
    ['the pointer comes near', () => fireEvent.pointerEnter(button())],
    ['the keyboard reaches it', () => button().focus()],
  ])('is the sale as soon as %s, once, and no order', async (_, come) => {
    const bench = saleBench()
    renderButton(bench)
    come()
    await waitFor(() => expect(bench.loadTexts).toHaveBeenCalled())
    fireEvent.pointerEnter(button())
    fireEvent.focus(button())
    await idle()
    expect(bench.loadTexts).toHaveBeenCalledTimes(1)
    expect(bench.count('createOrder')).toBe(0)
    expect(bench.count('createSession')).toBe(0)
    expect(bench.prompts()).toBe(0)
  })

  test('what did not load is said, and the next click tries again', async () => {
    const { opened } = fakeWindows()
    const bench = saleBench()
    bench.loadTexts.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
    renderButton(bench)
    fireEvent.click(button())
    const failed = await screen.findByRole('button', { name: english.button.failedToLoad })
    expect(opened[0]?.closed).toBe(true)
    fireEvent.click(failed)
    await panelAt('at_provider')
    expect(bench.count('createOrder')).toBe(1)
  })
})

describe('a page that knows of an order', () => {
  const resumed = (note: string) => {
    const bench = saleBench({ backend: { facts: storyFacts.order_ready }, resumed: false })
    bench.storage.setItem('offrampkit.order.coinbase', note)
    return bench
  }
  const reads = new Set(['getOrder', 'getQuote'])
  const deeds = (bench: ReturnType<typeof saleBench>) => bench.calls.filter(({ name }) => !reads.has(name))

  test('reads it when the page has time, and does nothing else', async () => {
    const { open } = fakeWindows()
    const bench = resumed(storyOrderId)
    renderButton(bench)
    expect(bench.calls).toEqual([])
    await waitFor(() => expect(button().dataset.stage).toBe('order_ready'))
    expect(bench.count('getOrder')).toBeGreaterThan(0)
    expect(deeds(bench)).toEqual([])
    expect(bench.asked).toEqual([])
    expect(open).not.toHaveBeenCalled()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(button().textContent).toBe(english.button.resume)
    expect(button().hasAttribute('data-resumes')).toBe(true)
  })

  test('shows it where it was shown, and still only reads', async () => {
    const { open } = fakeWindows()
    const bench = resumed(`${storyOrderId}+`)
    renderButton(bench)
    await panelAt('order_ready')
    expect(deeds(bench)).toEqual([])
    expect(bench.asked).toEqual([])
    expect(open).not.toHaveBeenCalled()
  })

  test('shows it at a click, and opens no window for it', async () => {
    const { open } = fakeWindows()
    const bench = resumed(storyOrderId)
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('order_ready')
    expect(open).not.toHaveBeenCalled()
    expect(deeds(bench)).toEqual([])
  })

  test.each(['', 'not an id', `${storyOrderId}x`, `https://evil.example/${storyOrderId}`])(
    'a note that reads "%s" is none',
    async (note) => {
      const bench = resumed(note)
      renderButton(bench)
      await idle()
      await nextTask()
      expect(button().textContent).toBe(english.button.cashOut)
      expect(bench.calls).toEqual([])
    },
  )
})
