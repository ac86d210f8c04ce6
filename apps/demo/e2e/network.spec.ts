import { expect } from '@playwright/test'
import { test } from './support/test.ts'

const units = 25_000_000n

test('on the wrong network: told, switched, and sent on the right one', async ({ dapp, wallet, money }) => {
  await dapp.arrive()
  await dapp.choose('USDC on Sandbox Ethereum', '25')
  await dapp.order()
  await dapp.action('Review deposit').click()
  await dapp.refuses('wrong_network', 'Your wallet is on another network')
  await dapp.saysMoved('no')
  await expect(dapp.send).toHaveCount(0)
  expect(await wallet.timesAsked()).toBe(0)

  await dapp.action('Switch to Sandbox Ethereum').click()
  await expect(dapp.send).toBeEnabled()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units, { chainId: 31338 })
})

test('declining to switch leaves everything as it was', async ({ dapp, sandbox, money }) => {
  await dapp.arrive()
  await dapp.choose('USDC on Sandbox Ethereum', '25')
  await dapp.order()
  await dapp.action('Review deposit').click()
  await dapp.refuses('wrong_network', 'Your wallet is on another network')
  await sandbox.wallet({ answer: 'reject' })
  const change = dapp.action('Switch to Sandbox Ethereum')
  await change.click()
  await expect(dapp.panel.locator('[data-code="wallet_rejected"]')).toBeVisible()
  await expect(dapp.send).toHaveCount(0)
  await money.expectNone()

  await sandbox.wallet({ answer: 'approve' })
  await change.click()
  await expect(dapp.send).toBeEnabled()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units, { chainId: 31338 })
})

test('with another account: a sentence instead of a request, until the right one is back', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  const owner = await wallet.account()
  await dapp.order()
  await wallet.choose(1)
  await expect(dapp.page.getByTestId('account')).toHaveAttribute(
    'data-address',
    new RegExp(await wallet.account(), 'i'),
  )
  await dapp.action('Review deposit').click()
  await dapp.refuses('wrong_account', new RegExp(`This order belongs to ${owner}`, 'i'))
  await dapp.saysMoved('no')
  await expect(dapp.send).toHaveCount(0)
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)

  await wallet.choose(0)
  await expect(dapp.send).toBeEnabled()
  expect(await wallet.timesAsked(), 'coming back asks nothing by itself').toBe(0)
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
  expect((await sandbox.onlyOrder()).outcome).toBe('paid')
})

test('an account that is switched after the review: what was prepared is given up', async ({
  dapp,
  wallet,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await wallet.choose(1)
  await dapp.refuses('wrong_account', 'Select that account in your wallet')
  await expect(dapp.send).toHaveCount(0)
  await money.expectNone()
  await wallet.choose(0)
  await expect(dapp.send).toBeEnabled()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})
