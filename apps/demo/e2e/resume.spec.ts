import { expect, type Page } from '@playwright/test'
import { Dapp } from './support/dapp.ts'
import { test } from './support/test.ts'
import { Wallet } from './support/wallet.ts'

const units = 25_000_000n
/** Two tabs and a reload show the same within this many ms. */
const together = 2_000

/** A little of the time that a test lets pass: so little that the browser's clock never runs ahead of the machine. */
const turn = 20

/**
 * Lets time pass in all tabs, from one hand, until this one shows such a screen; how much passed is the answer. The clock
 * stands still otherwise, so that a slow machine changes nothing.
 */
async function timeUntil({ page, panel }: Dapp, screen: RegExp, atMost: number): Promise<number> {
  for (let passed = 0; passed <= atMost; passed += turn) {
    const shown = await panel.evaluateAll(([open]) => (open as HTMLElement | undefined)?.dataset.screen ?? '')
    if (screen.test(shown)) return passed
    await page.clock.runFor(turn)
  }
  return Number.POSITIVE_INFINITY
}

/** Lets time pass for as long as the work takes. */
async function timePassesWhile({ page }: Dapp, work: () => Promise<unknown>): Promise<void> {
  let done = false
  const working = work().finally(() => {
    done = true
  })
  while (!done) await page.clock.runFor(turn)
  await working
}

/** What happens is seen in the first tab, whose user looks; the other one, and a tab that is loaded then, follow in time. */
async function seenEverywhere(
  [first, other, reloaded]: readonly [Dapp, Dapp, Dapp],
  screen: RegExp,
  happens: () => Promise<unknown>,
): Promise<void> {
  await happens()
  await first.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  expect(await timeUntil(first, screen, 60_000), `${screen} at last`).toBeLessThan(60_000)
  const there = await timeUntil(other, screen, together)
  await reloaded.page.reload()
  const again = await timeUntil(reloaded, screen, together)
  const lag = { 'the other tab': there, 'a reload': again }
  test.info().annotations.push({ type: 'lag', description: `${screen}: ${JSON.stringify(lag)}` })
  for (const [who, ms] of Object.entries(lag))
    expect(ms, `${screen} in ${who}, in ms`).toBeLessThanOrEqual(together)
}

/** A page whose process ends: it hears of nothing. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

test('two tabs and a reload show the same within two seconds, whatever happens', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  context,
  money,
}) => {
  await sandbox.post('/settings', { payoutAfterMs: 600_000 })
  await dapp.arrive()
  await dapp.order()
  const [other, reloaded] = [
    new Dapp(await context.newPage(), demo, sandbox),
    new Dapp(await context.newPage(), demo, sandbox),
  ]
  for (const tab of [other, reloaded]) {
    await tab.open()
    await tab.shows('order_ready')
  }
  const tabs = [dapp, other, reloaded] as const
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.page.clock.install()
  await dapp.page.clock.pauseAt(Date.now() + 1_000)
  await seenEverywhere(tabs, /^prompting$/, () => dapp.send.click())
  await seenEverywhere(tabs, /^order_ready$/, () => wallet.reject())
  await timePassesWhile(dapp, () => dapp.review())
  await timePassesWhile(dapp, async () => {
    await dapp.send.click()
    await wallet.prompt()
  })
  const sent = /^(broadcast|included|final_onchain|provider_received)$/
  await seenEverywhere(tabs, sent, () => wallet.approve())
  await seenEverywhere(tabs, /^provider_received$/, async () => undefined)
  await seenEverywhere(tabs, /^paid$/, () => demo.advance(601_000))
  await money.expectOne('USDC', units, { asked: 2 })
})

test('after a crash while the wallet asks: the same browser says that it does not know, and finds what is sent', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  context,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.prompt()
  await crash(dapp.page)
  const again = new Dapp(await context.newPage(), demo, sandbox)
  await again.open()
  await again.shows('outcome_unknown')
  await again.saysMoved('maybe')
  await again.cannotSend()
  await wallet.approve()
  await again.shows('paid')
  await money.expectOne('USDC', units)
})

test('after a crash while it was ready to send: nobody can tell whether the wallet was asked', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  context,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await crash(dapp.page)
  const again = new Dapp(await context.newPage(), demo, sandbox)
  await again.open()
  await again.shows('outcome_unknown')
  await again.cannotSend()
  expect(await wallet.timesAsked()).toBe(0)
  await money.expectNone()
})

test('after a crash before the hash was heard: the money is found', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  context,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.prompt()
  await crash(dapp.page)
  await wallet.approve()
  const again = new Dapp(await context.newPage(), demo, sandbox)
  await again.open()
  await again.shows(/^(included|final_onchain|provider_received|paid)$/)
  await again.cannotSend()
  await again.shows('paid')
  await money.expectOne('USDC', units)
})

test('another browser finds the money by the server’s record, and is not offered to send', async ({
  dapp,
  demo,
  sandbox,
  wallet,
  browser,
  money,
}) => {
  await dapp.arrive()
  await dapp.order()
  await dapp.review()
  await sandbox.wallet({ answer: 'prompt' })
  await dapp.send.click()
  await wallet.prompt()

  const elsewhere = await browser.newContext()
  const other = new Dapp(await elsewhere.newPage(), demo, sandbox)
  await sandbox.wallet({ answer: 'approve' })
  await other.page.goto(demo.url)
  await other.page.getByTestId('sign-in').click()
  await expect(other.button).toBeEnabled()
  await other.open(`/?offramp_order=${(await sandbox.onlyOrder()).ref}`)
  await other.shows('prompting')
  await other.saysMoved('maybe')
  await other.cannotSend()

  // The page that asked is gone before its wallet sends, and the server tells this browser nothing new: only the search
  // on the chain, with what the server kept of the attempt, can tell.
  const order = await other.page.evaluate(
    async (orderId) => (await fetch(`/api/offramp/orders/${orderId}`, { headers: { accept: '*/*' } })).json(),
    (await sandbox.onlyOrder()).ref,
  )
  await elsewhere.route('**/api/offramp/orders/*', (route) => route.fulfill({ json: order }))
  const wallets = new Wallet(dapp.page.context(), sandbox)
  await crash(dapp.page)
  await wallets.approve()
  await other.finds(/^(included|final_onchain)$/)
  await other.saysMoved('yes')
  await other.cannotSend()
  await money.expectOne('USDC', units)
  await elsewhere.close()
})
