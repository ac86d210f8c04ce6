import { expect } from '@playwright/test'
import { type Plan, planOf } from './plan.ts'
import { openField } from './raceField.ts'
import { test } from './raceTest.ts'

const plan: Plan = { ...planOf(1), pages: [0, 0], hasLocks: true, hasLedger: true, personas: ['approve'] }

test('a page that was ready to send comes back from the browser’s cache with nothing to send', async ({
  browser,
  browserName,
  world,
}) => {
  const field = await openField(browser, world, plan)
  const [page, other] = field.racers
  await page?.move({ action: 'review', turns: 0 })
  await page?.reviewed()
  await page?.leaveAndReturn()
  const back = await page?.look()
  // Whether a page is kept at all is the browser's business; the one that is tested here does.
  if (browserName === 'chromium') expect(back?.restored, 'times that the page came from the cache').toBe(1)
  await page?.move({ action: 'send twice', turns: 0 })
  await page?.look()
  expect(field.wallet.asked, 'requests of the page that came back').toEqual([])
  expect(await world.arrivals(field.order, plan.asset)).toBe(0)

  // It gave the attempt up when it was left, so that any page may begin anew.
  await other?.reviewAndSend()
  await expect.poll(() => world.arrivals(field.order, plan.asset)).toBe(1)
  expect(field.wallet.asked).toHaveLength(1)
  await field.close()
})
