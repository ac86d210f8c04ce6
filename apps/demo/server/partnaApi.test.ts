import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountName, startPartnaSale, units } from './test/partnaSale.ts'
import { startWorld, type World } from './test/sellerApp.ts'

/** Partna's adapter, selling by `POST /ramp` with a form of the app's own, against its stand-in over a real local chain. */
let world: World
beforeAll(async () => {
  world = await startWorld('celo')
})
afterAll(() => world.stop())

type ExpireAction = 'useCurrentRate' | 'deposit'

async function sale(expireAction: ExpireAction = 'useCurrentRate', more: Record<string, unknown> = {}) {
  return await startPartnaSale(world, { accountOf: () => accountName, api: { expireAction, ...more } })
}

const payout = { mobileNetwork: 'Safaricom', accountNumber: '0700000001', holder: 'Sandbox Holder' }

describe('a sale by form', () => {
  it('has its address as the answer, and is paid', async () => {
    const app = await sale()
    const { orderId, form } = await app.asked()
    expect(form.fields.map(({ name }) => name)).toEqual(['mobileNetwork', 'accountNumber', 'holder'])
    app.sandbox.control.partna.setWebhookFaults({ drop: -1 })
    expect(await app.answer(orderId, payout)).toEqual({ kind: 'deposit', orderId })
    expect(app.ramp()).toMatchObject({
      by: 'api',
      accountName,
      row: { expireAction: 'useCurrentRate' },
    })
    expect(await app.bindingOf(orderId)).toMatchObject({ state: 'ready', instruction: { units } })
    const txHash = await app.send(orderId)
    await app.pass(10_000)
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('paid')
    expect(app.ramp()).toMatchObject({ outcome: 'paid', transactionHash: txHash })
    expect(await app.arrived()).toEqual([units])
    expect(app.log).toEqual([])
  })

  it.each(['cryptoAddress', 'address'])('reads the address under the name %s too', async (addressField) => {
    const app = await sale()
    app.sandbox.control.partna.setSettings({ addressField })
    app.sandbox.control.partna.setWebhookFaults({ drop: -1 })
    const { orderId } = await app.asked()
    await app.answer(orderId, payout)
    const binding = await app.bindingOf(orderId)
    const to = binding.state === 'ready' && binding.instruction.to.toLowerCase()
    expect(to).toBe(app.ramp().paymentAddress.toLowerCase())
  })

  it('to a Nigerian bank with an ampersand in its name, which Go writes as an escape and signs as such', async () => {
    const app = await sale()
    const nigeria = { asset: 'CUSD', amount: '0.11', cashoutCurrency: 'NGN', country: 'NG' }
    const { orderId, form } = await app.asked(nigeria)
    expect(form.fields[0]?.options).toContainEqual({ value: '058', label: 'Guaranty & Trust Bank' })
    await app.answer(orderId, { bankCode: '058', accountNumber: '0123456789', holder: 'Sandbox Holder' })
    await app.send(orderId)
    await app.pass(10_000)
    expect(app.sandbox.control.partna.webhooks()[0]?.data).toContain('Guaranty \\u0026 Trust Bank')
    expect(app.statuses).toEqual([200, 200, 200, 200])
    expect((await app.statusOf(orderId)).kind).toBe('paid')
  })

  it.each([
    ['an account that the bank knows under another name', { holder: 'Somebody Else' }, 'holder'],
    ['a number that does not fit', { accountNumber: '0000000000' }, 'accountNumber'],
  ])('is not made with %s', async (_, wrong, field) => {
    const app = await sale()
    const { orderId } = await app.asked()
    const refusal = { code: 'invalid_request', details: { field } }
    await expect(app.answer(orderId, { ...payout, ...wrong })).rejects.toMatchObject(refusal)
    expect(app.sandbox.control.partna.ramps()).toEqual([])
    expect((await app.answer(orderId, payout)).kind).toBe('deposit')
  })

  it('answered twice is made once', async () => {
    const app = await sale()
    const { orderId } = await app.asked()
    const both = await Promise.allSettled([app.answer(orderId, payout), app.answer(orderId, payout)])
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await app.answer(orderId, payout)).toEqual({ kind: 'deposit', orderId })
    expect(app.ramp().status).toBe('pending')
  })

  it('does not end another sale of the same user', async () => {
    const app = await sale()
    const first = await app.asked()
    await app.answer(first.orderId, payout)
    const second = await app.order('partna', 'partna/api', app.kenya)
    await app.backend.createSession({ orderId: second })
    await expect(app.answer(second, payout)).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'pending_sale' },
    })
    expect(app.ramp().status).toBe('pending')
    expect((await app.bindingOf(first.orderId)).state).toBe('ready')
    expect((await app.bindingOf(second)).state).toBe('waiting')
  })

  it('while Partna is down makes nothing, and is made later', async () => {
    const app = await sale()
    const { orderId } = await app.asked()
    await app.scenario('partna-down')
    await expect(app.answer(orderId, payout)).rejects.toMatchObject({ code: 'provider_unavailable' })
    expect(app.sandbox.control.partna.ramps()).toEqual([])
    app.sandbox.control.partna.setFaults({ down: 0 })
    expect((await app.answer(orderId, payout)).kind).toBe('deposit')
  })
})

describe('coins that come too late', () => {
  it.each<[ExpireAction, string, string]>([
    ['useCurrentRate', 'completed', 'paid'],
    ['deposit', 'received', 'received'],
  ])('with %s', async (expireAction, status, kind) => {
    const app = await sale(expireAction, { lifeMs: 600_000 })
    const { orderId } = await app.asked()
    await app.answer(orderId, payout)
    await app.pass(601_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
    expect((await app.bindingOf(orderId)).state).not.toBe('ready')
    await app.scenario('partna-late')
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe(kind)
    expect(app.ramp()).toMatchObject({ status, outcome: expireAction === 'deposit' ? 'credited' : 'paid' })
    expect(await app.arrived()).toEqual([units])
  })
})
