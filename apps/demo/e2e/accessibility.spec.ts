import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './support/test.ts'

/** What keeps somebody from using the page: its serious and critical violations, and a page that scrolls sideways. */
async function expectUsable(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  expect(grave, state).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${state}: sideways scroll`).toBeLessThanOrEqual(0)
}

const screens = [
  { width: 375, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

for (const { width, colorScheme } of screens)
  test(`every main state can be used by anyone: ${width} wide, ${colorScheme}`, async ({
    page,
    demo,
    dapp,
    sandbox,
    wallet,
  }) => {
    test.slow()
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
    await sandbox.post('/settings', { payoutAfterMs: 600_000 })
    await page.goto(demo.url)
    await expect(page.getByTestId('connect-dev.offrampkit.sandbox')).toBeVisible()
    await expectUsable(page, 'not connected')

    await dapp.arrive()
    await expect(page.getByTestId('quote-receive')).toHaveText('$24.75')
    await expectUsable(page, 'with a quote')

    const hosted = await dapp.cashOut()
    await dapp.shows('at_provider')
    await expectUsable(page, 'at the provider')

    await hosted.confirm()
    await dapp.shows('order_ready')
    await expectUsable(page, 'ready to review')
    await dapp.review()
    await expectUsable(page, 'under review')

    await wallet.choose(1)
    await dapp.refuses('wrong_account', 'Select that account')
    await expectUsable(page, 'wrong account')
    await wallet.choose(0)

    await expect(dapp.send).toBeEnabled()
    await sandbox.wallet({ answer: 'prompt' })
    await dapp.send.click()
    await dapp.shows('prompting')
    await expectUsable(page, 'wallet asked')
    await wallet.approve()
    await dapp.shows('provider_received')
    await expectUsable(page, 'received')
    await demo.advance(601_000)
    await dapp.shows('paid')
    await expectUsable(page, 'paid')
    await page.keyboard.press('Escape')
    await expect(dapp.panel).toBeHidden()
    await expect(dapp.button).toBeFocused()
    await expectUsable(page, 'panel hidden')
  })
