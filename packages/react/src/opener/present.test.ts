import { describe, expect, test, vi } from 'vitest'
import { type SessionStep, toSessionStep } from '../order/sessionStep.ts'
import { present } from './present.ts'

const url = 'https://pay.example/sell?sessionToken=secret'
function step(modes: ('popup' | 'tab' | 'redirect' | 'embed')[]) {
  return toSessionStep({ kind: 'open', orderId: 'o', url, modes, expiresAt: null }) as Extract<
    SessionStep,
    { kind: 'open' }
  >
}
const windowOf = (closed = false) => ({ closed, navigate: vi.fn(), close: vi.fn() })
const parts = {
  openIn: 'auto' as const,
  capabilities: { returnsUser: true },
  remembers: true,
}
const all = ['popup', 'tab', 'redirect'] as const

describe('the ladder', () => {
  test('the window of the click is used while it is there', () => {
    const [opened, assign] = [windowOf(), vi.fn()]
    expect(present(step([...all]), { ...parts, opened, assign })).toBe('window')
    expect(opened.navigate).toHaveBeenCalledExactlyOnceWith(url)
    expect(assign).not.toHaveBeenCalled()
  })
  test('without one, this tab goes there and will be sent back', () => {
    const assign = vi.fn()
    expect(present(step([...all]), { ...parts, opened: null, assign })).toBe('redirect')
    expect(assign).toHaveBeenCalledExactlyOnceWith(url)
  })
  test.each([
    ['a provider that does not send the user back', { capabilities: { returnsUser: false } }],
    ['a browser that remembers nothing', { remembers: false }],
    ['an app that asked for a popup', { openIn: 'popup' as const }],
    ['a window that the user closed', { opened: windowOf(true) }],
  ])('%s never takes this tab away: a link', (_, more) => {
    const assign = vi.fn()
    expect(present(step([...all]), { ...parts, opened: null, assign, ...more })).toBe('link')
    expect(assign).not.toHaveBeenCalled()
  })
  test('a page that may only be embedded is never put into a window', () => {
    const opened = windowOf()
    expect(present(step(['embed']), { ...parts, opened, assign: vi.fn() })).toBe('link')
    expect(opened.navigate).not.toHaveBeenCalled()
    expect(opened.close).toHaveBeenCalled()
  })
})

test('a step hands its address out once, and no copy of it holds the token', () => {
  const held = step([...all])
  expect(JSON.stringify(held)).not.toContain('secret')
  expect(held.takeUrl()).toBe(url)
  expect(held.takeUrl()).toBeNull()
})
