import { expect } from '@playwright/test'
import type { Dapp } from './support/dapp.ts'
import { test } from './support/test.ts'

const units = 25_000_000n

async function reload(dapp: Dapp): Promise<void> {
  await dapp.page.reload()
  await expect(dapp.page.getByTestId('account')).toBeVisible()
}

async function finish(dapp: Dapp): Promise<void> {
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
}

test('after the quote: nothing was begun', async ({ dapp, sandbox, money }) => {
  await dapp.arrive()
  await expect(dapp.page.getByTestId('quote-receive')).toHaveText('$24.75')
  await reload(dapp)
  await expect(dapp.page.getByTestId('quote-receive')).toHaveText('$24.75')
  await expect(dapp.button).toHaveText('Cash out')
  expect((await sandbox.orders()).filter(({ confirmed }) => confirmed)).toEqual([])
  await dapp.order()
  await finish(dapp)
  await money.expectOne('USDC', units)
})

test('while the provider’s window is open: the order is still there', async ({ dapp, sandbox, money }) => {
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  await reload(dapp)
  await dapp.shows('at_provider')
  await dapp.saysMoved('no')
  await hosted.confirm()
  await finish(dapp)
  expect(new Set((await sandbox.orders()).map(({ ref }) => ref)).size).toBe(1)
  await money.expectOne('USDC', units)
})

test('after the return: the order can be reviewed', async ({ dapp, wallet, money }) => {
  await dapp.arrive()
  await dapp.order()
  await reload(dapp)
  await dapp.shows('order_ready')
  await dapp.saysMoved('no')
  expect(await wallet.timesAsked()).toBe(0)
  await finish(dapp)
  await money.expectOne('USDC', units)
})

test('while it is checked, and when it is ready to send: it is reviewed anew', async ({
  dapp,
  wallet,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.action('Review deposit').click()
  await reload(dapp)
  await dapp.shows('order_ready')
  await dapp.review()
  await reload(dapp)
  await dapp.shows('order_ready')
  await dapp.saysMoved('no')
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
  await finish(dapp)
  await money.expectOne('USDC', units)
})

test('while the wallet asks: nothing can be sent twice, and what the wallet sends is found', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await dapp.shows('prompting')
  await wallet.prompt()
  await reload(dapp)
  await dapp.shows(/^(prompting|outcome_unknown)$/)
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await money.expectNone()

  await wallet.approve()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('while the wallet asks, and then it declines: nothing is claimed that nobody knows', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.prompt()
  await reload(dapp)
  await wallet.reject()
  await dapp.shows('outcome_unknown')
  await expect(dapp.panel).toContainText('We asked your wallet and got no clear answer')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await money.expectNone()
})

test('after the hash: it follows the same transfer', async ({ dapp, demo, sandbox, money }) => {
  await sandbox.post('/settings', { payoutAfterMs: 600_000 })
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows(/^(broadcast|included|final_onchain|provider_received)$/)
  await reload(dapp)
  await dapp.shows(/^(included|final_onchain|provider_received)$/)
  await dapp.saysMoved('yes')
  await dapp.cannotSend()
  await money.expectOne('USDC', units)

  await dapp.shows('provider_received')
  await demo.advance(601_000)
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('after the payout: it is told, and the next sale is another order', async ({ dapp, sandbox, money }) => {
  await dapp.arrive()
  await dapp.order()
  await finish(dapp)
  await reload(dapp)
  await dapp.shows('paid')
  await dapp.saysMoved('yes')
  await dapp.cannotSend()
  await money.expectOne('USDC', units)

  await dapp.action('Done').click()
  await reload(dapp)
  await expect(dapp.button).toHaveText('Cash out')
  await dapp.order()
  await finish(dapp)
  expect(await money.arrived()).toHaveLength(2)
  const paid = (await sandbox.orders()).filter(({ outcome }) => outcome === 'paid')
  expect(new Set(paid.map(({ ref }) => ref)).size).toBe(2)
  expect(new Set(paid.map(({ depositAddress }) => depositAddress)).size).toBe(2)
})

test('at every step of one sale: it ends with one transfer', async ({ dapp, wallet, sandbox, money }) => {
  await dapp.arrive()
  await reload(dapp)
  const hosted = await dapp.cashOut()
  await reload(dapp)
  await hosted.confirm()
  await dapp.shows('order_ready')
  await reload(dapp)
  await dapp.review()
  await reload(dapp)
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.prompt()
  await reload(dapp)
  await wallet.approve()
  await dapp.shows(/^(included|final_onchain|provider_received|paid)$/)
  await reload(dapp)
  await dapp.shows('paid')
  await reload(dapp)
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})
