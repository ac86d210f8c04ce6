import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCapaSale, units } from './test/capaSale.ts'
import { startWorld, type World } from './test/sellerApp.ts'

/** How sales end that Capa's adapter makes at its stand-in, over a real local chain. */
let world: World
beforeAll(async () => {
  world = await startWorld('base')
})
afterAll(() => world.stop())

async function sale() {
  const app = await startCapaSale(world)
  return { ...app, capa: app.sandbox.control.capa }
}

describe('time', () => {
  test('that is over ends the order, before Capa says so', async () => {
    const app = await sale()
    const orderId = await app.ordered()
    await app.pass(3_600_000 - 180_000)
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    await app.pass(180_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
    expect(app.sold().status).toBe('CRYPTO_NOT_RECEIVED')
    expect(await app.arrived()).toEqual([])
  })

  test('that ends early is learned by asking', async () => {
    const app = await sale()
    const orderId = await app.ordered()
    expect((await app.bindingOf(orderId)).state).toBe('ready')
    await app.scenario('capa-expired')
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
  })

  test.each([
    ['paid out all the same', null, 'COMPLETED', 'paid'],
    ['kept', 'capa-late-kept', 'CRYPTO_NOT_RECEIVED', 'received'],
  ])('that was over when the coins came: they are %s', async (_, more, status, kind) => {
    const app = await sale()
    if (more !== null) await app.scenario(more)
    const orderId = await app.ordered()
    await app.scenario('capa-late')
    await app.settle()
    await app.pass(60_000)
    expect(app.sold().status).toBe(status)
    expect((await app.statusOf(orderId)).kind).toBe(kind)
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    expect(await app.arrived()).toEqual([units])
  })
})

describe('another amount', () => {
  test.each([
    ['capa-underpaid', units / 2n],
    ['capa-overpaid', units * 2n],
  ])('%s: a person at Capa decides, and nothing is sent again meanwhile', async (scenario, came) => {
    const app = await sale()
    const orderId = await app.ordered()
    await app.scenario(scenario)
    await app.settle()
    expect(app.sold().status).toBe('AWAITING_MANUAL_CRYPTO_TRANSFER')
    expect((await app.statusOf(orderId)).kind).toBe('processing')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    await app.capa.settle(app.sold().id, true)
    await app.settle()
    const payout = { amount: app.sold().fiatAmount, currency: 'MXN' }
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'paid', payout })
    expect(await app.arrived()).toEqual([came])
  })

  test('that is refused in the end: Capa has the coins', async () => {
    const app = await sale()
    const orderId = await app.ordered()
    await app.scenario('capa-underpaid')
    await app.settle()
    await app.statusOf(orderId)
    await app.capa.settle(app.sold().id, false)
    await app.settle()
    expect(app.sold().status).toBe('FAILED')
    expect((await app.statusOf(orderId)).kind).toBe('credited')
  })

  test('of which what came is paid out: told as what it is', async () => {
    const app = await sale()
    await app.scenario('capa-wrong-amount-paid')
    const orderId = await app.ordered()
    await app.scenario('capa-underpaid')
    await app.settle()
    expect(app.sold()).toMatchObject({ status: 'COMPLETED', cryptoAmount: '12.5' })
    const payout = { amount: app.sold().fiatAmount, currency: 'MXN' }
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'paid', payout })
  })
})

describe('a sale that does not pay', () => {
  test.each(['capa-penny-test-late', 'capa-payout-fails'])(
    '%s: Capa has the coins, which is told as such',
    async (scenario) => {
      const app = await sale()
      await app.scenario(scenario)
      const orderId = await app.ordered()
      await app.send(orderId)
      await app.pass(5_000)
      await app.look(orderId)
      await app.settle()
      expect((await app.statusOf(orderId)).kind).toBe('credited')
      expect(await app.arrived()).toEqual([units])
    },
  )

  test('because the penny test failed before anything was sent: failed, and why', async () => {
    const app = await sale()
    await app.scenario('capa-penny-test-fails')
    const orderId = await app.ordered()
    await app.pass(2_000)
    await app.pass(60_000)
    const status = { kind: 'failed', reason: 'bank_account_not_verified' }
    expect(await app.statusOf(orderId)).toMatchObject(status)
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    expect(await app.arrived()).toEqual([])
  })

  test.each([
    ['by webhook', true],
    ['by asking', false],
  ])('because it was cancelled there, which is learned %s', async (_, cancelledEvent) => {
    const app = await sale()
    app.capa.setSettings({ cancelledEvent })
    const orderId = await app.ordered()
    await app.scenario('capa-cancelled')
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('cancelled')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    expect(await app.arrived()).toEqual([])
  })

  test('because its seller cancelled it', async () => {
    const app = await sale()
    const orderId = await app.ordered()
    expect((await app.backend.cancelOrder?.({ orderId }))?.status.kind).toBe('cancelled')
    expect(app.sold().status).toBe('CANCELLED')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
  })
})
