import { expect } from '@playwright/test'
import { arriveInKenya, cusd, openPartna, orderAtPartna, PartnaPage, reviewOnCelo } from './support/partna.ts'
import { test } from './support/test.ts'

test.beforeEach(({ dapp }) => arriveInKenya(dapp))

test('webhooks that come twice, late and last one first: paid, once', async ({ dapp, sandbox, money }) => {
  await sandbox.post('/partna/webhooks', { duplicate: -1 })
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await sandbox.post('/partna/webhooks', { hold: true })
  await dapp.send.click()
  await dapp.shows('final_onchain')
  await dapp.saysMoved('yes')
  await expect.poll(async () => (await sandbox.onlyRamp()).status).toBe('completed')
  await dapp.shows('final_onchain')
  await sandbox.post('/partna/webhooks/release', { reversed: true })
  await dapp.shows('paid')
  expect(await sandbox.webhookFates('partna')).toEqual(['delivered 200'])
  await sandbox.post(`/partna/ramps/${(await sandbox.onlyRamp()).reference}/replay`)
  await dapp.page.reload()
  await dapp.shows('paid')
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})

for (const forgery of ['wrongKey', 'tamper'])
  test(`a webhook that Partna did not sign so (${forgery}) tells no address`, async ({
    dapp,
    sandbox,
    money,
  }) => {
    await sandbox.post('/partna/webhooks', { [forgery]: -1 })
    const partna = await openPartna(dapp)
    await partna.fillIn()
    await expect
      .poll(() => sandbox.webhookFates('partna'))
      .toContainEqual(expect.stringMatching(/^(waiting|gave-up) 401/))
    await dapp.finds('at_provider')
    await expect(dapp.panel.locator('[data-address]')).toHaveCount(0)
    await dapp.saysMoved('no')
    await dapp.cannotSend()
    await money.expectNone()

    // Genuine news names another address: what the forged one said was never heard.
    await sandbox.post('/partna/webhooks', { [forgery]: 0 })
    await sandbox.post(`/partna/ramps/${(await sandbox.onlyRamp()).reference}/change-address`)
    await reviewOnCelo(dapp)
    await dapp.send.click()
    await dapp.shows('paid')
    const { paymentAddress } = await sandbox.onlyRamp()
    expect(await money.arrived()).toEqual([
      expect.objectContaining({ to: paymentAddress.toLowerCase(), units: cusd.units }),
    ])
  })

test('a second address stops the order, also after the review', async ({ dapp, sandbox, wallet, money }) => {
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  const { reference } = await sandbox.onlyRamp()
  await sandbox.post(`/partna/ramps/${reference}/change-address`)
  await dapp.finds('needs_attention')
  await dapp.cannotSend()
  await dapp.page.reload()
  await dapp.shows('needs_attention')
  await dapp.cannotSend()
  await money.expectNone()
  expect(await wallet.timesAsked()).toBe(0)
})

test('a provider that is down from the start: no page, and the next click opens it', async ({
  dapp,
  demo,
  sandbox,
  context,
  money,
}) => {
  // What it buys was asked when the page was opened, and is asked again before a sale that begins later.
  await demo.advance(6 * 60_000)
  await sandbox.post('/partna/faults', { down: -1 })
  const pages = context.pages().length
  await dapp.button.click()
  await dapp.refuses('provider_unavailable', 'The provider is not available right now')
  await dapp.saysMoved('no')
  await expect.poll(() => context.pages().length, { message: 'the blank window is gone' }).toBe(pages)
  await sandbox.post('/partna/faults', { down: 0 })

  await dapp.action(/Open again|Start again/).click()
  await new PartnaPage(await dapp.window('/v4/pay/')).fillIn()
  await reviewOnCelo(dapp)
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})

test('an API that is down while it waits and after the send: the webhooks carry the sale', async ({
  dapp,
  sandbox,
  money,
}) => {
  const partna = await openPartna(dapp)
  await dapp.shows('at_provider')
  await sandbox.post('/partna/faults', { down: -1 })
  await partna.fillIn()
  await reviewOnCelo(dapp)
  await dapp.send.click()
  await dapp.shows('paid')
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})

test('webhooks that never come after the send: what the chain shows is said, and nothing more', async ({
  dapp,
  sandbox,
  money,
}) => {
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await sandbox.post('/partna/webhooks', { drop: -1 })
  await dapp.send.click()
  await dapp.shows('final_onchain')
  await dapp.saysMoved('yes')
  await dapp.cannotSend()
  await expect.poll(async () => (await sandbox.onlyRamp()).status).toBe('completed')
  await dapp.page.reload()
  await dapp.shows('final_onchain')
  await expect(dapp.panel).toContainText('Waiting for Partna to see it')
  await dapp.cannotSend()
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})
