import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountName, startPartnaSale, units } from './test/partnaSale.ts'
import { startWorld, type World } from './test/sellerApp.ts'

/** Partna's adapter, selling through its page, against its stand-in over a real local chain. */
let world: World
beforeAll(async () => {
  world = await startWorld('celo')
})
afterAll(() => world.stop())

const sale = (options: Parameters<typeof startPartnaSale>[1] = {}) => startPartnaSale(world, options)

/** The account that every sale of these tests is made under, so that Partna can be asked about it. */
const known = { accountOf: () => accountName }

describe('a sale', () => {
  it('goes from the address by webhook over the transfer to the payout', async () => {
    const app = await sale()
    const { orderId } = await app.sold()
    expect((await app.statusOf(orderId)).kind).toBe('awaiting_deposit')
    const binding = await app.bindingOf(orderId)
    const to = app.ramp().paymentAddress.toLowerCase()
    expect(binding).toMatchObject({ state: 'ready', instruction: { units, from: app.seller } })
    expect(binding.state === 'ready' && binding.instruction.to.toLowerCase()).toBe(to)

    const txHash = await app.send(orderId)
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'received', txHash })
    await app.pass(1500)
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'processing', txHash })
    await app.pass(1500)
    // 12.93 was shown before; what is paid in the end is what `completed` says.
    const payout = { amount: '12.929', currency: 'KES' }
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'paid', txHash, payout })
    expect(app.ramp()).toMatchObject({ status: 'completed', outcome: 'paid', transactionHash: txHash })
    expect(await app.arrived()).toEqual([units])
    expect(app.statuses).toEqual([200, 200, 200, 200])
    expect(app.log).toEqual([])
  })

  it('is still paid when its webhooks come twice and last one first', async () => {
    const app = await sale()
    app.sandbox.control.partna.setWebhookFaults({ hold: true, duplicate: -1 })
    const { orderId, page } = await app.sold()
    expect((await app.statusOf(orderId)).kind).toBe('opened')
    await page.post({ action: 'pay-elsewhere' })
    await app.pass(10_000)
    await app.sandbox.control.partna.releaseWebhooks(true)
    expect(app.statuses).toEqual(Array(8).fill(200))
    expect((await app.statusOf(orderId)).kind).toBe('paid')
  })

  it('is found by the event’s contents, whatever its unsigned name says', async () => {
    const app = await sale()
    await app.scenario('partna-webhooks-relabelled')
    const { orderId } = await app.sold()
    await app.send(orderId)
    await app.pass(10_000)
    expect((await app.statusOf(orderId)).kind).toBe('paid')
    const events = app.sandbox.control.partna.webhooks().map(({ event }) => event)
    expect(new Set(events)).toEqual(new Set(['Onramp']))
  })

  it('is followed to its payout when another wallet pays from the hosted page', async () => {
    const app = await sale()
    const { orderId, page } = await app.sold()
    await page.post({ action: 'pay-elsewhere' })
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    await app.pass(10_000)
    expect((await app.statusOf(orderId)).kind).toBe('paid')
    expect(await app.arrived()).toEqual([units])
  })
})

describe('a page that is left', () => {
  it('before anything was filled in makes no sale, and opens again for the same one', async () => {
    const app = await sale()
    const { orderId } = await app.opened()
    expect((await app.statusOf(orderId)).kind).toBe('opened')
    expect((await app.bindingOf(orderId)).state).toBe('waiting')
    expect(app.sandbox.control.partna.ramps()).toEqual([])
    const again = await app.open(orderId)
    const fields = { action: 'continue', accountName, mobileNetwork: 'Safaricom' }
    await again.post({ ...fields, accountNumber: '0700000001' })
    expect((await app.bindingOf(orderId)).state).toBe('ready')
    expect(app.ramp().status).toBe('pending')
  })

  it('for good lets the order end after a day', async () => {
    const app = await sale()
    const { orderId } = await app.opened()
    await app.pass(24 * 3_600_000)
    expect(await app.statusOf(orderId)).toEqual({ kind: 'expired', rowId: null })
  })

  it('once it has shown the address is not opened again: a second page could make a second sale', async () => {
    const app = await sale()
    const { orderId } = await app.sold()
    expect((await app.backend.createSession({ orderId })).kind).toBe('deposit')
  })
})

describe('time', () => {
  it('that has run out ends the order, though Partna has no word for it', async () => {
    const app = await sale()
    const { orderId } = await app.sold()
    await app.pass(3_600_000 - 180_000)
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    await app.pass(180_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
    expect(app.ramp().status).toBe('pending')
    expect(await app.arrived()).toEqual([])
  })

  it('that ends earlier than it was said to be is learned by asking', async () => {
    const app = await sale(known)
    const { orderId } = await app.sold()
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('awaiting_deposit')
    await app.scenario('partna-expired')
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
  })

  it('that was over when the coins came does not lose them: priced anew, and paid', async () => {
    const app = await sale()
    const { orderId } = await app.sold()
    await app.pass(3_700_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
    await app.scenario('partna-price-drop')
    await app.scenario('partna-late')
    expect((await app.statusOf(orderId)).kind).toBe('received')
    await app.pass(10_000)
    const payout = { amount: '11.5221', currency: 'KES' }
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'paid', payout })
    expect(app.sandbox.control.partna.deposits()).toMatchObject([{ taken: true, differs: ['from', 'late'] }])
    expect(await app.arrived()).toEqual([units])
  })
})

describe('another amount', () => {
  it.each([
    ['partna-underpaid', units / 2n, '5.8945'],
    ['partna-overpaid', units * 2n, '26.998'],
  ])('%s: what came is paid out, and told as what it is', async (scenario, came, amount) => {
    const app = await sale()
    const { orderId } = await app.sold()
    await app.scenario(scenario)
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    await app.pass(10_000)
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'paid', payout: { amount, currency: 'KES' } })
    expect(await app.arrived()).toEqual([came])
  })

  it('that Partna holds stays received: neither paid nor offered to be sent again', async () => {
    const app = await sale()
    await app.scenario('partna-other-amount-held')
    const { orderId } = await app.sold()
    await app.scenario('partna-underpaid')
    await app.pass(3_700_000)
    expect((await app.statusOf(orderId)).kind).toBe('received')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    expect(app.ramp()).toMatchObject({ status: 'received', outcome: null })
  })
})

describe('a payout that fails', () => {
  it('is told as coins that Partna has, where a webhook says so', async () => {
    const app = await sale()
    await app.scenario('partna-payout-failed-told')
    const { orderId } = await app.sold()
    const txHash = await app.send(orderId)
    await app.pass(10_000)
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'credited', txHash })
    expect(await app.arrived()).toEqual([units])
  })

  it('silently is never told as paid', async () => {
    const app = await sale(known)
    await app.scenario('partna-payout-failed')
    const { orderId } = await app.sold()
    await app.send(orderId)
    await app.pass(10_000)
    await app.pass(60_000)
    expect(app.ramp().outcome).toBe('failed')
    expect((await app.statusOf(orderId)).kind).toBe('processing')
  })
})

describe('a sale that is given up at Partna', () => {
  it.each([
    ['by webhook', {}, true],
    ['by asking', known, false],
  ])('is learned of %s, and is not paid any more', async (_, options, tellsEndings) => {
    const app = await sale(options)
    app.sandbox.control.partna.setSettings({ tellsEndings })
    const { orderId } = await app.sold()
    await app.pass(60_000)
    await app.scenario('partna-canceled')
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('cancelled')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    expect(app.ramp().status).toBe('canceled')
    expect(await app.arrived()).toEqual([])
  })
})

describe('Partna is down', () => {
  it('at the start: no page is opened, and nothing is there', async () => {
    const app = await sale()
    await app.scenario('partna-down')
    const orderId = await app.order('partna', 'partna/widget', app.kenya)
    await expect(app.backend.createSession({ orderId })).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
    expect(app.sandbox.control.partna.ramps()).toEqual([])
    app.sandbox.control.partna.setFaults({ down: 0 })
    expect((await app.backend.createSession({ orderId })).kind).toBe('open')
  })

  it('afterwards: what is known stays true, that coins came is heard, and that they were paid out once it is back', async () => {
    const app = await sale(known)
    const { orderId } = await app.sold()
    await app.scenario('partna-down')
    await app.pass(60_000)
    const waiting = await app.look(orderId)
    expect(waiting).toMatchObject({ stale: true, status: { kind: 'awaiting_deposit' } })
    const txHash = await app.send(orderId)
    await app.pass(10_000)
    expect(await app.look(orderId)).toMatchObject({ stale: true, status: { kind: 'received', txHash } })
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    app.sandbox.control.partna.setFaults({ down: 0 })
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('paid')
    expect(await app.arrived()).toEqual([units])
  })
})

describe('a price', () => {
  const wanted = (app: Awaited<ReturnType<typeof sale>>) => ({
    provider: 'partna',
    network: app.network,
    ...app.kenya,
  })

  it('is read whichever way round the rate names its pair', async () => {
    const app = await sale()
    const usual = await app.backend.getQuote(wanted(app))
    expect(usual.receive).toEqual({ amount: '12.93', currency: 'KES' })
    await app.scenario('partna-reversed-rates')
    await app.pass(60_000)
    expect((await app.backend.getQuote(wanted(app))).receive).toEqual(usual.receive)
  })

  it.each([
    ['partna-down', 'provider_unavailable'],
    ['partna-rate-limited', 'rate_limited'],
    ['partna-garbled', 'provider_unreadable'],
  ])('%s: %s', async (scenario, code) => {
    const app = await sale()
    await app.scenario(scenario)
    // A question may wait for its turn, or be asked once more: for that the clock has to run.
    const running = setInterval(() => {
      world.time += 100
    }, 5)
    const asked = app.backend.getQuote(wanted(app)).finally(() => clearInterval(running))
    await expect(asked).rejects.toMatchObject({ code })
  })
})

describe('what is not believed', () => {
  it.each(['partna-webhooks-wrong-key', 'partna-webhooks-tampered'])('%s: no address', async (scenario) => {
    const app = await sale()
    await app.scenario(scenario)
    const { orderId } = await app.sold()
    expect(app.statuses).toEqual([401])
    expect((await app.statusOf(orderId)).kind).toBe('opened')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
  })

  it('a second deposit address stops the order', async () => {
    const app = await sale()
    const { orderId } = await app.sold()
    expect((await app.bindingOf(orderId)).state).toBe('ready')
    await app.sandbox.control.partna.changeAddress(app.ramp().reference)
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'conflict', reason: 'address_changed' })
  })
})
