import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { type CardMarket, withMarket } from '../testing/cardMarket.ts'
import { nextTask, type SaleBench, type SaleBenchOptions, saleBench } from '../testing/saleBench.tsx'
import { steeredClock } from '../testing/steeredClock.ts'
import { storyNow } from '../testing/storyWorld.ts'
import { type UseOfframpCardParameters, useOfframpCard } from './useOfframpCard.ts'

afterEach(cleanup)

const providers = ['coinbase', 'partna', 'capa']
const initial = { asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY' } as const

function show(
  change: Partial<UseOfframpCardParameters> = {},
  market: Partial<CardMarket> = {},
  options: SaleBenchOptions = {},
) {
  const clock = steeredClock()
  const bench: SaleBench = saleBench({
    queries: { queries: { retry: false } },
    ...options,
    config: { ports: { clock } },
  })
  const dealers = withMarket(bench.backend, market)
  const parameters = { providers, initial, refreshMs: 3_600_000, ...change }
  const view = renderHook(() => useOfframpCard(parameters), {
    wrapper: ({ children }: { children: ReactNode }) => bench.wrapped(children),
  })
  const card = () => view.result.current
  const onOffer = () => waitFor(() => expect(card().choices.assets.length).toBeGreaterThan(0))
  /** Types, and waits until what was typed has stood still. */
  async function type(text: string) {
    await onOffer()
    act(() => card().type(text))
    clock.pass(400)
  }
  const priced = () => waitFor(() => expect(card().quote).not.toBeNull())
  return { bench, clock, market: dealers, card, type, priced, onOffer }
}

describe('an amount of the asset', () => {
  test('is sold as it is typed, at the best price, once that is there', async () => {
    const { card, type, priced, market } = show()
    expect(card().missing).toContain('amount')
    expect(card().saleParameters).toBeNull()
    await type('25,5')
    await priced()
    expect(card().prices.quotes.map(({ provider }) => provider)).toEqual(['coinbase', 'capa', 'partna'])
    expect(card().saleParameters).toEqual({
      provider: 'coinbase',
      asset: 'USDC',
      network: 'eip155:8453',
      amount: '25.5',
      cashoutCurrency: 'USD',
      country: 'US',
      subdivision: 'NY',
      method: 'ACH_BANK_ACCOUNT',
    })
    expect(market.asked.map(({ amount }) => amount)).toEqual(['25.5'])
  })

  test('is not priced while it is being typed, and the last price is then no price to sell at', async () => {
    const { card, type, priced, market, clock } = show()
    await type('25')
    await priced()
    for (const text of ['3', '30', '300']) {
      act(() => card().type(text))
      clock.pass(100)
    }
    expect(card().prices.quotes[0]?.sell.amount).toBe('25')
    expect(card().prices.fresh).toBe(false)
    expect(card().quote).toBeNull()
    expect(card().missing).toEqual(['price'])
    expect(card().saleParameters).toBeNull()
    clock.pass(400)
    await priced()
    expect(card().saleParameters?.amount).toBe('300')
    expect(market.asked.map(({ amount }) => amount)).toEqual(['25', '300'])
  })

  test('that can be read in two ways is asked about, and nothing is priced before', async () => {
    const { card, type, market } = show()
    await type('1.000')
    expect(card().problem).toEqual({ code: 'ambiguous', readings: ['1', '1000'] })
    expect(card().sold).toBeNull()
    await nextTask()
    expect(market.asked).toEqual([])
    act(() => card().setAmount('100'))
    expect(card().choice.amount).toBe('100')
    await type('12.345')
    act(() => card().setAmount('12.345'))
    // The very text that was asked about: the answer holds.
    expect(card().problem).toBeNull()
    await waitFor(() => expect(card().sold).toBe('12.345'))
  })

  test.each([
    ['0', { code: 'zero' }],
    ['abc', { code: 'unreadable' }],
    ['1.0000001', { code: 'too_precise', digits: 6 }],
    ['311', { code: 'not_enough', max: '310.5', symbol: 'USDC' }],
  ])('%s is told before anything is opened', async (text, problem) => {
    const { card, type } = show()
    await type(text)
    await waitFor(() => expect(card().problem).toEqual(problem))
    expect(card().saleParameters).toBeNull()
  })

  test('is all that the account holds by “max”, to the last digit', async () => {
    const { card, priced, clock, onOffer } = show({}, {}, { tokens: 310_512_345n })
    await onOffer()
    await waitFor(() => expect(card().max).toBe('310.512345'))
    act(() => card().sellMax())
    clock.pass(400)
    await priced()
    expect(card().saleParameters?.amount).toBe('310.512345')
  })
})

describe('a sum of money', () => {
  test('leads to an amount that is priced itself, cut to the asset’s digits, and stays while prices move', async () => {
    const { card, type, priced, market, bench } = show({ initial: { ...initial, unit: 'cash' } })
    await type('50')
    await waitFor(() => expect(card().sold).not.toBeNull())
    await priced()
    // 100 pays 99.63; 50 / 99.63 of it pays 49.81; corrected by its own quote.
    expect(market.asked.map(({ amount }) => amount)).toEqual(['100', '50.185687', '50.37712'])
    expect(card().sold).toBe('50.37712')
    expect(card().quote).toMatchObject({ sell: { amount: '50.37712' }, receive: { amount: '50' } })
    expect(card().about).toBe(false)
    expect(card().saleParameters?.amount).toBe('50.37712')

    const coinbase = market.dealers.coinbase
    if (coinbase) coinbase.cents = 90n
    await act(() => bench.queries.invalidateQueries({ queryKey: ['sellQuotes'] }))
    await waitFor(() => expect(card().prices.quotes[0]?.provider).toBe('partna'))
    expect(card().sold).toBe('50.37712')
    expect(card().saleParameters).toMatchObject({ amount: '50.37712', provider: 'partna' })
  })

  test('shows nobody the price of another amount', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { card, type, priced, market } = show({ initial: { ...initial, unit: 'cash' } })
    await type('50')
    market.held = held
    await waitFor(() => expect(market.asked.length).toBeGreaterThan(1))
    for (const quote of card().prices.quotes) expect(quote.sell.amount).not.toBe('100')
    expect(card().quote).toBeNull()
    expect(card().about).toBe(true)
    expect(card().saleParameters).toBeNull()
    market.held = null
    release()
    await priced()
    expect(card().quote?.sell.amount).toBe(card().sold)
  })

  test('in place of the asset, and back, changes nothing of what is sold', async () => {
    const { card, type, priced, clock } = show()
    await type('25')
    await priced()
    act(() => card().setUnit('cash'))
    clock.pass(400)
    await priced()
    expect(card().choice.amount).toBe('24.63')
    expect(card().sold).toBe('25')
    expect(card().saleParameters?.amount).toBe('25')
    act(() => card().setUnit('asset'))
    clock.pass(400)
    await priced()
    expect(card().choice.amount).toBe('25')
    expect(card().saleParameters?.amount).toBe('25')
  })

  test.each([
    ['9', 'below_limit', '10'],
    ['25001', 'above_limit', '25000'],
  ])('%s outside of the limits that the provider tells asks nobody', async (sum, code, limit) => {
    const { card, type, market } = show({ providers: ['coinbase'], initial: { ...initial, unit: 'cash' } })
    await type(sum)
    await nextTask()
    expect(card().problem).toEqual({ code, limit: { amount: limit, currency: 'USD' }, provider: 'coinbase' })
    expect(market.asked).toEqual([])
    expect(card().saleParameters).toBeNull()
  })
})

describe('who buys', () => {
  test('is the best, until the user chooses; then it stays while prices and amounts change', async () => {
    const { card, type, priced, market } = show()
    await type('25')
    await priced()
    expect(card().provider).toBe('coinbase')
    act(() => card().chooseProvider('partna'))
    expect(card().saleParameters?.provider).toBe('partna')
    const { capa } = market.dealers
    if (capa) capa.cents = 120n
    await type('26')
    await priced()
    expect(card().prices.quotes[0]?.provider).toBe('capa')
    expect(card().saleParameters).toMatchObject({ provider: 'partna', amount: '26' })
    act(() => card().chooseProvider(null))
    expect(card().saleParameters?.provider).toBe('capa')
  })

  test('is never changed for the user: the one that they chose and that went away is said to be gone', async () => {
    const { card, type, priced, market } = show()
    await type('25')
    await priced()
    act(() => card().chooseProvider('partna'))
    const { partna } = market.dealers
    if (partna) partna.down = 'provider_unavailable'
    await type('26')
    await waitFor(() => expect(card().problem).toMatchObject({ code: 'unavailable', provider: 'partna' }))
    expect(card().provider).toBe('partna')
    expect(card().saleParameters).toBeNull()
    // Another country is another comparison.
    act(() => card().choose({ country: 'MX' }))
    expect(card().providerChosen).toBe(false)
  })

  test.each([[['coinbase']], [['coinbase', 'partna']]])(
    'is nobody outside of all limits: %s',
    async (some) => {
      const { card, type, market } = show({ providers: some })
      for (const dealer of Object.values(market.dealers)) dealer.down = 'amount_out_of_limits'
      await type('1')
      await waitFor(() => expect(card().problem).toEqual({ code: 'out_of_limits' }))
      expect(card().prices.state).toBe('nobody')
      expect(card().saleParameters).toBeNull()
    },
  )

  test('is nobody while all are down, and who can is asked again', async () => {
    const { card, type, priced, market } = show()
    for (const dealer of Object.values(market.dealers)) dealer.down = 'provider_unavailable'
    await type('25')
    await waitFor(() => expect(card().prices.state).toBe('nobody'))
    expect(card().problem).toBeNull()
    expect(card().missing).toEqual(['price'])
    for (const dealer of Object.values(market.dealers)) delete dealer.down
    act(() => card().prices.retry())
    await priced()
    expect(card().saleParameters?.provider).toBe('coinbase')
  })

  test('is nobody without a wallet, or signed out', async () => {
    const none = show({ enabled: false }, {}, { wallet: { absent: true } })
    await none.type('25')
    await nextTask()
    expect(none.card().missing).toEqual(['wallet', 'sign_in', 'price'])
    expect(none.market.asked).toEqual([])
  })
})

describe('a price', () => {
  test('is none after its time, and is asked for again then', async () => {
    const { card, type, priced, market, clock } = show({ providers: ['partna', 'capa'] })
    await type('25')
    await priced()
    act(() => card().chooseProvider('partna'))
    expect(card().quote?.expiresAt).toBe(storyNow + 9 * 60_000)
    clock.pass(59_000)
    expect(card().saleParameters).not.toBeNull()
    const before = market.asked.length
    market.held = new Promise(() => undefined)
    clock.pass(2_000)
    expect(card().quote).toBeNull()
    expect(card().saleParameters).toBeNull()
    await waitFor(() => expect(market.asked.length).toBe(before + 1))
  })

  test('about another amount is no price of this one, whoever gives it', async () => {
    const { card, type, market, bench } = show({ providers: ['coinbase'] })
    const { getQuote } = bench.backend
    bench.backend.getQuote = (request) => getQuote({ ...request, amount: '25' })
    await type('26')
    await waitFor(() =>
      expect(card().problem).toMatchObject({ code: 'unread', error: { code: 'backend_unreadable' } }),
    )
    expect(market.asked).toHaveLength(1)
    expect(card().prices.quotes).toEqual([])
    expect(card().saleParameters).toBeNull()
  })
})
