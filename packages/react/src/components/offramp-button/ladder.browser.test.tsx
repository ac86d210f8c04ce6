import { OfframpError } from '@offrampkit/core'
import type { OfframpSession } from '@offrampkit/core/api'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { en } from '../../messages/en.ts'
import { fakeWindows, nextTask, panelAt, renderButton, saleBench } from '../../testing/saleBench.tsx'
import { storyOrderId } from '../../testing/storyWorld.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const url = 'https://pay.example/sell?sessionToken=story-token'
const button = () => screen.getByRole('button', { name: /cash out/i })
const titleOf = (panel: HTMLElement) => within(panel).getByRole('heading', { level: 3 }).textContent

describe('the click', () => {
  test.each([false, true])('opens before any microtask, also with the code there (%s)', async (loaded) => {
    const { open, opened } = fakeWindows()
    const bench = saleBench()
    renderButton(bench)
    if (loaded) {
      fireEvent.pointerEnter(button())
      await waitFor(() => expect(bench.loadTexts).toHaveBeenCalled())
      await nextTask()
    }
    let microtask = false
    queueMicrotask(() => {
      microtask = true
    })
    button().click()
    expect(open).toHaveBeenCalledTimes(1)
    expect(microtask).toBe(false)
    await panelAt('at_provider')
    expect(opened[0]?.replace).toHaveBeenCalledExactlyOnceWith(url)
    expect(opened[0]?.openerThen).toBeNull()
    expect(open).toHaveBeenCalledTimes(1)
  })

  test('a balance that is known not to suffice opens nothing, not even the first time', async () => {
    const { open } = fakeWindows()
    const bench = saleBench({ tokens: 1_000_000n })
    const request = vi.spyOn(bench.chain, 'request')
    renderButton(bench)
    fireEvent.pointerEnter(button())
    await waitFor(() => expect(request.mock.calls.some(([{ method }]) => method === 'eth_call')).toBe(true))
    await nextTask()
    fireEvent.click(button())
    const panel = await panelAt('stopped')
    expect(open).not.toHaveBeenCalled()
    expect(panel.textContent).toMatch(/not enough in this wallet/i)
    expect(bench.count('createOrder')).toBe(0)
  })

  test('a provider that fails closes the window, and the order stays', async () => {
    const { opened } = fakeWindows()
    const unreachable = new OfframpError({ code: 'backend_unreachable', message: 'Nobody is there.' })
    const bench = saleBench({ backend: { failing: { createSession: unreachable } } })
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('stopped')
    expect(opened[0]?.closed).toBe(true)
    expect(bench.storage.getItem('offrampkit.order.coinbase')).toMatch(/^[\w-]{22}\+$/)
  })
})

describe('the ladder', () => {
  test('the link hands its address out once: no page holds it afterwards', async () => {
    fakeWindows().open.mockReturnValue(null)
    const bench = saleBench()
    renderButton(bench, { openIn: 'tab' })
    fireEvent.click(button())
    const link = (await panelAt('link')).querySelector('a')
    expect(link?.href).toBe(url)
    expect(link?.rel).toMatch(/noopener/)
    expect(link?.rel).toMatch(/noreferrer/)
    link?.addEventListener('click', (event) => event.preventDefault())
    link?.click()
    await panelAt('at_provider')
    expect(document.documentElement.outerHTML).not.toContain('story-token')
  })

  test('a link after a form says nothing of a blocked window: none was tried', async () => {
    const form: OfframpSession = { kind: 'form', orderId: storyOrderId, title: 'Your bank', fields: [] }
    const next = { kind: 'open', orderId: storyOrderId, url, modes: ['tab'], expiresAt: null } as const
    const { open } = fakeWindows()
    renderButton(saleBench({ backend: { session: () => form, afterForm: () => next } }))
    fireEvent.click(button())
    const panel = await panelAt('form')
    fireEvent.click(within(panel).getByRole('button', { name: en.open.submit }))
    await panelAt('link')
    expect(open).toHaveBeenCalledTimes(1)
    expect(titleOf(panel)).toBe(en.open.continueWith('Coinbase'))
    expect(panel.textContent).not.toContain(en.open.linkTitle)
  })

  test('nor does one to a page that is only ever embedded', async () => {
    fakeWindows()
    const session = { kind: 'open', orderId: storyOrderId, url, modes: ['embed'], expiresAt: null } as const
    renderButton(saleBench({ backend: { session: () => session } }))
    fireEvent.click(button())
    expect(titleOf(await panelAt('link'))).toBe(en.open.continueWith('Coinbase'))
  })

  test('a browser whose window.open throws is no dead end', async () => {
    fakeWindows().open.mockImplementation(() => {
      throw new Error('not allowed in this frame')
    })
    const bench = saleBench()
    renderButton(bench, { openIn: 'popup' })
    fireEvent.click(button())
    expect(titleOf(await panelAt('link'))).toBe(en.open.linkTitle)
    expect(bench.count('createOrder')).toBe(1)
  })

  test('a window that the user closed meanwhile is not navigated, nor is this tab: a link', async () => {
    const { opened } = fakeWindows()
    const bench = saleBench({
      backend: {
        onCall(name) {
          if (name === 'createSession' && opened[0]) opened[0].closed = true
        },
      },
    })
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('link')
    expect(opened[0]?.replace).not.toHaveBeenCalled()
  })

  test('a window that is closed later can be opened again: the same order, a fresh session', async () => {
    const { open, opened } = fakeWindows()
    const bench = saleBench()
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('at_provider')
    if (opened[0]) opened[0].closed = true
    await screen.findByText(/window gone/i)
    screen.getByRole('button', { name: /open again/i }).click()
    expect(open).toHaveBeenCalledTimes(2)
    await waitFor(() => expect(opened[1]?.replace).toHaveBeenCalledExactlyOnceWith(url))
    expect(bench.count('createOrder')).toBe(1)
    expect(bench.count('createSession')).toBe(2)
  })

  test('a provider without a page of its own flashes no window the next time', async () => {
    const { open, opened } = fakeWindows()
    const bench = saleBench({
      backend: { session: (orderId) => ({ kind: 'form', orderId, title: 'Your bank', fields: [] }) },
    })
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('form')
    expect(opened[0]?.closed).toBe(true)
    cleanup()
    bench.storage.removeItem('offrampkit.order.coinbase')
    renderButton(bench)
    fireEvent.click(button())
    await panelAt('form')
    expect(open).toHaveBeenCalledTimes(1)
  })
})
