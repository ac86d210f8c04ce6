import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { useOfframpCard } from '../../hooks/useOfframpCard.ts'
import { arabic } from '../../messages/ar/source.ts'
import { en } from '../../messages/en.ts'
import { type CardMarket, withMarket } from '../../testing/cardMarket.ts'
import { saleBench } from '../../testing/saleBench.tsx'
import { storyNow } from '../../testing/storyWorld.ts'
import { AmountInput } from './AmountInput.tsx'
import { PriceCountdown } from './PriceCountdown.tsx'
import { ProviderPicker } from './ProviderPicker.tsx'
import { AssetPicker, CountryPicker, CurrencyPicker, MethodPicker, SubdivisionPicker } from './pickers.tsx'
import { QuoteSummary } from './QuoteSummary.tsx'

afterEach(cleanup)

const initial = { asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY', amount: '25' } as const
const providers = ['coinbase', 'partna', 'capa']

/** An interface of an app's own, without our style sheet. */
function Own({ amount = '25', language }: { amount?: string; language?: 'ar' }) {
  const card = useOfframpCard({
    providers,
    initial: { ...initial, amount },
    pauseMs: 0,
    refreshMs: 3_600_000,
  })
  return (
    <div lang={language}>
      <AmountInput card={card} className={({ unit, problem }) => `in-${unit} ${problem ?? 'fine'}`} />
      <AssetPicker card={card} data-testid="asset" />
      <CountryPicker card={card} render={<li />} data-testid="country" />
      <SubdivisionPicker card={card} />
      <CurrencyPicker card={card} />
      <MethodPicker card={card} />
      <ProviderPicker card={card} data-testid="providers" />
      <QuoteSummary
        card={card}
        render={(props, { kind }) => <div {...props} data-testid="summary" title={String(kind)} />}
      />
      <PriceCountdown card={card} data-testid="countdown" />
      <output data-testid="sale">{JSON.stringify(card.saleParameters)}</output>
    </div>
  )
}

function show(props: Parameters<typeof Own>[0] = {}, change: Partial<CardMarket> = {}) {
  const bench = saleBench({
    queries: { queries: { retry: false } },
    ...(props.language === 'ar' ? { config: { messages: arabic } } : {}),
  })
  const market = withMarket(bench.backend, change)
  render(bench.wrapped(<Own {...props} />))
  return { bench, market }
}
const sale = () => JSON.parse(screen.getByTestId('sale').textContent ?? 'null')
const priced = async () => {
  await screen.findByRole('textbox')
  await waitFor(() => expect(sale()).not.toBeNull())
}

describe('the parts of a card', () => {
  test('have every word, name and role without our style sheet, and an app’s class, element and attributes', async () => {
    show()
    await priced()
    expect(screen.getByRole('textbox', { name: en.panel.youSell })).toBeTruthy()
    for (const name of [en.review.asset, en.card.country, en.card.region, en.receipt.method])
      expect(screen.getByRole('combobox', { name })).toBeTruthy()
    expect(screen.queryByRole('combobox', { name: en.card.currency })).toBeNull()
    expect(screen.getByRole('group', { name: en.card.compare })).toBeTruthy()
    expect(screen.getAllByRole('radio')).toHaveLength(3)
    expect(document.querySelector('.ofk-amount')?.className).toBe('ofk-amount in-asset fine')
    expect(screen.getByTestId('country').tagName).toBe('LI')
    expect(screen.getByTestId('summary').title).toBe('indicative')
    expect(screen.getByTestId('summary').dataset.kind).toBe('indicative')
    expect(screen.getByTestId('providers').dataset.state).toBe('priced')
  })

  test('say the limit and the reason of each who has no price', async () => {
    const { market } = show({ amount: '5' })
    const { partna } = market.dealers
    if (partna) partna.down = 'provider_unavailable'
    await priced()
    const rows = [...document.querySelectorAll<HTMLElement>('[data-unavailable]')]
    expect(rows.map((row) => [row.dataset.unavailable, row.textContent])).toEqual([
      ['amount_out_of_limits', `Coinbase${en.errors.amount_out_of_limits.title}`],
      ['provider_unavailable', `Partna${en.errors.provider_unavailable.title}`],
    ])
    expect(sale().provider).toBe('capa')
  })

  test('count a firm price down by the server’s clock, and say nothing of time where an estimate has none', async () => {
    show()
    await priced()
    expect(screen.queryByRole('timer')).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: /Partna/ }))
    const timer = await screen.findByRole('timer')
    // The story's clock stands 4:12 after the moment at which nine minutes began.
    expect(timer.textContent).toBe(en.card.holds('4:48'))
    expect(storyNow).toBeGreaterThan(0)
    expect(screen.getByTestId('countdown').dataset.state).toBe('holds')
    expect(screen.getByTestId('summary').textContent).toContain(en.review.atLeast)
    expect(sale().provider).toBe('partna')
  })

  test('name countries in the reader’s language, and write digits as the wallet does', async () => {
    show({ language: 'ar', amount: '25.5' })
    await priced()
    expect(screen.getByRole('option', { name: 'الولايات المتحدة' })).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toMatch(/^25[.,٫]5$/)
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '٣٠٫٥' } })
    await waitFor(() => expect(sale()?.amount).toBe('30.5'))
  })
})
