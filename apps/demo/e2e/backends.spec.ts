import { expect } from '@playwright/test'
import { test } from './support/demoTest.ts'
import { Seller } from './support/seller.ts'

/** The button and the hooks are the same; only what answers them changes. */
const backends = [
  { id: 'own', label: 'Backend: written by hand' },
  { id: 'coinbase-json', label: 'Backend: plain Coinbase JSON' },
]

for (const { id, label } of backends)
  test(`the whole sale on another backend: ${id}`, async ({ page, seller, chains }) => {
    const kit: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/api/offramp')) kit.push(request.url())
    })
    await seller.arrive(`/?backend=${id}`)
    await expect(page.getByTestId('backend')).toHaveText(label)
    await expect(page.getByTestId('quote-receive')).toHaveText('$24.75')

    const hosted = await seller.openProvider(/\/v3\/sell\//)
    const closed = hosted.waitForEvent('close')
    await seller.confirmAt(hosted)
    // Coming back, the window finds the one that it was opened from, and leaves.
    await closed

    const address = await seller.review()
    const order = await seller.sandbox.onlyOrder()
    expect(address.toLowerCase()).toBe(order.depositAddress.toLowerCase())
    await expect(seller.panel).toContainText('25 USDC')
    expect(await chains.transfersTo(order.depositAddress)).toEqual([])

    await seller.sendButton.click()
    await expect(seller.panel).toHaveAttribute('data-screen', 'paid')
    await expect(seller.panel).toContainText('$24.75')

    const usdc = chains.settings.assets.find(
      (asset) => asset.symbol === 'USDC' && asset.network === 'eip155:31337',
    )
    const sent = await chains.transfersTo(order.depositAddress)
    expect(sent).toEqual([
      expect.objectContaining({ chainId: 31337, asset: usdc?.address.toLowerCase(), units: 25_000_000n }),
    ])
    expect((await seller.sandbox.onlyOrder()).outcome).toBe('paid')
    expect(kit, 'nothing was asked of the kit’s own server').toEqual([])
  })

test('one reference for every order is refused, and the page says why', async ({ page, seller }) => {
  await seller.arrive('/?backend=coinbase-json&ref=constant')
  const before = page.context().pages().length
  await seller.button.click()
  await expect(seller.panel).toHaveAttribute('data-screen', 'stopped')
  await expect(seller.panel.locator('[data-code]')).toHaveAttribute('data-code', 'constant_reference')
  await expect(seller.panel).toContainText('partnerUserRef is not different for each order')
  await expect(seller.panel).toContainText('Nothing has left your wallet.')
  // The window of the click is gone again, and Coinbase was told nothing.
  await expect.poll(() => page.context().pages().length).toBe(before)
  expect(await seller.sandbox.orders()).toEqual([])
})

test('without a deposit ledger on the server, another browser may look and not send', async ({
  browser,
  demo,
  seller,
  chains,
}) => {
  await seller.arrive('/?backend=own')
  await seller.confirmAt(await seller.openProvider(/\/v3\/sell\//))
  const address = await seller.review()

  const elsewhere = await browser.newContext()
  const other = new Seller(await elsewhere.newPage(), demo)
  await other.arrive('/?backend=own', true)
  const { ref } = await seller.sandbox.onlyOrder()
  await other.page.goto(`${demo.url}/?backend=own&offramp_order=${ref}`)
  await expect(other.panel).toHaveAttribute('data-screen', 'order_ready')
  await other.panel.getByRole('button', { name: 'Review deposit' }).click()
  await expect(other.panel.locator('[data-code]')).toHaveAttribute('data-code', 'attempt_unproven')
  expect(await chains.transfersTo(address)).toEqual([])
  await elsewhere.close()

  await seller.sendButton.click()
  await expect(seller.panel).toHaveAttribute('data-screen', 'paid')
  expect(await chains.transfersTo(address)).toHaveLength(1)
})
