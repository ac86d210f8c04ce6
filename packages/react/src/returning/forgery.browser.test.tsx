import { OfframpError } from '@offrampkit/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  fakeWindows,
  nextTask,
  panelAt,
  renderButton,
  type SaleBench,
  saleBench,
} from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyOrderId } from '../testing/storyWorld.ts'

const before = window.location.href
beforeEach(() => void fakeWindows())
afterEach(() => {
  cleanup()
  window.history.replaceState(null, '', before)
  vi.restoreAllMocks()
})

const reads = new Set(['getOrder', 'getQuote'])
const deeds = ({ calls }: SaleBench) => calls.filter(({ name }) => !reads.has(name))
const stranger = 'zzzzzzzzzzzzzzzzzzzzzA'

describe('a word on the channel, from whoever is in this origin', () => {
  /** A page that waits for the user, and somebody who speaks to it. */
  async function setUp(facts: keyof typeof storyFacts = 'order_ready') {
    const bench = saleBench({ backend: { facts: storyFacts[facts] } })
    renderButton(bench)
    await panelAt(facts)
    const forger = new BroadcastChannel('offrampkit.return')
    /** Says something, and waits until a listener of the same page has heard it too. */
    const say = async (word: unknown) => {
      const witness = new BroadcastChannel('offrampkit.return')
      const heard = new Promise((resolve) => {
        witness.onmessage = resolve
      })
      forger.postMessage(word)
      await heard
      witness.close()
      await nextTask()
    }
    return { bench, say, forger }
  }

  test('leads to a read, and to nothing else', async () => {
    const { bench, say, forger } = await setUp()
    const asked = bench.count('getOrder')
    await say({ type: 'returned', orderId: storyOrderId })
    await waitFor(() => expect(bench.count('getOrder')).toBeGreaterThan(asked))
    forger.close()
    await panelAt('order_ready')
    expect(deeds(bench)).toEqual([])
    expect(bench.asked).toEqual([])
    expect(window.open).not.toHaveBeenCalled()
  })

  test('that claims a payment, an address or an amount changes nothing on the page', async () => {
    const { bench, say, forger } = await setUp()
    const shown = screen.getByRole('dialog').textContent
    await say({ type: 'returned', orderId: storyOrderId, status: 'paid', to: '0xdead', amount: '9999' })
    await waitFor(() => expect(bench.calls.at(-1)?.name).toBe('getOrder'))
    await nextTask()
    forger.close()
    expect(screen.getByRole('dialog').textContent).toBe(shown)
  })

  test.each([
    ['of another order', { type: 'returned', orderId: stranger }],
    ['of no order', { type: 'returned' }],
    ['of an unknown kind', { type: 'paid', orderId: storyOrderId }],
    ['with a number for an id', { type: 'returned', orderId: 7 }],
    ['that is text', 'returned'],
    ['that is nothing', null],
    ['that somebody heard', { type: 'heard', orderId: storyOrderId }],
  ])('%s asks nobody', async (_, word) => {
    const { bench, say, forger } = await setUp()
    const asked = bench.calls.length
    await say(word)
    forger.close()
    expect(bench.calls).toHaveLength(asked)
  })
})

describe('an address that somebody made up', () => {
  const arrive = (search: string) => window.history.replaceState({ app: 'state' }, '', `${search}#part`)

  test('is cleaned of the order alone: query, fragment and the app’s own state stay', async () => {
    arrive(`?offramp_order=${storyOrderId}&page=2`)
    const bench = saleBench({ backend: { facts: storyFacts.at_provider }, resumed: false })
    render(bench.wrapped(<p>The app</p>))
    await waitFor(() => expect(location.search).toBe('?page=2'))
    expect(location.hash).toBe('#part')
    expect(history.state).toEqual({ app: 'state' })
    expect(screen.getByText('The app')).toBeTruthy()
  })

  test('with an order of somebody else notes nothing, and shows the app', async () => {
    arrive(`?offramp_order=${stranger}`)
    const bench = saleBench({
      backend: { failing: { getOrder: new OfframpError({ code: 'not_found', message: 'None.' }) } },
    })
    renderButton(bench)
    await waitFor(() => expect(bench.count('getOrder')).toBe(1))
    await nextTask()
    expect(bench.storage.entries.size).toBe(0)
    expect(bench.calls).toEqual([{ name: 'getOrder', parameters: { orderId: stranger, returned: true } }])
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button').textContent).toBe('Cash out')
  })

  test('with the own order shows it here, and sends nothing', async () => {
    arrive(`?offramp_order=${storyOrderId}`)
    const bench = saleBench({ backend: { facts: storyFacts.order_ready }, resumed: false })
    renderButton(bench)
    await panelAt('order_ready')
    expect(deeds(bench)).toEqual([])
    expect(bench.asked).toEqual([])
    expect(location.search).toBe('')
  })
})
