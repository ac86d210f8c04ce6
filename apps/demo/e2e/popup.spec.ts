import { expect } from '@playwright/test'
import { test } from './support/test.ts'

test('a whole sale by popup, signed in the wallet’s own window', async ({
  dapp,
  demo,
  wallet,
  sandbox,
  money,
}) => {
  const asked = new Set<string>()
  dapp.page.on('request', (request) => void asked.add(new URL(request.url()).origin))
  await dapp.arrive()
  await expect(dapp.page.getByTestId('quote-receive')).toHaveText('$24.75')
  await sandbox.wallet({ answer: 'prompt' })

  const hosted = await dapp.cashOut()
  await dapp.shows('at_provider')
  await dapp.saysMoved('no')
  expect(await hosted.page.evaluate(() => window.opener), 'the provider cannot reach our window').toBeNull()
  const closed = hosted.page.waitForEvent('close')
  await hosted.confirm()
  await closed

  await dapp.review()
  const { depositAddress } = await sandbox.onlyOrder()
  await expect(dapp.panel.locator('[data-address]')).toHaveAttribute(
    'data-address',
    new RegExp(depositAddress, 'i'),
  )
  for (const line of ['25 USDC', 'Sandbox Base', '$24.25', '0xf39F…2266'])
    await expect(dapp.panel.locator('dl')).toContainText(line)
  expect(await wallet.timesAsked(), 'reviewing asks nothing of the wallet').toBe(0)

  await dapp.send.click()
  await dapp.shows('prompting')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  const prompt = await wallet.prompt()
  await expect(prompt.getByTestId('wallet-amount')).toHaveText('25 USDC')
  await money.expectNone()

  await wallet.approve()
  await dapp.shows('paid')
  await dapp.saysMoved('yes')
  await expect(dapp.panel).toContainText('$24.75 paid out')
  await dapp.cannotSend()
  await money.expectOne('USDC', 25_000_000n)
  expect((await sandbox.onlyOrder()).outcome).toBe('paid')

  await dapp.action('Done').click()
  await expect(dapp.panel).toBeHidden()
  await expect(dapp.button).toHaveText('Cash out')

  const { sandboxUrl, rpcUrls } = demo.settings
  const known = [demo.url, sandboxUrl, ...Object.values(rpcUrls)].map((url) => new URL(url).origin)
  const strangers = [...asked].filter(
    (origin) => !known.includes(origin) && !/^(null|data:|blob:)/.test(origin),
  )
  expect(strangers, 'nobody but the backend, the chain and the wallet').toEqual([])
})

test('a provider that isolates its page from ours changes nothing', async ({ dapp, sandbox, money }) => {
  await sandbox.post('/scenario', { id: 'severed-opener' })
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  const closed = hosted.page.waitForEvent('close')
  await hosted.confirm()
  await closed
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})

test('a popup that is closed half way is opened again for the same order', async ({
  dapp,
  sandbox,
  money,
}) => {
  await dapp.arrive()
  const first = await dapp.cashOut()
  await first.signIn()
  // What counts is that the page notices, not when the browser has tidied up behind the window.
  void first.page.close()
  await expect(dapp.panel).toContainText('Window gone?')
  await dapp.action('Open again').click()
  const second = await dapp.provider()
  await second.confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  expect(new Set((await sandbox.orders()).map(({ ref }) => ref)).size).toBe(1)
  await money.expectOne('USDC', 25_000_000n)
})

test('cancelling at the provider sends nothing, and the sale can go on', async ({ dapp, sandbox, money }) => {
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  await hosted.signIn()
  await hosted.at('cancel').click()
  await expect(hosted.at('left')).toBeVisible()
  await dapp.shows('at_provider')
  expect((await sandbox.orders()).filter(({ confirmed }) => confirmed)).toEqual([])
  await dapp.cannotSend()
  await hosted.page.close()
  await dapp.action('Open again').click()
  await (await dapp.provider()).confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})

test('coming back without having sold anything: nothing is sent, and the provider can be opened again', async ({
  dapp,
  money,
}) => {
  await dapp.arrive()
  const hosted = await dapp.cashOut()
  await hosted.signIn()
  await hosted.at('cancel').click()
  const closed = hosted.page.waitForEvent('close')
  await hosted.at('back').click()
  await closed
  await dapp.shows('awaiting_order')
  await dapp.saysMoved('no')
  await dapp.cannotSend()
  await dapp.action('Open again').click()
  await (await dapp.provider()).confirm()
  await dapp.review()
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('USDC', 25_000_000n)
})
