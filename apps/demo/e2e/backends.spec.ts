import { expect } from '@playwright/test'
import { Dapp } from './support/dapp.ts'
import { test } from './support/test.ts'

/** The button and the hooks are the same; only what answers them changes. */
const backends = [
  { id: 'own', label: 'Backend: written by hand' },
  { id: 'coinbase-json', label: 'Backend: plain Coinbase JSON' },
]

for (const { id, label } of backends)
  test(`the whole sale on another backend: ${id}`, async ({ page, dapp, sandbox, money }) => {
    const askedOfTheKit: string[] = []
    page.context().on('request', (request) => {
      if (request.url().includes('/api/offramp')) askedOfTheKit.push(request.url())
    })
    await dapp.arrive(`/?backend=${id}`)
    await expect(page.getByTestId('backend')).toHaveText(label)
    await expect(page.getByTestId('quote-receive')).toHaveText('$24.75')

    const hosted = await dapp.cashOut()
    const closed = hosted.page.waitForEvent('close')
    await hosted.confirm()
    // Coming back, the window finds the one that it was opened from, and leaves.
    await closed

    await dapp.review()
    const { depositAddress } = await sandbox.onlyOrder()
    await expect(dapp.panel.locator('[data-address]')).toHaveAttribute(
      'data-address',
      new RegExp(depositAddress, 'i'),
    )
    await money.expectNone()

    await dapp.send.click()
    await dapp.shows('paid')
    await expect(dapp.panel).toContainText('$24.75 paid out')
    await money.expectOne('USDC', 25_000_000n)
    expect((await sandbox.onlyOrder()).outcome).toBe('paid')

    // A reload reads the order again from the same backend, and offers nothing to send.
    await page.reload()
    await dapp.shows('paid')
    await dapp.cannotSend()
    expect(askedOfTheKit).toEqual([])
  })

test('one reference for every order is refused, and the page says why', async ({ page, dapp, sandbox }) => {
  await dapp.arrive('/?backend=coinbase-json&ref=constant')
  const before = page.context().pages().length
  await dapp.button.click()
  await dapp.shows('stopped')
  await dapp.refuses('constant_reference', 'partnerUserRef is not different for each order')
  await dapp.saysMoved('no')
  // The window of the click is gone again, and Coinbase was told nothing.
  await expect.poll(() => page.context().pages().length).toBe(before)
  expect(await sandbox.orders()).toEqual([])
})

test('without a deposit ledger on the server, another browser may look and not send', async ({
  browser,
  demo,
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await dapp.arrive('/?backend=own')
  await dapp.order()
  const { ref } = await sandbox.onlyOrder()

  const context = await browser.newContext()
  const elsewhere = new Dapp(await context.newPage(), demo, sandbox)
  await elsewhere.open('/?backend=own')
  await elsewhere.page.getByTestId('sign-in').click()
  await expect(elsewhere.button).toBeEnabled()
  await elsewhere.open(`/?backend=own&offramp_order=${ref}`)
  await elsewhere.shows('outcome_unknown')
  await expect(elsewhere.panel).toContainText('begun in another browser')
  await elsewhere.saysMoved('maybe')
  await elsewhere.cannotSend()
  expect(await wallet.timesAsked()).toBe(0)
  await money.expectNone()
  await context.close()

  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})
