import { expect } from '@playwright/test'
import { arriveInKenya, cusd, openPartna, orderAtPartna, PartnaPage, reviewOnCelo } from './support/partna.ts'
import { test } from './support/test.ts'

test('a whole sale of 0.11 CUSD: the address comes by webhook, and the page never leads back', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await arriveInKenya(dapp)
  const partna = await openPartna(dapp)
  await dapp.shows('at_provider')
  await dapp.saysMoved('no')
  await dapp.cannotSend()
  expect(await partna.page.evaluate(() => window.opener), 'the provider cannot reach our window').toBeNull()
  await partna.fillIn()

  await reviewOnCelo(dapp)
  const { paymentAddress } = await sandbox.onlyRamp()
  expect(await partna.address()).toBe(paymentAddress)
  await expect(dapp.panel.locator('[data-address]')).toHaveAttribute(
    'data-address',
    new RegExp(paymentAddress, 'i'),
  )
  for (const line of ['0.11 CUSD', 'Sandbox Celo']) await expect(dapp.panel.locator('dl')).toContainText(line)
  await money.expectNone()

  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await dapp.shows('prompting')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await expect((await wallet.prompt()).getByTestId('wallet-amount')).toHaveText('0.11 CUSD')
  await money.expectNone()
  await wallet.approve()

  await dapp.shows('paid')
  await dapp.saysMoved('yes')
  await dapp.cannotSend()
  await expect(dapp.panel).toContainText('paid out')
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
  expect(await sandbox.onlyRamp()).toMatchObject({ status: 'completed', outcome: 'paid' })
})

test('a window that is closed half way sends nothing, and is opened again for the same order', async ({
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await arriveInKenya(dapp)
  const first = await openPartna(dapp)
  await expect(first.at('payout-step')).toBeVisible()
  void first.page.close()
  await expect(dapp.panel).toContainText('Window gone?')
  await dapp.saysMoved('no')
  await dapp.cannotSend()
  expect(await sandbox.ramps()).toEqual([])
  const order = await dapp.orderId('partna')

  await dapp.action('Open again').click()
  const second = new PartnaPage(await dapp.window('/v4/pay/'))
  await second.fillIn()
  // Closed again: what is needed is here now.
  await second.page.close()
  await reviewOnCelo(dapp)
  expect(await dapp.orderId('partna')).toBe(order)
  expect(await wallet.timesAsked()).toBe(0)
  await dapp.send.click()
  await dapp.shows('paid')
  await sandbox.onlyRamp()
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})

test('declined in the wallet: nothing is sent, and the same order is paid once', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await arriveInKenya(dapp)
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.reject()
  await dapp.shows('order_ready')
  await expect(dapp.panel).toContainText('You declined in your wallet. Nothing was sent.')
  // From this wallet: the page beside ours shows the address, too.
  await dapp.saysMoved('maybe')
  await money.expectNone()

  await dapp.review()
  await dapp.send.click()
  await wallet.approve()
  await dapp.shows('paid')
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId, asked: 2 })
})

test('an order whose hour is over cannot be paid', async ({ dapp, demo, wallet, money }) => {
  await arriveInKenya(dapp)
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await demo.advance(61 * 60_000)
  // The page beside ours showed the address too: whether somebody paid there, only the user knows.
  await dapp.finds('ended_by_hand')
  await dapp.saysMoved('maybe')
  await expect(dapp.panel).not.toContainText(/nothing was sent|still in your wallet/i)
  await dapp.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

test('coins that come late, from another wallet: what was called over is followed to the payout', async ({
  dapp,
  demo,
  sandbox,
  wallet,
}) => {
  await arriveInKenya(dapp)
  const partna = await orderAtPartna(dapp)
  await demo.advance(61 * 60_000)
  await dapp.finds('ended_by_hand')
  await dapp.saysMoved('maybe')
  await partna.payElsewhere()
  await expect.poll(async () => (await sandbox.onlyRamp()).status).toBe('completed')
  await dapp.finds('paid')
  await dapp.cannotSend()
  expect(await wallet.timesAsked()).toBe(0)
})

test('a wallet that is answered after the end: nobody calls it unsent, and the late coins are found', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  money,
}) => {
  await arriveInKenya(dapp)
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await dapp.shows('prompting')
  await demo.advance(61 * 60_000)
  await dapp.finds('expired_unknown')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await money.expectNone()
  await wallet.approve()
  await dapp.finds('paid')
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})

test('paid from inside the page with another wallet: followed to the payout, and our page offers no send', async ({
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await arriveInKenya(dapp)
  const partna = await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await partna.payElsewhere()
  await dapp.shows(/^(included|final_onchain|provider_received|paid)$/)
  await dapp.cannotSend()
  await dapp.saysMoved('yes')
  await dapp.shows('paid')
  expect(await wallet.timesAsked()).toBe(0)
  const { paymentAddress, outcome } = await sandbox.onlyRamp()
  expect(outcome).toBe('paid')
  expect(await money.arrived()).toEqual([
    expect.objectContaining({ to: paymentAddress.toLowerCase(), units: cusd.units }),
  ])
})
