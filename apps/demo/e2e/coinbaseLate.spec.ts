import { expect } from '@playwright/test'
import { test } from './support/test.ts'

const units = 25_000_000n

test.beforeEach(async ({ dapp }) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
})

test('a wallet that is answered after the end: nobody calls it unsent, and the late coins are credited', async ({
  dapp,
  demo,
  wallet,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await dapp.shows('prompting')
  await demo.advance(31 * 60_000)
  await dapp.finds('expired_unknown')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await money.expectNone()

  await wallet.approve()
  await dapp.finds('credited')
  await dapp.saysMoved('yes')
  await expect(dapp.panel).toContainText('Your USDC is in your Coinbase account')
  await dapp.cannotSend()
  await money.expectOne('USDC', units)
  expect((await sandbox.onlyOrder()).outcome).toBe('credited')
})

test('a wallet that sends less: marked as what it is, and nothing more is asked of it', async ({
  dapp,
  demo,
  wallet,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ sendFault: 'rewrite-amount' })
  await dapp.send.click()
  await dapp.finds('needs_attention')
  await expect(dapp.panel).toContainText('Your wallet sent another amount')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  expect(await money.arrived()).toEqual([expect.objectContaining({ units: units / 2n })])

  // Coinbase ends the order when its time is over, and keeps what came for the user: still nothing to send.
  await demo.advance(31 * 60_000)
  await expect.poll(async () => (await sandbox.onlyOrder()).row.status).toBe('TRANSACTION_STATUS_FAILED')
  await dapp.page.reload()
  await dapp.finds(/^(needs_attention|credited)$/)
  await dapp.cannotSend()
  expect(await wallet.timesAsked()).toBe(1)
})
