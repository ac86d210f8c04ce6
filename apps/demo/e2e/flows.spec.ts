import { createHmac } from 'node:crypto'
import { expect } from '@playwright/test'
import { test } from './support/test.ts'

/** Two flows that nothing in the interface was made for: it knows them by their capabilities alone. */
test.use({ demoArgs: ['--world', 'throwaway'] })

const depositAddress = `0x${'1e'.repeat(20)}`

/** What the provider's page says; it has no way back to the app. */
const standIn = '<!doctype html><title>Throwaway</title><h1>Thank you. We have everything we need.</h1>'

/** Signs as the provider documents: HMAC-SHA-256 of the body, in hex. */
function signed(body: string): Record<string, string> {
  const signature = createHmac('sha256', 'throwaway webhook secret').update(body).digest('hex')
  return { 'content-type': 'application/json', 'x-throwaway-signature': signature }
}

test('a page that never sends the user back, and an address that comes by webhook alone', async ({
  context,
  demo,
  dapp,
  chains,
}) => {
  await context.route('https://throwaway.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: standIn }),
  )
  await dapp.arrive('/?provider=webhook-only')
  const opened = context.waitForEvent('page', (page) => !page.url().includes('/wallet'))
  await dapp.button.click()
  const theirs = await opened
  await theirs.waitForURL('https://throwaway.example/**')
  const orderId = new URL(theirs.url()).searchParams.get('order') ?? ''
  await dapp.shows('at_provider')

  const post = async (news: object, headers = signed) => {
    const body = JSON.stringify({ orderId, rowId: 'throwaway-1', ...news })
    const url = `${demo.url}/api/offramp/webhooks/webhook-only`
    return (await fetch(url, { method: 'POST', headers: headers(body), body })).status
  }
  const fields = {
    ...{ network: 'eip155:31337', asset: 'USDC', amount: '25', createdAt: String(Date.now()) },
    to: depositAddress,
  }
  // One that nobody signed tells nothing.
  const unsigned = () => ({ 'content-type': 'application/json', 'x-throwaway-signature': '00' })
  expect(await post({ state: 'waiting', fields: { ...fields, to: `0x${'66'.repeat(20)}` } }, unsigned)).toBe(
    401,
  )
  expect(await post({ state: 'waiting', fields })).toBe(200)

  await dapp.review()
  await expect(dapp.panel.locator('[data-address]')).toHaveAttribute(
    'data-address',
    new RegExp(depositAddress, 'i'),
  )
  await dapp.send.click()
  await dapp.shows(/^(included|final_onchain)$/)
  const usdc = demo.settings.assets.find(
    ({ symbol, network }) => symbol === 'USDC' && network === 'eip155:31337',
  )
  expect(await chains.transfersTo(depositAddress)).toEqual([
    expect.objectContaining({ chainId: 31337, asset: usdc?.address.toLowerCase(), units: 25_000_000n }),
  ])

  expect(await post({ state: 'paid', fields: { payout: '25', payoutCurrency: 'USD' } })).toBe(200)
  await dapp.shows('paid')
  expect(await chains.transfersTo(depositAddress)).toHaveLength(1)
})

test('a provider without a page: its questions are a form, and its answer is the deposit', async ({
  context,
  dapp,
  chains,
}) => {
  await dapp.arrive('/?provider=form-only')
  await dapp.button.click()
  const iban = dapp.panel.getByLabel('IBAN')
  await expect(iban).toBeVisible()
  await expect.poll(() => context.pages().filter((page) => page.url() === 'about:blank').length).toBe(0)

  await iban.fill('not an iban')
  await dapp.panel.getByRole('button', { name: 'Continue' }).click()
  await expect(dapp.panel).toContainText('The IBAN is not valid.')
  // The form is still there, as it was filled in.
  await expect(iban).toHaveValue('not an iban')

  await iban.fill('DE89370400440532013000')
  await dapp.panel.getByRole('button', { name: 'Continue' }).click()
  await dapp.review()
  const address = `0x${'f0'.repeat(20)}`
  await expect(dapp.panel.locator('[data-address]')).toHaveAttribute('data-address', new RegExp(address, 'i'))
  await expect(dapp.panel).toContainText('25 USDC')
  expect(await chains.transfersTo(address)).toEqual([])
})
