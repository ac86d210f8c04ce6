import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { en } from '../../messages/en.ts'
import { type CardMarket, withMarket } from '../../testing/cardMarket.ts'
import { fakeWindows, type SaleBenchOptions, saleBench } from '../../testing/saleBench.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import { storyOrderId } from '../../testing/storyWorld.ts'
import { OfframpCard, type OfframpCardProps } from './OfframpCard.tsx'

let opened: ReturnType<typeof fakeWindows>['opened']
beforeEach(() => {
  ;({ opened } = fakeWindows())
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const providers = ['coinbase', 'partna', 'capa']
const initial = { asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY' } as const

function show(
  options: SaleBenchOptions = {},
  props: Partial<OfframpCardProps> = {},
  change: Partial<CardMarket> = {},
) {
  const bench = saleBench({ queries: { queries: { retry: false } }, ...options })
  const market = withMarket(bench.backend, change)
  const all = { providers, initial, pauseMs: 0, refreshMs: 3_600_000, ...props }
  const view = render(<StrictMode>{bench.wrapped(<OfframpCard {...all} />)}</StrictMode>)
  return { bench, market, ...view }
}
const card = () => document.querySelector('.ofk-card') as HTMLElement
const box = () => screen.findByRole<HTMLInputElement>('textbox')
const go = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Continue/ })
const ready = () => waitFor(() => expect(go().disabled).toBe(false))
const at = (name: string) => waitFor(() => expect(card().dataset.screen).toBe(name))

describe('the way through the card', () => {
  test('by the keyboard alone: amount, pickers, another provider, on; one window and one order', async () => {
    const { bench } = show()
    const input = await box()
    input.focus()
    await userEvent.keyboard('25')
    await ready()
    const names: string[] = []
    for (let step = 0; step < 8; step += 1) {
      await userEvent.tab()
      const { activeElement } = document
      names.push(activeElement?.closest('label')?.textContent ?? activeElement?.tagName ?? '')
      if (activeElement instanceof HTMLInputElement && activeElement.type === 'radio') break
    }
    expect(names.slice(0, -1)).toEqual(['BUTTON', 'SELECT', 'SELECT', 'SELECT', 'SELECT'])
    expect(names.at(-1)).toContain('Coinbase')
    await userEvent.keyboard('{ArrowDown}')
    expect(go().textContent).toBe(en.open.continueWith('Capa'))
    await userEvent.keyboard('{ArrowUp}')
    await userEvent.tab()
    expect(document.activeElement).toBe(go())
    expect(opened).toHaveLength(0)
    await userEvent.keyboard('{Enter}')
    await at('at_provider')
    expect(opened).toHaveLength(1)
    expect(opened[0]?.openerThen).toBeNull()
    expect(
      bench.calls.filter(({ name }) => name === 'createOrder').map(({ parameters }) => parameters),
    ).toEqual([
      expect.objectContaining({
        provider: 'coinbase',
        request: expect.objectContaining({ amount: '25', asset: 'USDC', method: 'ACH_BANK_ACCOUNT' }),
      }),
    ])
    // The reader is taken along.
    expect(document.activeElement).toBe(within(card()).getByRole('heading', { level: 2 }))
    expect(bench.prompts()).toBe(0)
  })

  test('clicked twice is gone once', async () => {
    const { bench } = show({}, { initial: { ...initial, amount: '25' } })
    await box()
    await ready()
    const button = go()
    fireEvent.click(button)
    fireEvent.click(button)
    await at('at_provider')
    expect(opened).toHaveLength(1)
    expect(bench.count('createOrder')).toBe(1)
  })

  test('sells the amount that is shown, where a sum of money was typed', async () => {
    show({}, { initial: { ...initial, amount: '50', unit: 'cash' } })
    await box()
    await ready()
    const sold = card().querySelector('.ofk-amount-help')?.textContent
    expect(sold).toBe(en.card.youSell('50.37712 USDC'))
    expect(card().querySelector('.ofk-receive')?.textContent).toContain('$50.00')
  })

  test('asks which amount is meant, by two buttons', async () => {
    const { market } = show()
    fireEvent.change(await box(), { target: { value: '12.345' } })
    await screen.findByText(en.card.which)
    expect(go().disabled).toBe(true)
    expect(market.asked).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: '12.345 USDC' }))
    await ready()
    expect(market.asked.map(({ amount }) => amount)).toEqual(['12.345'])
  })
})

describe('an order under way', () => {
  test('is shown again after a reload, whoever buys, and nothing is begun', async () => {
    const { bench } = show({ backend: { facts: storyFacts.order_ready } })
    await at('order_ready')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(opened).toHaveLength(0)
    expect(bench.count('createOrder') + bench.count('createSession') + bench.prompts()).toBe(0)
  })

  test('that was hidden is one click away, and a new one with its provider shows it instead', async () => {
    const { bench } = show(
      { backend: { facts: storyFacts.broadcast }, resumed: false },
      { initial: { ...initial, amount: '25' } },
    )
    bench.storage.setItem('offrampkit.order.coinbase', storyOrderId)
    window.dispatchEvent(new Event('storage'))
    await box()
    await screen.findByRole('button', { name: /Resume/ })
    await ready()
    fireEvent.click(go())
    await at('broadcast')
    expect(opened).toHaveLength(0)
    expect(bench.count('createOrder')).toBe(0)
  })

  test('that has been paid gives way to an empty form: it is not offered a second time', async () => {
    show({ backend: { facts: storyFacts.paid } }, { initial: { ...initial, amount: '25' } })
    await at('paid')
    fireEvent.click(screen.getByRole('button', { name: en.actions.done }))
    await at('form')
    expect((await box()).value).toBe('')
    expect(go().disabled).toBe(true)
  })

  test('that is left begins no other one by itself', async () => {
    const { bench } = show({ backend: { facts: storyFacts.expired_unsent } })
    await at('expired_unsent')
    fireEvent.click(screen.getByRole('button', { name: en.actions.startAgain }))
    await at('form')
    expect(opened).toHaveLength(0)
    expect(bench.count('createOrder')).toBe(0)
  })
})

test('an app’s own class, element and attributes; and no style attribute anywhere', async () => {
  show(
    {},
    {
      initial: { ...initial, amount: '25' },
      className: ({ screen }) => `mine-${screen}`,
      render: <article />,
      id: 'sell',
    },
  )
  await box()
  await ready()
  expect(card().tagName).toBe('ARTICLE')
  expect(card().id).toBe('sell')
  expect(card().className).toBe('ofk-alone ofk-card mine-form')
  expect(document.querySelectorAll('.ofk-card [style]')).toHaveLength(0)
})
