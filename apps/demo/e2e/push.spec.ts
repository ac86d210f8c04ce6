import { createHmac } from 'node:crypto'
import { expect } from '@playwright/test'
import { test } from './support/test.ts'

/** A provider that tells its deposit address by webhook alone. */
test.use({ demoArgs: ['--world', 'throwaway'] })

const depositAddress = `0x${'2f'.repeat(20)}`

const isStream = (url: string) => /\/api\/offramp\/orders\/[^/]+\/events$/.test(url)

test('an address that comes by webhook is on the page at once, without being asked for', async ({
  context,
  page,
  demo,
  dapp,
}) => {
  await context.route('https://throwaway.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Throwaway</title>' }),
  )
  // Nothing on this page is ever asked now and then: polling runs on intervals, and none comes due.
  await page.addInitScript(() => {
    window.setInterval = (() => 0) as unknown as typeof window.setInterval
  })
  const streams: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (isStream(request.url())) streams.push(pathname)
  })

  await dapp.arrive('/?provider=webhook-only')
  const listening = page.waitForResponse((response) => isStream(response.url()))
  const opened = context.waitForEvent('page', (page) => !page.url().includes('/wallet'))
  await dapp.button.click()
  const theirs = await opened
  await theirs.waitForURL('https://throwaway.example/**')
  const orderId = new URL(theirs.url()).searchParams.get('order') ?? ''
  await dapp.shows('at_provider')
  await listening

  const body = JSON.stringify({
    ...{ orderId, rowId: 'throwaway-1', state: 'waiting' },
    fields: {
      ...{ network: 'eip155:31337', asset: 'USDC', amount: '25', to: depositAddress },
      createdAt: String(Date.now()),
    },
  })
  const signature = createHmac('sha256', 'throwaway webhook secret').update(body).digest('hex')
  const answered = await fetch(`${demo.url}/api/offramp/webhooks/webhook-only`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-throwaway-signature': signature },
    body,
  })
  expect(answered.status).toBe(200)
  await dapp.shows('order_ready')
  expect(streams).toEqual([`/api/offramp/orders/${orderId}/events`])

  await dapp.review()
  await expect(dapp.panel.locator('[data-address]')).toHaveAttribute(
    'data-address',
    new RegExp(depositAddress, 'i'),
  )
})
