import { expect } from '@playwright/test'
import { test } from './support/test.ts'

const units = 25_000_000n

test.beforeEach(async ({ dapp }) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
})

test('declined in the wallet, then sent: one transfer', async ({ dapp, wallet, sandbox, money }) => {
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.reject()
  await dapp.shows('order_ready')
  await expect(dapp.panel).toContainText('You declined in your wallet. Nothing was sent.')
  await dapp.saysMoved('no')
  await money.expectNone()

  await dapp.review()
  await dapp.send.click()
  await wallet.approve()
  await dapp.shows('paid')
  await money.expectOne('USDC', units, { asked: 2 })
})

test('a double click asks once', async ({ dapp, wallet, sandbox, money }) => {
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.dblclick()
  await wallet.approve()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('clicks in one tick ask once', async ({ dapp, money }) => {
  await dapp.send.evaluate((button: HTMLButtonElement) => {
    for (let clicks = 0; clicks < 5; clicks += 1) button.click()
  })
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('a wallet that never answers and sends nothing: no second request, until the time is over', async ({
  dapp,
  demo,
  wallet,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ answer: 'ignore' })
  await dapp.send.click()
  await dapp.shows('prompting')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await dapp.page.reload()
  await dapp.shows('outcome_unknown')
  await expect(dapp.panel).toContainText('We asked your wallet and got no clear answer')
  await dapp.cannotSend()
  await dapp.action('Check again').click()
  await dapp.shows('outcome_unknown')
  await dapp.cannotSend()

  await demo.advance(31 * 60_000)
  await dapp.finds('expired_unknown')
  await dapp.saysMoved('maybe')
  await expect(dapp.panel).toContainText('Decline that request if it is still there')
  await dapp.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(1)

  // The old order is left, not undone; a new one begins at the provider.
  const opened = dapp.page.context().waitForEvent('page')
  await dapp.action('Leave this and start a new cash-out').click()
  await expect((await opened).getByTestId('hosted-sign-in')).toBeVisible()
  await dapp.cannotSend()
  await money.expectNone()
})

test('a request that the user cancelled in the wallet is made once more, under the same nonce', async ({
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await sandbox.wallet({ sendFault: 'error-before-broadcast', errorCode: -32603, faultTimes: 1 })
  await dapp.send.click()
  await dapp.shows('outcome_unknown')
  await dapp.cannotSend()
  await dapp.action('I cancelled it in my wallet').click()
  await dapp.shows('attested')
  await dapp.saysMoved('maybe')
  await dapp.page.reload()
  await dapp.shows('attested')
  await money.expectNone()

  await dapp.action('Review deposit').click()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units, { asked: 2 })
  expect(await wallet.timesAsked()).toBe(2)
})

test('a wallet that sends and never says so: the money is found', async ({ dapp, sandbox, money }) => {
  await sandbox.wallet({ sendFault: 'never-answer', faultTimes: 1 })
  await dapp.send.click()
  await dapp.shows('paid')
  await dapp.cannotSend()
  await money.expectOne('USDC', units)

  await dapp.action('Done').click()
  await dapp.order()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  const paid = (await money.arrived()).map(({ to }) => to)
  expect(paid, 'the next sale has an address of its own').toHaveLength(2)
  expect(new Set(paid).size).toBe(2)
})

for (const errorCode of [-32000, -32603, 4900])
  test(`error ${errorCode} after it was sent: the money is found`, async ({ dapp, sandbox, money }) => {
    await sandbox.wallet({ sendFault: 'error-after-broadcast', errorCode })
    await dapp.send.click()
    await dapp.shows('paid')
    await money.expectOne('USDC', units)
  })

for (const sendFault of ['null-answer', 'garbage-answer'])
  test(`${sendFault} after it was sent: the money is found`, async ({ dapp, sandbox, money }) => {
    await sandbox.wallet({ sendFault })
    await dapp.send.click()
    await dapp.shows('paid')
    await money.expectOne('USDC', units)
  })

test('error before it was sent: not believed, since nobody can know', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ sendFault: 'error-before-broadcast', errorCode: -32603 })
  await dapp.send.click()
  await dapp.shows('outcome_unknown')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(1)
})

test('a hash that never reaches the chain: it is waited for, never replaced', async ({
  dapp,
  demo,
  wallet,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ sendFault: 'hash-then-drop' })
  await dapp.send.click()
  await dapp.shows('broadcast')
  await dapp.cannotSend()
  await demo.advance(31 * 60_000)
  await expect.poll(async () => (await sandbox.onlyOrder()).row.status).toBe('TRANSACTION_STATUS_FAILED')
  await dapp.page.reload()
  await dapp.shows(/^(broadcast|expired_unknown)$/)
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(1)
})

test('sped up in the wallet: the transfer is found under its other hash', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ sendFault: 'speed-up' })
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
  expect((await sandbox.onlyOrder()).row.tx_hash).toBe((await money.arrived())[0]?.txHash)
  expect(await wallet.timesAsked()).toBe(1)
})

test('cancelled in the wallet by a transaction that pays nobody: never taken for a success', async ({
  dapp,
  wallet,
  sandbox,
  chains,
  money,
}) => {
  // No block comes until it was looked at: what waits proves nothing.
  await chains.rpc(31337, 'evm_setIntervalMining', [0])
  await sandbox.wallet({ sendFault: 'cancel', faultTimes: 1 })
  await dapp.send.click()
  await dapp.shows('broadcast')
  await dapp.saysMoved('maybe')
  await dapp.page.reload()
  await dapp.shows(/^(broadcast|outcome_unknown)$/)
  await dapp.cannotSend()
  await money.expectNone()

  // The chain gives the nonce to the other transaction for good, which is a proof (P2): the deposit can be sent, once.
  await chains.rpc(31337, 'evm_setIntervalMining', [1])
  await dapp.finds('order_ready')
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(1)
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units, { asked: 2 })
})
