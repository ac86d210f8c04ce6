import { OfframpError } from '@offrampkit/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createFakeWindow } from '../../testing/fakeWindow.ts'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { createStoryParts, type StoryOptions } from '../../testing/storyParts.ts'
import type { OfframpButtonProps } from './buttonProps.ts'
import { OfframpButton } from './OfframpButton.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function mount(options: StoryOptions = {}, props: Partial<OfframpButtonProps> = {}) {
  const calls: [name: string, parameters: unknown][] = []
  const parts = createStoryParts({
    ...options,
    backend: {
      ...options.backend,
      onCall: async (name, parameters) => {
        calls.push([name, parameters])
        await options.backend?.onCall?.(name, parameters)
      },
    },
  })
  const opened = createFakeWindow()
  const open = vi.spyOn(window, 'open').mockReturnValue(opened as unknown as Window)
  render(
    <StrictMode>
      <StoryFrame parts={parts}>
        <OfframpButton
          provider="coinbase"
          asset="USDC"
          chainId={8453}
          amount="25"
          cashoutCurrency="USD"
          country="US"
          subdivision="NY"
          {...props}
        />
      </StoryFrame>
    </StrictMode>,
  )
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Cash out' })
  const named = (name: string) => calls.filter(([call]) => call === name)
  return { ...parts, button, calls, named, open, opened }
}

const patient = { timeout: 10_000 }
const shows = (name: RegExp | string) => screen.findByRole('heading', { name }, patient)

describe('the click', () => {
  test('opens a blank window before anything is awaited, and severs it before anybody is in it', async () => {
    const { button, open, opened, calls } = mount()
    button.click()
    expect(open).toHaveBeenCalledExactlyOnceWith('about:blank', '_blank', 'popup,width=460,height=720')
    expect(opened.opener).toBeNull()
    expect(opened.document.body.textContent).toMatch(/keep this window open/i)
    expect(calls).toEqual([])
    await waitFor(
      () => expect(opened.visited).toEqual(['https://pay.example/sell?sessionToken=story-token']),
      patient,
    )
  })

  test('opens a tab where a popup is refused', async () => {
    const { button, open, opened } = mount()
    open.mockReturnValueOnce(null)
    button.click()
    expect(open.mock.calls.map(([, , features]) => features)).toEqual(['popup,width=460,height=720', ''])
    await waitFor(() => expect(opened.visited).toHaveLength(1), patient)
  })

  test('shows a link where every window is refused and this tab must stay', async () => {
    const { button, open } = mount({}, { openIn: 'popup' })
    open.mockReturnValue(null)
    button.click()
    const link = await screen.findByRole('link', { name: 'Continue' }, patient)
    expect(link.getAttribute('href')).toContain('https://pay.example/sell')
    expect(link.getAttribute('rel')).toBe('noopener noreferrer')
  })

  test('twice, also in StrictMode, makes one order and keeps one window', async () => {
    const { button, named, open } = mount()
    const windows = [createFakeWindow(), createFakeWindow()]
    for (const one of windows) open.mockReturnValueOnce(one as unknown as Window)
    button.click()
    button.click()
    await waitFor(
      () => expect(windows.filter(({ visited }) => visited.length === 1)).toHaveLength(1),
      patient,
    )
    await waitFor(() => expect(windows.filter(({ closed }) => closed)).toHaveLength(1), patient)
    expect(named('createOrder')).toHaveLength(1)
    expect(named('createSession')).toHaveLength(1)
  })
})

describe('nothing is opened for a sale that cannot be paid', () => {
  test('the window is closed with a sentence, and the next click opens none', async () => {
    const { button, open, opened, named } = mount({ tokens: 4_000_000n })
    button.click()
    await shows('Not enough in this wallet')
    expect(opened.closed).toBe(true)
    expect(named('createOrder')).toEqual([])
    // The balance was read in the meantime, so that the next click knows.
    button.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    screen.getByRole('button', { name: 'Close' }).click()
    await waitFor(() => expect(screen.queryByRole('heading')).toBeNull(), patient)
    button.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    await waitFor(() => {
      open.mockClear()
      button.click()
      expect(open).not.toHaveBeenCalled()
    }, patient)
  })

  test('without a wallet it says so', async () => {
    const { button, opened } = mount({ wallet: { absent: true } })
    button.click()
    await shows('No wallet is connected')
    expect(opened.closed).toBe(true)
  })

  test('an asset that is not configured is refused, never guessed', async () => {
    const { button, named } = mount({}, { asset: 'DOGE' })
    button.click()
    await shows('This asset is not supported here')
    expect(named('createOrder')).toEqual([])
  })
})

describe('the request', () => {
  test('is stored before the call, and the same after a lost answer', async () => {
    const { button, backend, named, storage } = mount({
      backend: {
        failing: { createOrder: new OfframpError({ code: 'backend_unreachable', message: 'No answer.' }) },
      },
    })
    const stored = () => storage.entries.get('offrampkit.request')?.split(' ')[0]
    const write = vi.spyOn(storage, 'setItem')
    button.click()
    await shows('This app’s server does not answer')
    const [lost] = named('createOrder').map(([, asked]) => (asked as { requestId: string }).requestId)
    expect(write.mock.calls[0]?.[1]).toContain(lost)
    expect(stored()).toBe(lost)
    backend.fail('createOrder', null)
    screen.getByRole('button', { name: 'Try again' }).click()
    await waitFor(() => expect(named('createOrder')).toHaveLength(2), patient)
    expect(named('createOrder').map(([, asked]) => (asked as { requestId: string }).requestId)).toEqual([
      lost,
      lost,
    ])
    await waitFor(() => expect(stored()).toBeUndefined(), patient)
  })

  test('leaves its token in no cache, storage or page', async () => {
    const { button, opened, queries, storage } = mount()
    button.click()
    await waitFor(() => expect(opened.visited).toHaveLength(1), patient)
    const kept = JSON.stringify([
      queries
        .getQueryCache()
        .getAll()
        .map(({ queryKey, state }) => [queryKey, state.data]),
      queries
        .getMutationCache()
        .getAll()
        .map(({ state }) => [state.variables, state.data]),
      [...storage.entries],
      { ...localStorage },
      { ...sessionStorage },
    ])
    expect(kept).not.toContain('story-token')
    expect(document.documentElement.outerHTML).not.toContain('story-token')
  })
})
