import { expect, type Page } from '@playwright/test'
import { test } from './support/test.ts'

const language = (page: Page) => page.getByRole('combobox', { name: 'Language' })

test('a sale that changes to Arabic in its middle and back, and its receipt in the list', async ({
  dapp,
  page,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await page.keyboard.press('Escape')
  await language(page).selectOption('ar')
  const button = page.locator('.card__action .ofk-button')
  await expect(button).toHaveAttribute('dir', 'rtl')
  await button.click()
  await dapp.shows('order_ready')
  await expect(dapp.panel).toHaveAttribute('lang', 'ar')
  await expect(dapp.panel).toHaveAttribute('dir', 'rtl')
  await expect(dapp.action('Review deposit')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await language(page).selectOption('en')
  await button.click()
  await expect(dapp.panel).toHaveAttribute('lang', 'en')
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
  await dapp.action('Done').click()

  await page.getByText('Past orders').click()
  const list = page.locator('.ofk-history')
  const row = list.getByRole('button', { expanded: false })
  await expect(row).toContainText('25 USDC')
  await row.click()
  await list.getByRole('button', { name: 'Receipt' }).click()
  const receipt = page.getByRole('dialog')
  await expect(receipt).toContainText('$24.75')
  await page.keyboard.press('Escape')
  await language(page).selectOption('ar')
  await expect(list).toHaveAttribute('dir', 'rtl')
})

test('every preset can be chosen, and is there after a reload', async ({ dapp, page }) => {
  await dapp.arrive()
  const look = page.getByRole('combobox', { name: 'Look' })
  const accent = () => dapp.button.evaluate((element) => getComputedStyle(element).backgroundColor)
  const seen = [await accent()]
  for (const preset of ['neutral', 'rounded', 'midnight', 'terminal']) {
    await look.selectOption(preset)
    await expect(page.locator('html')).toHaveAttribute('data-ofk-preset', preset)
    seen.push(await accent())
  }
  expect(new Set(seen).size).toBeGreaterThan(3)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-ofk-preset', 'terminal')
})
