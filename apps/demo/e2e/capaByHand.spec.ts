import { expect } from '@playwright/test'
import { test } from './support/capa.ts'

/** Solana, which no wallet of the page can send on: the deposit is sent by hand, where nobody here sees it. */
const deposit = { amount: '25', hash: '5'.repeat(87) }

test('sent by hand: the address is shown, no wallet is asked, the word of the user is a hint, and it is paid', async ({
  sale,
  sandbox,
  wallet,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.choose('USDC on Sandbox Solana', '25')
  await sale.identify()
  await sale.tellBank()
  await sale.shows('by_hand')
  const { id, chain, depositAddress } = await sandbox.onlyCapaOrder()
  expect(chain).toBe('SOL')
  await expect(sale.panel.locator('[data-address]')).toHaveAttribute('data-address', depositAddress)
  for (const line of ['25', 'USDC', 'Sandbox Solana']) await expect(sale.panel).toContainText(line)
  await sale.saysMoved('maybe')
  await sale.cannotSend()

  await sale.action('I have sent it').click()
  await sale.shows('declared')
  await sale.saysMoved('maybe')
  await sale.cannotSend()
  expect(await sandbox.onlyCapaOrder()).toMatchObject({ status: 'PENDING_PAYMENT' })
  await sale.page.reload()
  await sale.shows('declared')

  await sandbox.post(`/capa/orders/${id}/deposit`, deposit)
  await sale.finds('paid')
  await sale.saysMoved('yes')
  expect(await sandbox.onlyCapaOrder()).toMatchObject({ status: 'COMPLETED' })
  expect(await wallet.timesAsked()).toBe(0)
  await money.expectNone()
})

test('an hour in which nobody said anything: it is over, and not called unsent', async ({
  sale,
  demo,
  sandbox,
  wallet,
}) => {
  await sale.arriveInMexico()
  await sale.choose('USDC on Sandbox Solana', '25')
  await sale.identify()
  await sale.tellBank()
  await sale.shows('by_hand')
  await demo.advance(61 * 60_000)
  await sale.finds('ended_by_hand')
  await sale.saysMoved('maybe')
  await sale.cannotSend()
  await expect(sale.panel.locator('[data-address]')).toHaveCount(0)
  expect(await sandbox.onlyCapaOrder()).toMatchObject({ status: 'CRYPTO_NOT_RECEIVED' })
  expect(await wallet.timesAsked()).toBe(0)

  await sandbox.post('/scenario', { id: 'capa-late' })
  await sale.finds('paid')
})
