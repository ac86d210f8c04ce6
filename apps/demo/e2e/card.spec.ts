import { expect } from '@playwright/test'
import { Hosted } from './support/hosted.ts'
import { test } from './support/test.ts'

test('a whole sale through the card: priced, reloaded half way, sent once', async ({
  demo,
  dapp,
  sandbox,
  money,
}) => {
  const { page } = dapp
  await sandbox.wallet({ answer: 'approve' })
  await page.goto(`${demo.url}/?card`)
  const card = page.getByRole('region', { name: 'Cash out' })
  const action = (name: string | RegExp) => card.getByRole('button', { name })
  await expect(action('Continue')).toBeDisabled()
  await page.getByTestId('connect-dev.offrampkit.sandbox').click()
  await page.getByTestId('sign-in').click()
  await expect(card.getByRole('radio')).toHaveCount(2)
  await expect(card).toContainText('$24.75')

  const opening = page.context().waitForEvent('page')
  await action('Continue with Coinbase').click()
  const hosted = new Hosted(await opening)
  await hosted.page.waitForURL(/\/v3\/sell\//)
  await expect(card).toHaveAttribute('data-screen', 'at_provider')
  await hosted.confirm()
  await expect(card).toHaveAttribute('data-screen', 'order_ready')

  await page.reload()
  await expect(card).toHaveAttribute('data-screen', 'order_ready')
  await money.expectNone()
  await action('Review deposit').click()
  await action('Send 25 USDC').click()
  await expect(card).toHaveAttribute('data-screen', 'paid')
  await money.expectOne('USDC', 25_000_000n)

  // What was sent is not offered a second time.
  await action('Done').click()
  await expect(card.getByRole('textbox')).toHaveValue('')
  await expect(action('Continue')).toBeDisabled()
})
