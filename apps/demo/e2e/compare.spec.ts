import { expect } from '@playwright/test'
import { openPartna } from './support/partna.ts'
import { test } from './support/test.ts'

test('prices of all providers, best first, and why one has none', async ({ dapp, sandbox }) => {
  await dapp.arrive()
  const { page } = dapp
  await expect(page.getByTestId('offers').getByRole('radio')).toHaveCount(2)
  await expect(page.locator('[data-testid^="offer-"]')).toContainText([/Coinbase\s*Best/, /Capa/])
  await expect(page.getByTestId('offer-coinbase').getByRole('radio')).toBeChecked()
  await expect(page.getByTestId('quote-receive')).toHaveText('$24.75')
  await page.getByText('No price from Partna').click()
  await expect(page.getByTestId('unavailable-partna')).toContainText('Partna')

  // A price that falls changes who is best; the choice follows, as long as nobody has chosen.
  await sandbox.post('/price', { factor: '0.9' })
  await page.getByLabel('You sell').fill('26')
  await expect(page.locator('[data-testid^="offer-"]')).toContainText([/Capa\s*Best/, /Coinbase/])
  await expect(page.getByTestId('offer-capa').getByRole('radio')).toBeChecked()
})

test('one that is down does not hold up the others', async ({ dapp, sandbox }) => {
  await dapp.arrive()
  await expect(dapp.page.getByTestId('offer-coinbase').getByRole('radio')).toBeChecked()
  await sandbox.post('/faults', { down: -1 })
  await dapp.page.getByLabel('You sell').fill('26')
  await expect(dapp.page.getByTestId('offer-capa').getByRole('radio')).toBeChecked()
  await dapp.page.getByText(/No price from Coinbase/).click()
  await expect(dapp.page.getByTestId('unavailable-coinbase')).toHaveAttribute(
    'data-code',
    'provider_unavailable',
  )
})

test('where nobody buys there is nothing to click, and coming back is as it was', async ({ dapp }) => {
  const { page } = dapp
  const failed: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 500) failed.push(`${response.status()} ${response.url()}`)
  })
  await dapp.arrive()
  await expect(page.getByTestId('subdivision')).toHaveValue('NY')
  await dapp.live('GH')
  await expect(page.getByTestId('offers')).toContainText('Nobody buys this from Ghana')
  await expect(dapp.button).toBeDisabled()
  await page.getByText(/No price from/).click()
  await expect(page.getByTestId('unavailable-coinbase')).toHaveText('Coinbase does not pay in Ghana.')

  await dapp.live('US')
  await expect(page.getByTestId('subdivision')).toHaveValue('NY')
  await expect(dapp.button).toBeEnabled()
  expect(failed, 'a country that somebody does not serve is no failure').toEqual([])
})

test('whom the user chooses is sold through, and another sale may be open beside it', async ({
  dapp,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  await dapp.live('KE')
  const partna = await openPartna(dapp)
  await dapp.shows('at_provider')
  await partna.page.close()
  await dapp.page.keyboard.press('Escape')

  // What is open is on show again after a reload, though the page begins with another country and another best price.
  await dapp.page.reload()
  await expect(dapp.button).toHaveText('Resume cash-out')
  await expect(dapp.page.getByTestId('offer-coinbase').getByRole('radio')).not.toBeChecked()

  await dapp.page.getByTestId('offer-coinbase').click()
  await expect(dapp.button).toHaveText('Cash out')
  await dapp.order()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await dapp.action('Done').click()
  await money.expectOne('USDC', 25_000_000n)
  expect(await sandbox.ramps()).toEqual([])

  await dapp.page.getByTestId('resume-partna').click()
  await expect(dapp.button).toHaveText('Resume cash-out')
  await dapp.button.click()
  await dapp.shows('at_provider')
  await expect(dapp.panel).toContainText('Partna')
})
