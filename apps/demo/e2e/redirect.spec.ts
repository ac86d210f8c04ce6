import { expect, type Page } from '@playwright/test'
import { test } from './support/test.ts'

/** A browser that blocks every window. */
const blockWindows = (page: Page) =>
  page.addInitScript(() => {
    window.open = () => null
  })

test('where windows are blocked, the whole sale goes on in this tab', async ({ dapp, context, money }) => {
  await blockWindows(dapp.page)
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  expect(hosted.page, 'the provider is shown in the same tab').toBe(dapp.page)
  expect(context.pages()).toHaveLength(1)
  await hosted.confirm()

  await dapp.shows('order_ready')
  expect(new URL(dapp.page.url()).search, 'the address is clean again').toBe('')
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await expect(dapp.panel).toContainText('$24.75 paid out')
  await money.expectOne('USDC', 25_000_000n)
})

test('leaving the provider by the browser’s own back button loses nothing', async ({ dapp, money }) => {
  await blockWindows(dapp.page)
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  await hosted.signIn()
  await expect(hosted.at('preview-step')).toBeVisible()
  await dapp.page.goBack()
  await dapp.page.goBack()
  await dapp.shows(/^(preparing|at_provider)$/)
  await dapp.saysMoved('no')
  await dapp.action(/Open again|Continue: Coinbase/).click()
  await (await dapp.provider()).confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})

test('a window that is closed before the provider’s page is in it becomes a visible link', async ({
  dapp,
  sandbox,
  context,
  money,
}) => {
  await dapp.arrive()
  await sandbox.post('/faults', { slowMs: 1500 })
  const opening = context.waitForEvent('page')
  await dapp.button.click()
  await (await opening).close()
  await dapp.shows('link')
  await expect(dapp.panel).toContainText('Continue with Coinbase')
  await sandbox.post('/faults', { slowMs: 0 })

  const tab = context.waitForEvent('page')
  await dapp.panel.getByRole('link', { name: 'Continue' }).click()
  const hosted = await dapp.provider()
  expect(hosted.page).toBe(await tab)
  await hosted.confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})

test('where windows are blocked and nothing can be remembered, a link keeps this tab', async ({
  dapp,
  context,
  money,
}) => {
  await blockWindows(dapp.page)
  await dapp.page.addInitScript(() => {
    const refuse = Storage.prototype.setItem
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith('offrampkit')) throw new DOMException('full', 'QuotaExceededError')
      refuse.call(this, key, value)
    }
  })
  await dapp.arrive()
  await dapp.button.click()
  await dapp.shows('link')
  await expect(dapp.panel).toContainText('Your browser blocked the window')
  const tab = context.waitForEvent('page')
  await dapp.panel.getByRole('link', { name: 'Continue' }).click()
  await tab
  await (await dapp.provider()).confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})
