import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bankValues, promised, startCapaSale, units } from './test/capaSale.ts'
import { startWorld, type World } from './test/sellerApp.ts'

/** Capa's adapter against its stand-in over a real local chain. */
let world: World
beforeAll(async () => {
  world = await startWorld('base')
})
afterAll(() => world.stop())

async function sale() {
  const app = await startCapaSale(world)
  return { ...app, capa: app.sandbox.control.capa }
}

describe('a sale', () => {
  test('order → identity check → bank account → deposit → hash → execute → webhooks → paid', async () => {
    const app = await sale()
    await app.scenario('capa-execute-needed')
    const orderId = await app.ordered()
    expect((await app.statusOf(orderId)).kind).toBe('awaiting_deposit')
    const txHash = await app.send(orderId)
    await app.pass(5_000)
    await app.look(orderId)
    expect(app.sold()).toMatchObject({ executed: true, executedHash: txHash, cryptoAmount: '25' })
    await app.pass(5_000)
    await app.pass(5_000)
    expect(app.sold()).toMatchObject({ status: 'COMPLETED', depositHash: txHash })
    expect(app.capa.webhooks().map(({ event, state }) => [event, state])).toEqual([
      ['CREATED_KYC', 'delivered'],
      ['VERIFIED_USER', 'delivered'],
      ['CREATED_OFF_RAMP', 'delivered'],
      ['CRYPTO_RECEIVED_OFF_RAMP', 'delivered'],
      ['COMPLETED_OFF_RAMP', 'delivered'],
    ])
    expect(new Set(app.statuses)).toEqual(new Set([200]))
    const payout = { amount: app.sold().fiatAmount, currency: 'MXN' }
    expect(await app.statusOf(orderId)).toMatchObject({ kind: 'paid', payout })
    expect(await app.arrived()).toEqual([units])
    expect(app.log).toEqual([])
  })

  test.each(['capa-old-words', 'capa-newest-words'])('%s: understood at every step', async (scenario) => {
    const app = await sale()
    // The poll alone tells the words: no webhook carries a status.
    app.capa.setWebhookFaults({ drop: -1 })
    await app.scenario(scenario)
    app.capa.setSettings({ payoutAfterMs: 200_000 })
    const orderId = await app.ordered()
    const told = []
    await app.pass(60_000)
    told.push((await app.statusOf(orderId)).kind)
    await app.send(orderId)
    for (let turn = 0; turn < 4; turn += 1) {
      await app.pass(60_000)
      told.push((await app.statusOf(orderId)).kind)
    }
    expect(told).toEqual(['awaiting_deposit', 'received', 'processing', 'processing', 'paid'])
  })

  test('by the names of the events alone, old and new', async () => {
    for (const scenario of ['capa-old-words', 'capa-newest-words']) {
      const app = await sale()
      await app.scenario(scenario)
      const orderId = await app.ordered()
      await app.send(orderId)
      await app.pass(1_000)
      expect((await app.statusOf(orderId)).kind, scenario).toBe('received')
    }
  })

  test('webhooks that come twice and last one first: it is paid, once', async () => {
    const app = await sale()
    const orderId = await app.ordered()
    app.capa.setWebhookFaults({ hold: true, duplicate: -1 })
    await app.send(orderId)
    await app.pass(5_000)
    await app.pass(5_000)
    await app.capa.releaseWebhooks(true)
    expect((await app.statusOf(orderId)).kind).toBe('paid')
    expect(app.sold().status).toBe('COMPLETED')
    expect(await app.arrived()).toEqual([units])
  })

  test('forged webhooks are refused, and the poll finds the payout', async () => {
    const app = await sale()
    await app.scenario('capa-webhooks-forged')
    const orderId = await app.ordered()
    await app.send(orderId)
    await app.settle()
    expect(new Set(app.statuses)).toEqual(new Set([401]))
    expect((await app.statusOf(orderId)).kind).toBe('paid')
  })
})

describe('a sale that is left', () => {
  test('at the identity check: a fresh page each time, and no order at Capa', async () => {
    const app = await sale()
    const { orderId, url } = await app.identified()
    const again = await app.backend.createSession({ orderId })
    expect(again).toMatchObject({ kind: 'open' })
    expect(again.kind === 'open' && again.url).not.toBe(url)
    expect(app.capa.orders()).toEqual([])
    await app.pass(24 * 3_600_000)
    expect((await app.statusOf(orderId)).kind).toBe('expired')
  })

  test('at the bank form: it is asked again, at the price of then', async () => {
    const app = await sale()
    const { orderId, form } = await app.asked()
    await app.scenario('capa-price-drop')
    const again = await app.backend.createSession({ orderId })
    if (again.kind !== 'form') throw new Error(`The session is ${again.kind}.`)
    expect(Number(promised(again))).toBeLessThan(Number(promised(form)))
    expect(await app.answer(orderId, bankValues(again))).toEqual({ kind: 'deposit', orderId })
    expect(app.sold().status).toBe('PENDING_PAYMENT')
  })

  test.each([
    ['reject', 'identity_rejected'],
    ['review', 'identity_in_review'],
  ] as const)('because the identity check ended in %s', async (decision, reason) => {
    const app = await sale()
    const { orderId, url } = await app.identified()
    await app.decide(url, decision)
    const code = decision === 'reject' ? 'identity_rejected' : 'identity_unverified'
    const refusal = { code, details: { reason } }
    await expect(app.backend.createSession({ orderId })).rejects.toMatchObject(refusal)
    expect(app.capa.orders()).toEqual([])
  })
})

describe('the price', () => {
  test('that fell between form and order: nothing is made, asked again, then made once', async () => {
    const app = await sale()
    const { orderId, form } = await app.asked()
    await app.scenario('capa-price-drop')
    const again = await app.answer(orderId, bankValues(form))
    if (again.kind !== 'form') throw new Error(`The answer is ${again.kind}.`)
    expect(again.reason).toBe('price_changed')
    expect(app.capa.orders()).toEqual([])
    expect(await app.answer(orderId, bankValues(again))).toEqual({ kind: 'deposit', orderId })
    expect(Number(app.sold().fiatAmount)).toBeGreaterThanOrEqual(Number(promised(again)))
  })

  test('whose lock has expired: nothing is made, and it can be tried again at once', async () => {
    const app = await sale()
    const { orderId, form } = await app.asked()
    await app.scenario('capa-quotes-expired')
    await expect(app.answer(orderId, bankValues(form))).rejects.toMatchObject({ retryable: true })
    expect(app.capa.orders()).toEqual([])
    app.capa.setSettings({ quoteLockMs: 10_000 })
    expect((await app.answer(orderId, bankValues(form))).kind).toBe('deposit')
  })
})

describe('Capa is unwell', () => {
  test.each([
    ['capa-down', 'provider_unavailable'],
    ['capa-rate-limited', 'rate_limited'],
    ['capa-garbled', 'provider_unreadable'],
  ])('%s: %s, and no order', async (scenario, code) => {
    const app = await sale()
    const { orderId, form } = await app.asked()
    await app.scenario(scenario)
    await expect(app.answer(orderId, bankValues(form))).rejects.toMatchObject({ code })
    expect(app.capa.orders()).toEqual([])
  })

  test.each(['flat', 'nested', 'errorCode', 'message-list'])(
    'an error in the form %s says the same',
    async (errorBody) => {
      const app = await sale()
      app.capa.setSettings({ errorBody })
      const { orderId, form } = await app.asked()
      app.capa.setSettings({ disabledFiat: 'MXN' })
      const refusal = { code: 'provider_rejected', details: { reason: 'currency_disabled' } }
      await expect(app.answer(orderId, bankValues(form))).rejects.toMatchObject(refusal)
      expect(app.capa.orders()).toEqual([])
    },
  )

  test('a create whose answer is lost makes no second order, however often it is asked again', async () => {
    const app = await sale()
    await app.scenario('capa-lost-create')
    const { orderId, form } = await app.asked()
    await expect(app.answer(orderId, bankValues(form))).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
    for (let turn = 0; turn < 3; turn += 1) {
      await app.pass(5_000)
      const again = await app.backend.createSession({ orderId }).catch(() => null)
      if (again?.kind === 'form') await app.answer(orderId, bankValues(again)).catch(() => null)
    }
    expect(app.sold().status).toBe('PENDING_PAYMENT')
    expect((await app.statusOf(orderId)).kind).toBe('awaiting_deposit')
  })

  test('down at the start, in the form and after the send: what is known stays true', async () => {
    const app = await sale()
    const unavailable = { code: 'provider_unavailable' }
    const { orderId, form } = await app.asked()
    await app.scenario('capa-down')
    await expect(app.backend.createSession({ orderId })).rejects.toMatchObject(unavailable)
    await expect(app.answer(orderId, bankValues(form))).rejects.toMatchObject(unavailable)
    expect(app.capa.orders()).toEqual([])
    app.capa.setFaults({ down: 0 })
    await app.pass(61_000)
    expect((await app.answer(orderId, bankValues(form))).kind).toBe('deposit')
    await app.send(orderId)
    await app.scenario('capa-down')
    await app.pass(60_000)
    expect(await app.look(orderId)).toMatchObject({ stale: true })
    expect(app.sold().status).toBe('COMPLETED')
    app.capa.setFaults({ down: 0 })
    await app.pass(60_000)
    expect((await app.statusOf(orderId)).kind).toBe('paid')
    expect(await app.arrived()).toEqual([units])
  })
})
