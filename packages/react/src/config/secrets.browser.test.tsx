import { cleanup, fireEvent, renderHook, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useOfframpSession } from '../hooks/useOfframpSession.ts'
import { databases, kept, realBench } from '../testing/kept.ts'
import { benchSale, fakeWindows, panelAt, renderButton } from '../testing/saleBench.tsx'
import { storyOrderId, storySender } from '../testing/storyWorld.ts'

const consoles = ['log', 'info', 'warn', 'error', 'debug'] as const
const said: unknown[][] = []

beforeEach(() => {
  said.length = 0
  for (const name of consoles)
    vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(words))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  localStorage.clear()
  sessionStorage.clear()
})

describe('the session’s token', () => {
  test('of the button’s sale is nowhere but in the provider’s window', async () => {
    const { opened } = fakeWindows()
    const bench = realBench()
    renderButton(bench)
    fireEvent.click(screen.getByRole('button', { name: /cash out/i }))
    await panelAt('at_provider')
    expect(opened[0]?.replace.mock.calls[0]?.[0]).toContain('sessionToken=story-token')
    const text = await kept(bench, said)
    // The look finds what is kept on purpose, so it would find the token.
    expect(text).toContain(storyOrderId)
    expect(JSON.stringify(await databases())).toContain(storyOrderId)
    expect({ ...localStorage }).toMatchObject({ 'secrets.order.coinbase': `${storyOrderId}+` })
    expect(text).not.toContain('story-token')
    expect(text).not.toContain('sessionToken')
  })

  test('of the hook’s mutation is in no cache, also while its result is on show', async () => {
    const bench = realBench()
    const { result } = renderHook(() => useOfframpSession(), {
      wrapper: ({ children }) => bench.wrapped(children),
    })
    result.current.mutate({ ...benchSale, sender: storySender })
    await waitFor(() => expect(result.current.data?.step.kind).toBe('open'))
    expect(bench.queries.getMutationCache().getAll()).toHaveLength(1)
    expect(await kept(bench, said)).not.toContain('story-token')
    const step = result.current.data?.step
    expect(step?.kind === 'open' && step.takeUrl()).toContain('story-token')
    expect(step?.kind === 'open' && step.takeUrl()).toBeNull()
    expect(await kept(bench, said)).not.toContain('story-token')
  })

  test('and the account that sells are not in what is stored for later', async () => {
    fakeWindows()
    const bench = realBench()
    let stored = ''
    bench.backend.createOrder = async () => {
      stored = JSON.stringify({ ...localStorage })
      throw new TypeError('Failed to fetch')
    }
    renderButton(bench)
    fireEvent.click(screen.getByRole('button', { name: /cash out/i }))
    await panelAt('stopped')
    expect(stored).toContain('secrets.request')
    expect(stored.toLowerCase()).not.toContain(storySender.slice(2).toLowerCase())
  })
})
