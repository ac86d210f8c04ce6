import { expect } from '@playwright/test'
import { test } from './support/capa.ts'

const units = 25_000_000n

test('an order whose hour is over cannot be paid', async ({ sale, demo, sandbox, wallet, money }) => {
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await demo.advance(61 * 60_000)
  await sale.finds('expired_unsent')
  await sale.saysMoved('no')
  await sale.cannotSend()
  await expect(sale.action('Start again')).toBeEnabled()
  expect(await sandbox.onlyCapaOrder()).toMatchObject({ status: 'CRYPTO_NOT_RECEIVED' })
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

test('coins that come late, from another wallet: what was called over is followed to the payout', async ({
  sale,
  demo,
  sandbox,
  wallet,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.order()
  await demo.advance(61 * 60_000)
  await sale.finds('expired_unsent')
  await sandbox.post('/scenario', { id: 'capa-late' })
  await expect.poll(async () => (await sandbox.onlyCapaOrder()).status).toBe('COMPLETED')
  await sale.finds('paid')
  await sale.cannotSend()
  expect(await wallet.timesAsked()).toBe(0)
  expect(await money.arrived()).toEqual([expect.objectContaining({ units })])
})

test('a wallet that is answered after the end: nobody calls it unsent, and the late coins are found', async ({
  sale,
  demo,
  sandbox,
  wallet,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sandbox.wallet({ answer: 'prompt' })
  await sale.send.click()
  await sale.shows('prompting')
  await demo.advance(61 * 60_000)
  await sale.finds('expired_unknown')
  await sale.saysMoved('maybe')
  await sale.cannotSend()
  await money.expectNone()
  await wallet.approve()
  await sale.finds('paid')
  await money.expectOne('USDC', units)
})

test('half of it, from another wallet: Capa has it, and our page offers no send', async ({
  sale,
  sandbox,
  wallet,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sandbox.post('/scenario', { id: 'capa-underpaid' })
  await sale.finds('provider_received')
  await sale.saysMoved('yes')
  await sale.cannotSend()
  const { id, status } = await sandbox.onlyCapaOrder()
  expect(status).toBe('AWAITING_MANUAL_CRYPTO_TRANSFER')

  await sandbox.post(`/capa/orders/${id}/settle`, { pay: true })
  await sale.finds('paid')
  await sale.cannotSend()
  expect(await wallet.timesAsked()).toBe(0)
  expect(await money.arrived()).toEqual([expect.objectContaining({ units: units / 2n })])
})

test('a wallet that sends half: told as what it did, and never sent again', async ({
  sale,
  sandbox,
  money,
}) => {
  await sandbox.wallet({ sendFault: 'rewrite-amount', faultTimes: 1 })
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sale.send.click()
  await sale.finds('provider_received')
  await sale.saysMoved('yes')
  await sale.cannotSend()
  expect(await money.arrived()).toEqual([expect.objectContaining({ units: units / 2n })])
})

test('a payout that fails: Capa has the coins, never failed or refunded', async ({
  sale,
  sandbox,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'capa-payout-fails' })
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sale.send.click()
  await sale.finds('credited')
  await sale.saysMoved('yes')
  await sale.cannotSend()
  await expect(sale.panel).toContainText('Capa did not sell your USDC')
  await expect(sale.panel).toContainText('Ask its support')
  expect(await sandbox.onlyCapaOrder()).toMatchObject({ status: 'FAILED' })
  await money.expectOne('USDC', units)
})

test('a penny test that fails before the deposit: the account is to blame, and nothing was sent', async ({
  sale,
  sandbox,
  wallet,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'capa-penny-test-fails' })
  await sale.arriveInMexico()
  await sale.identify()
  await sale.tellBank()
  await sale.finds('failed_unsent')
  await sale.saysMoved('no')
  await sale.cannotSend()
  await expect(sale.panel).toContainText('The bank account could not be verified as yours')
  await expect(sale.panel).toContainText('Nothing was sent from your wallet')
  await expect(sale.action('Start again')).toBeEnabled()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

test('a penny test that fails after the deposit: the account is to blame, and Capa has the coins', async ({
  sale,
  sandbox,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'capa-penny-test-late' })
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sale.send.click()
  await sale.finds('credited')
  await sale.saysMoved('yes')
  await sale.cannotSend()
  await expect(sale.panel).toContainText('arrived, but the bank account could not be verified as yours')
  await expect(sale.panel).toContainText('Capa holds your USDC')
  await money.expectOne('USDC', units)
})

test('a sale that is cancelled at Capa is not paid any more', async ({ sale, sandbox, wallet, money }) => {
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sandbox.post('/scenario', { id: 'capa-cancelled' })
  await sale.finds('cancelled_unsent')
  await sale.saysMoved('no')
  await sale.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

test('webhooks that come twice and last one first, while no page is open: the payout is known by them', async ({
  sale,
  demo,
  sandbox,
  money,
}) => {
  await sandbox.post('/capa/webhooks', { duplicate: -1, hold: true })
  await sandbox.post('/capa/settings', { payoutAfterMs: 600_000 })
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sale.send.click()
  await sale.shows('provider_received')
  await sale.page.goto('about:blank')
  await demo.advance(601_000)
  expect(await sandbox.onlyCapaOrder()).toMatchObject({ status: 'COMPLETED' })
  await sandbox.post('/capa/webhooks/release', { reversed: true })
  expect(await sandbox.webhookFates('capa')).toEqual(['delivered 200'])

  // From here on nobody can ask Capa: what the page tells was known before.
  await sandbox.post('/capa/faults', { down: -1 })
  await sale.open('/?provider=capa')
  await sale.shows('paid')
  await money.expectOne('USDC', units)
})

test('Capa is down from the start and in the form: no order, and the next click makes one', async ({
  sale,
  sandbox,
  money,
}) => {
  await sale.arriveInMexico()
  await sandbox.post('/capa/faults', { down: -1 })
  await sale.introduce()
  await expect(sale.panel).toContainText('Capa cannot be reached right now')
  await sale.saysMoved('no')
  await sandbox.post('/capa/faults', { down: 0 })
  await sale.action('Continue').click()
  await (await sale.identityPage()).getByTestId('kyc-approve').click()
  await sale.askForBank()

  await sandbox.post('/capa/faults', { down: -1 })
  await sale.tellBank()
  await expect(sale.panel).toContainText('Capa cannot be reached right now')
  await sale.saysMoved('no')
  await sale.cannotSend()
  expect(await sandbox.capaOrders()).toEqual([])
  await sandbox.post('/capa/faults', { down: 0 })
  await sale.tellBank()
  await sale.review()
  await sale.send.click()
  await sale.shows('paid')
  await sandbox.onlyCapaOrder()
  await money.expectOne('USDC', units)
})

test('Capa is down after the send: what is known stays true', async ({ sale, sandbox, money }) => {
  await sandbox.post('/capa/webhooks', { drop: -1 })
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sandbox.post('/capa/faults', { down: -1 })
  await sale.send.click()
  await sale.shows('final_onchain')
  await sale.saysMoved('yes')
  await expect(sale.panel).toContainText('The provider is not available right now')
  await sandbox.post('/capa/faults', { down: 0 })
  await sale.shows('paid')
  await money.expectOne('USDC', units)
})
