import { expect } from '@playwright/test'
import { test } from './support/capa.ts'

const units = 25_000_000n

test('who you are, where to be paid, one deposit: paid', async ({ sale, sandbox, money }) => {
  await sale.arriveInMexico()
  await sale.order()
  // The page came back to another choice than this order's: nothing of it may be shown here.
  for (const line of ['25 USDC', 'MX$']) await expect(sale.panel).toContainText(line)
  await expect(sale.panel).not.toContainText('ACH')
  await sale.saysMoved('no')
  await sale.review()
  await money.expectNone()
  await sale.send.click()
  await sale.shows('paid')
  await sale.saysMoved('yes')
  await sale.cannotSend()
  const sold = { status: 'COMPLETED', chain: 'BASE', cryptoAmount: '25' }
  expect(await sandbox.onlyCapaOrder()).toMatchObject(sold)
  await money.expectOne('USDC', units)
})

test('the page about who you are is closed: nothing was made, and it opens again for the same order', async ({
  sale,
  sandbox,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.introduce()
  // It took the place of the page, so that leaving it is coming back.
  await (await sale.identityPage()).goBack()
  await sale.shows(/^(preparing|at_provider)$/)
  const order = await sale.orderId('capa')
  expect(order).not.toBe('')
  await sale.saysMoved('no')
  await sale.cannotSend()
  expect(await sandbox.capaOrders()).toEqual([])

  await sale.onwards.click()
  const again = await sale.window('/capa/kyc/')
  expect(again).not.toBe(sale.page)
  await again.getByTestId('kyc-approve').click()
  await sale.askForBank()
  await sale.tellBank()
  await sale.review()
  await sale.send.click()
  await sale.shows('paid')
  expect(await sale.orderId('capa')).toBe(order)
  await sandbox.onlyCapaOrder()
  await money.expectOne('USDC', units)
})

test('a reload at the bank form: nothing was made, and it is asked again', async ({
  sale,
  sandbox,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.identify()
  await sale.clabe.fill('014680260346007120')
  await sale.page.reload()
  await sale.saysMoved('no')
  await sale.askForBank()
  await expect(sale.clabe).toHaveValue('')
  expect(await sandbox.capaOrders()).toEqual([])
  await sale.tellBank()
  await sale.review()
  await sale.send.click()
  await sale.shows('paid')
  await sandbox.onlyCapaOrder()
  await money.expectOne('USDC', units)
})

for (const [decision, told] of [
  ['reject', 'did not accept the identity check'],
  ['review', 'still looking at your identity check'],
] as const)
  test(`an identity check that ends in ${decision}: told why, and nothing was made`, async ({
    sale,
    sandbox,
  }) => {
    await sale.arriveInMexico()
    await sale.introduce()
    await (await sale.identityPage()).getByTestId(`kyc-${decision}`).click()
    await sale.onwards.click()
    await expect(sale.panel.locator('[data-code]')).toHaveAttribute('data-code', 'forbidden')
    await expect(sale.panel).toContainText(told)
    await sale.saysMoved('no')
    await sale.cannotSend()
    expect(await sandbox.capaOrders()).toEqual([])
  })

test('declined in the wallet: nothing is sent, and the same order is paid once', async ({
  sale,
  wallet,
  sandbox,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.order()
  await sale.review()
  await sandbox.wallet({ answer: 'prompt' })
  await sale.send.click()
  await wallet.reject()
  await sale.shows('order_ready')
  await expect(sale.panel).toContainText('You declined in your wallet. Nothing was sent.')
  await sale.saysMoved('no')
  await money.expectNone()

  await sale.review()
  await sale.send.click()
  await wallet.approve()
  await sale.shows('paid')
  await sandbox.onlyCapaOrder()
  await money.expectOne('USDC', units, { asked: 2 })
})

test('a price that falls between form and order: asked again, and made once the new one is agreed to', async ({
  sale,
  sandbox,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.identify()
  const promise = sale.panel.getByText(/^[\d.]+ MXN$/).first()
  const before = await promise.textContent()
  await sandbox.post('/scenario', { id: 'capa-price-drop' })
  await sale.tellBank()
  await expect(sale.panel).toContainText('It would pay less now')
  await expect(sale.panel).toContainText('Nothing was made and nothing was sent')
  await sale.saysMoved('no')
  await sale.cannotSend()
  expect(await sandbox.capaOrders()).toEqual([])
  expect(before).not.toBeNull()

  await sale.tellBank()
  await sale.review()
  const { fiatAmount } = await sandbox.onlyCapaOrder()
  expect(Number(fiatAmount)).toBeLessThan(Number.parseFloat(before ?? ''))
  await sale.send.click()
  await sale.shows('paid')
  await sandbox.onlyCapaOrder()
  await money.expectOne('USDC', units)
})

test('an answer that is lost on the way: exactly one order at Capa, and it is paid', async ({
  sale,
  sandbox,
  money,
}) => {
  await sale.arriveInMexico()
  await sale.identify()
  await sandbox.post('/scenario', { id: 'capa-lost-create' })
  await sale.tellBank()
  await expect(sale.panel).toContainText('Capa has not answered yet whether the order was made')
  await sale.saysMoved('no')
  await sale.cannotSend()
  await sandbox.onlyCapaOrder()
  // Asked again, it is found instead of made anew.
  await sale.tellBank()
  await sale.review()
  await sale.send.click()
  await sale.shows('paid')
  await sandbox.onlyCapaOrder()
  await money.expectOne('USDC', units)
})
