import { expect } from '@playwright/test'
import { test } from './support/test.ts'

const units = 25_000_000n

test('an order whose time is over cannot be paid', async ({ dapp, demo, wallet, money }) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await demo.advance(31 * 60_000)
  await dapp.finds(/^(expired|failed)_unsent$/)
  await dapp.saysMoved('no')
  await dapp.cannotSend()
  await expect(dapp.action('Start again')).toBeEnabled()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

test('after an order whose time is over the next one is paid', async ({ dapp, demo, money }) => {
  await dapp.arrive()
  await dapp.order()
  await demo.advance(31 * 60_000)
  await dapp.finds(/^(expired|failed)_unsent$/)
  await dapp.action('Start again').click()
  await (await dapp.provider()).confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  expect(await money.arrived()).toEqual([expect.objectContaining({ units })])
})

test('a price that falls after the send: credited at the provider, never failed or refunded', async ({
  dapp,
  sandbox,
  money,
}) => {
  await sandbox.post('/settings', { payoutAfterMs: 4000 })
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await dapp.send.click()
  await expect.poll(async () => (await money.arrived()).length).toBe(1)
  await sandbox.post('/price', { factor: '0.9' })
  await dapp.shows('credited')
  await dapp.saysMoved('yes')
  await expect(dapp.panel).toContainText('Your USDC is in your Coinbase account')
  await expect(dapp.panel).not.toContainText(/fail|refund/i)
  await dapp.cannotSend()
  await money.expectOne('USDC', units)
  expect((await sandbox.onlyOrder()).outcome).toBe('credited')
})

test('a provider that is down for a while: the page says so and goes on by itself', async ({
  dapp,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  await sandbox.post('/faults', { down: -1 })
  await hosted.confirm()
  await expect(dapp.panel).toContainText('The provider is not available right now')
  await dapp.saysMoved('no')
  await dapp.cannotSend()
  await sandbox.post('/faults', { down: 0 })

  await dapp.review()
  await expect(dapp.panel).not.toContainText('not available')
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('a provider that is down after the send: what is known stays true', async ({ dapp, sandbox, money }) => {
  await sandbox.post('/webhooks', { drop: -1 })
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await sandbox.post('/faults', { down: -1 })
  await dapp.send.click()
  await dapp.shows('final_onchain')
  await dapp.saysMoved('yes')
  await expect(dapp.panel).toContainText('The provider is not available right now')
  await sandbox.post('/faults', { down: 0 })
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('a provider that is down from the start: no order, and the next click makes one', async ({
  dapp,
  sandbox,
  context,
  money,
}) => {
  await dapp.arrive()
  await sandbox.post('/faults', { down: -1 })
  const pages = context.pages().length
  await dapp.button.click()
  await dapp.refuses('provider_unavailable', 'The provider is not available right now')
  await dapp.saysMoved('no')
  await expect.poll(() => context.pages().length, { message: 'the blank window is gone' }).toBe(pages)
  await sandbox.post('/faults', { down: 0 })

  await dapp.action(/Open again|Start again/).click()
  await (await dapp.provider()).confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('an address that is there before the sale is confirmed is not paid', async ({
  dapp,
  sandbox,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'early-address' })
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  expect((await sandbox.onlyOrder()).row.status).toBe('TRANSACTION_STATUS_STARTED')
  await expect(dapp.panel).toContainText('Go on only if you have confirmed it there')
  await dapp.shows('at_provider')
  await dapp.cannotSend()
  await money.expectNone()
  await hosted.confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('of two live rows none is paid', async ({ dapp, sandbox, wallet, money }) => {
  await dapp.arrive()
  await dapp.order()
  const { ref } = await sandbox.onlyOrder()
  await sandbox.post('/orders', { kind: 'live', ref, fromAddress: await wallet.account() })
  await dapp.finds('needs_attention')
  await dapp.cannotSend()
  await money.expectNone()
})

test('a second row that turns up after the review takes the send button away', async ({
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  const { ref } = await sandbox.onlyOrder()
  await sandbox.post('/orders', { kind: 'live', ref, fromAddress: await wallet.account() })
  await dapp.finds('needs_attention')
  await dapp.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

for (const kind of ['foreign', 'fiat'])
  test(`a row that is ${kind} is never paid`, async ({ dapp, sandbox, wallet, money }) => {
    await dapp.arrive()
    await dapp.cashOut()
    const ref = await dapp.orderId()
    const own = kind === 'fiat' ? { fromAddress: await wallet.account() } : {}
    await sandbox.post('/orders', { kind, ref, ...own })
    await dapp.finds('needs_attention')
    await dapp.saysMoved('maybe')
    await dapp.cannotSend()
    await money.expectNone()
  })

test('rows of the past do not stand in the way of the one to pay', async ({
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  const ref = await dapp.orderId()
  for (const kind of ['stale', 'failed', 'success', 'expired'])
    await sandbox.post('/orders', { kind, ref, fromAddress: await wallet.account(), amount: '7' })
  await hosted.confirm()
  await dapp.review()
  await expect(dapp.send).toHaveText('Send 25 USDC')
  await dapp.send.click()
  await expect.poll(async () => (await money.arrived()).length).toBe(1)
  const confirmed = (await sandbox.orders()).find(({ row }) => row.sell_amount.value === '25')
  expect(await money.arrived()).toEqual([
    expect.objectContaining({ to: confirmed?.depositAddress.toLowerCase(), units }),
  ])
})

test('a row that was paid already is never paid', async ({ dapp, sandbox, wallet, money }) => {
  await dapp.arrive()
  await dapp.cashOut()
  await sandbox.post('/orders', {
    kind: 'used',
    ref: await dapp.orderId(),
    fromAddress: await wallet.account(),
  })
  await dapp.finds('provider_received')
  await dapp.cannotSend()
  await money.expectNone()
})

test('a provider that never leads back: the sale completes all the same', async ({
  dapp,
  sandbox,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'never-redirect' })
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  await hosted.confirm()
  await expect(hosted.at('placed')).toBeVisible()
  await dapp.cannotSend()
  await dapp.action('I have confirmed it there').click()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})

test('an amount that the user changed at the provider is marked, and it is what is sent', async ({
  dapp,
  wallet,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  await (await dapp.cashOut()).confirmOther('30.5')
  await dapp.review()
  await expect(dapp.panel).toContainText('Some lines differ from what you asked for')
  await expect(dapp.panel.locator('[data-changed]')).toContainText(['30.5 USDC'])
  await expect(dapp.panel.locator('[data-changed]')).toContainText(['You asked for 25 USDC'])
  await expect(dapp.send).toHaveText('Send 30.5 USDC')
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await expect((await wallet.prompt()).getByTestId('wallet-amount')).toHaveText('30.5 USDC')
  await wallet.approve()
  await dapp.shows('paid')
  await money.expectOne('USDC', 30_500_000n)
})

test('webhooks that come twice and last one first, while no page is open: the payout is known by them', async ({
  dapp,
  demo,
  sandbox,
  money,
}) => {
  await sandbox.post('/webhooks', { duplicate: -1, hold: true })
  await sandbox.post('/settings', { payoutAfterMs: 600_000 })
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('provider_received')
  await dapp.page.goto('about:blank')
  await demo.advance(601_000)
  expect((await sandbox.onlyOrder()).outcome).toBe('paid')
  await sandbox.post('/webhooks/release', { reversed: true })
  expect(await sandbox.webhookFates('coinbase')).toEqual(['delivered 200'])

  // From here on nobody can ask Coinbase: what the page tells was known before.
  await sandbox.post('/faults', { down: -1 })
  await dapp.open()
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
})
