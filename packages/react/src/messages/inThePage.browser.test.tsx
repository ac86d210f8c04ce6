import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { OfframpProvider } from '../config/OfframpProvider.tsx'
import { benchSale, panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { arabic } from './ar/source.ts'
import { english } from './english.ts'
import { messagesFor } from './messagesFor.ts'

const ar = await arabic.load()

afterEach(cleanup)

test('a sale in Arabic: its own parts read from right to left, and the page around stays as it was', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready }, config: { messages: arabic } })
  renderButton(bench)
  const dialog = await panelAt('order_ready')
  expect([dialog.lang, dialog.dir]).toEqual(['ar', 'rtl'])
  expect(getComputedStyle(dialog).direction).toBe('rtl')
  expect(document.documentElement.dir).toBe('')
  await userEvent.click(within(dialog).getByRole('button', { name: ar.review.review }))
  await within(dialog).findByRole('button', { name: ar.review.send('25 USDC') })
  // Names, addresses and codes alone are in Latin letters.
  expect(dialog.textContent).not.toMatch(/\b(the|you|your|send|review|amount|network fee)\b/i)
  const address = dialog.querySelector('[data-address]') as HTMLElement
  expect(getComputedStyle(address).direction).toBe('ltr')
})

test('the button speaks before anything is loaded', () => {
  const bench = saleBench({ config: { messages: arabic } })
  renderButton(bench)
  const button = screen.getByRole('button', { name: arabic.button.cashOut })
  expect([button.lang, button.dir]).toEqual(['ar', 'rtl'])
})

test('the page changes its language while a sale is open: words change, the sale does not', async () => {
  const bench = saleBench({ backend: { facts: storyFacts.order_ready } })
  const page = (tag: string) =>
    bench.wrapped(
      <OfframpProvider config={bench.config} messages={messagesFor(tag)}>
        <OfframpButton {...benchSale} />
      </OfframpProvider>,
    )
  const { rerender } = render(page('en'))
  const dialog = await panelAt('order_ready')
  const asked = bench.count('createOrder') + bench.count('createSession')
  rerender(page('ar'))
  await waitFor(() => expect(dialog.lang).toBe('ar'))
  expect(await panelAt('order_ready')).toBe(dialog)
  expect(dialog.textContent).toContain(ar.panel.title)
  rerender(page('es-MX'))
  await waitFor(() => expect(dialog.lang).toBe('es-MX'))
  expect(dialog.dir).toBe('ltr')
  expect(bench.count('createOrder') + bench.count('createSession')).toBe(asked)
})

test('what an app writes into the button is not called a text of the kit', () => {
  renderButton(saleBench({ config: { messages: arabic } }), { children: 'Sell' })
  const button = screen.getByRole('button', { name: 'Sell' })
  expect([button.lang, button.dir]).toEqual(['', ''])
  expect(english.button.locale).toBe('en')
})
