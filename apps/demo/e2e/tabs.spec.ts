import { type ElementHandle, expect } from '@playwright/test'
import { Dapp } from './support/dapp.ts'
import { test } from './support/test.ts'
import { Wallet } from './support/wallet.ts'

const units = 25_000_000n

test('of two tabs one sends, and the other says so', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  context,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  const other = new Dapp(await context.newPage(), demo, sandbox)
  await other.open()
  await other.shows('order_ready')

  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await other.shows('armed')
  await other.cannotSend()

  await dapp.send.click()
  await wallet.prompt()
  await other.shows('prompting')
  await other.cannotSend()
  await other.page.reload()
  await other.shows(/^(prompting|outcome_unknown)$/)
  await other.cannotSend()

  await wallet.approve()
  await dapp.shows('paid')
  await other.shows('paid')
  await money.expectOne('USDC', units)
})

test('of two tabs that review in the same moment at most one is asked', async ({
  dapp,
  demo,
  sandbox,
  context,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  const other = new Dapp(await context.newPage(), demo, sandbox)
  await other.open()
  await other.shows('order_ready')

  // Not with the pointer: only one of the two windows is in front. The buttons are found beforehand, since the first
  // click takes the other tab's button away.
  const buttons = await Promise.all(
    [dapp, other].map(
      (tab) => tab.action('Review deposit').elementHandle() as Promise<ElementHandle<HTMLElement>>,
    ),
  )
  await Promise.all(buttons.map((button) => button.evaluate((element) => element.click())))
  const ready = [dapp, other].map((tab) => tab.send.and(tab.page.locator(':enabled')))
  const count = async () => (await Promise.all(ready.map((send) => send.count()))).reduce((a, b) => a + b)
  await expect.poll(count).toBe(1)
  for (const send of ready) if ((await send.count()) > 0) await send.dispatchEvent('click')
  await dapp.shows('paid')
  await other.shows('paid')
  await money.expectOne('USDC', units)
})

test('another browser of the same user may look, and is refused while the first one sends', async ({
  dapp,
  demo,
  sandbox,
  browser,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()

  const elsewhere = await browser.newContext()
  const other = new Dapp(await elsewhere.newPage(), demo, sandbox)
  await other.page.goto(demo.url)
  await other.page.getByTestId('sign-in').click()
  await expect(other.button).toBeEnabled()
  await other.open(`/?offramp_order=${(await sandbox.onlyOrder()).ref}`)
  await other.shows('armed')
  await other.cannotSend()

  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await new Wallet(dapp.page.context(), sandbox).approve()
  await other.shows('paid')
  await dapp.shows('paid')
  await money.expectOne('USDC', units)
  await elsewhere.close()
})
