import { expect } from '@playwright/test'
import { arriveInKenya, cusd, openPartna, reviewOnCelo } from './support/partna.ts'
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
