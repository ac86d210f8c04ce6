import { OfframpError } from '@offrampkit/core'
import type { AttemptPhase } from '@offrampkit/core/order'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { en } from '../../messages/en.ts'
import { byHandBench } from '../../testing/byHandBench.ts'
import { panelAt, renderButton, saleBench } from '../../testing/saleBench.tsx'
import { byHandFacts } from '../../testing/storyByHand.ts'
import { storyFacts } from '../../testing/storyFacts.ts'
import { storyNow, storyOrderId } from '../../testing/storyWorld.ts'

const { byHand } = en
const account = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV'

let copied: string[]
beforeEach(() => {
  copied = []
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const sent = () => screen.getByRole('button', { name: byHand.sent })

describe('saying that it was sent', () => {
  test('tells the backend once, asks nothing twice, and claims nothing', async () => {
    const { bench, panel } = await byHandBench()
    const said = () => bench.calls.filter(({ parameters: p }) => (p as { declared?: boolean })?.declared)
    fireEvent.click(sent())
    fireEvent.click(sent())
    await panelAt('declared')
    expect(said()).toEqual([{ name: 'getOrder', parameters: { orderId: storyOrderId, declared: true } }])
    expect(screen.queryByRole('button', { name: byHand.sent })).toBeNull()
    expect(screen.queryByRole('link', { name: byHand.openInWallet })).toBeNull()
    expect(within(panel).getByText(en.money.maybe)).toBeDefined()
    expect(panel.textContent).not.toMatch(/arrived|received it|on its way to/i)
    expect(bench.prompts()).toBe(0)
  })

  test('folds away what was to be sent, and takes it away with its deadline', async () => {
    const { panel, time } = await byHandBench(
      { more: [{ type: 'declared', at: storyNow, source: 'browser' }] },
      'declared',
    )
    const details = panel.querySelector('details') as HTMLDetailsElement
    expect(details.open).toBe(false)
    expect(details.textContent).toContain(account)
    fireEvent.click(within(details).getByText(byHand.details))
    await waitFor(() => expect(details.open).toBe(true))
    fireEvent.click(within(details).getByText(byHand.copy.to))
    await within(details).findAllByText(byHand.copied.to)
    expect(copied).toEqual([account])
    time.now = storyNow + 27 * 60_000
    await waitFor(() => expect(panel.querySelector('details')).toBeNull())
    expect(panel.textContent).not.toContain(account)
  })

  test('that could not be noted says so, and can be said again', async () => {
    const { bench, panel } = await byHandBench()
    bench.backend.fail('getOrder', new OfframpError({ code: 'backend_unreachable', message: 'Gone.' }))
    fireEvent.click(sent())
    expect((await within(panel).findByRole('alert')).textContent).toBe(byHand.notTold)
    bench.backend.fail('getOrder', null)
    fireEvent.click(sent())
    await panelAt('declared')
  })

  test('a backend that answers and keeps no such word is not taken at it', async () => {
    const { bench, panel } = await byHandBench()
    const { getOrder } = bench.backend
    bench.backend.getOrder = ({ orderId }) => getOrder({ orderId })
    fireEvent.click(sent())
    expect((await within(panel).findByRole('alert')).textContent).toBe(byHand.notTold)
  })
})

test('nothing about money is kept in the browser', async () => {
  const { bench, panel } = await byHandBench({ memo: 'memo-7781' })
  for (const name of Object.values(byHand.copy)) fireEvent.click(within(panel).getByRole('button', { name }))
  await waitFor(() => expect(copied).toHaveLength(3))
  fireEvent.click(sent())
  await panelAt('declared')
  const kept = JSON.stringify([
    [...bench.storage.entries],
    { ...localStorage },
    { ...sessionStorage },
    document.cookie,
    await indexedDB.databases(),
    location.href,
  ])
  for (const word of [account, 'memo-7781', '"25"', 'declared']) expect(kept).not.toContain(word)
  expect([...bench.storage.entries.keys()]).toEqual(['offrampkit.order.coinbase'])
})

describe('an order that a wallet was asked for', () => {
  test.each<AttemptPhase>(['armed', 'prompting', 'hash', 'unknown'])(
    'shows no address to send to by hand while the try is %s',
    async (phase) => {
      const [attempt] = storyFacts.outcome_unknown.attempts
      if (!attempt) throw new Error('no attempt in the story')
      const facts = { ...byHandFacts(), attempts: [{ ...attempt, phase }] }
      renderButton(saleBench({ backend: { facts } }))
      const dialog = await screen.findByRole('dialog')
      await waitFor(() =>
        expect(dialog.dataset.screen).toMatch(/^(armed|prompting|broadcast|outcome_unknown)$/),
      )
      expect(dialog.textContent).not.toContain(account)
      expect(within(dialog).queryByText(byHand.copy.to)).toBeNull()
      expect(screen.queryByRole('button', { name: byHand.sent })).toBeNull()
    },
  )
})
