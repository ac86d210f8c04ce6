import type { OrderView } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { stageOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { capaErrorTable } from './errorTable.ts'
import { app } from './fixtures/app.ts'
import { refused } from './fixtures/fakeCapa.ts'
import { clabe, depositAddress, owner, registry } from './fixtures/sale.ts'
import { failure } from './fixtures/session.ts'
import { memoryCapaUsers } from './users.ts'

const bank = { clabe, receiveAtLeast: '1934.42' }
const hash = `0x${'ab'.repeat(32)}`
const verified = () => ({ users: memoryCapaUsers({ [owner]: 'user-1' }) })

const stage = (order: OrderView) =>
  stageOf({
    order,
    status: order.status,
    binding: bindDeposit(order, registry, order.serverNow),
    attempts: order.attempts,
  })

describe('a whole sale through the handler', () => {
  test('e-mail → identity check → bank account → deposit → hash → webhooks → paid', async () => {
    const { backend, upstream, create, answer, reserve, webhook, store, log, pass } = app()
    const { orderId } = await create()
    upstream.kyc = null
    expect(await backend.createSession({ orderId })).toMatchObject({
      kind: 'form',
      fields: [{ name: 'email' }],
    })
    expect(await answer(orderId, { email: 'ada@example.com' })).toMatchObject({ kind: 'open' })
    upstream.kyc = 'VERIFIED'
    const form = await backend.createSession({ orderId })
    expect(form).toMatchObject({ kind: 'form', fields: [{ name: 'clabe' }, { name: 'receiveAtLeast' }] })

    const wrong = await failure(answer(orderId, { ...bank, clabe: '014680260346007121' }))
    expect(wrong).toMatchObject({ code: 'invalid_request', details: { field: 'values.clabe' } })
    expect(await answer(orderId, bank)).toEqual({ kind: 'deposit', orderId })
    // Answering again, or asking again, makes nothing more.
    expect(await answer(orderId, bank)).toEqual({ kind: 'deposit', orderId })
    expect(await backend.createSession({ orderId })).toEqual({ kind: 'deposit', orderId })
    expect(upstream.rows).toHaveLength(1)

    const waiting = await backend.getOrder({ orderId })
    expect(waiting.status).toMatchObject({ kind: 'awaiting_deposit', rowId: 'tx-1' })
    expect(bindDeposit(waiting, registry, waiting.serverNow)).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, units: 100_000_000n, differences: [] },
    })

    const attempt = await reserve(orderId)
    const report = { orderId, attemptId: attempt.attemptId, phase: 'hash', txHash: hash } as const
    await backend.deposits?.report(report)
    await backend.deposits?.report(report)
    pass(5_000)
    await backend.getOrder({ orderId })
    const executed = upstream.asked.filter((ask) => ask.path === '/off-ramp/execute')
    expect(executed.map((ask) => ask.body)).toEqual([{ transactionId: 'tx-1', transactionHash: hash }])

    for (const [status, event, kind] of [
      ['CRYPTO_RECEIVED', 'RECEIVED_USER_CRYPTO', 'received'],
      ['IN_PROGRESS', 'CRYPTO_RECEIVED_OFF_RAMP', 'processing'],
      ['COMPLETED', 'COMPLETED_OFF_RAMP', 'paid'],
    ] as const) {
      Object.assign(upstream.rows[0] ?? {}, { status })
      expect(await webhook({ event, transactionId: 'tx-1' }, 'another secret')).toBe(401)
      expect(await webhook({ event, transactionId: 'tx-1' })).toBe(200)
      expect((await store.order(orderId))?.order.facts.rows['tx-1']?.states).toHaveProperty(kind)
    }
    const paid = await backend.getOrder({ orderId })
    expect(paid.status).toMatchObject({ kind: 'paid', payout: { amount: '1953.96', currency: 'MXN' } })

    // Bank details and names were told to Capa, and are nowhere else.
    const kept = JSON.stringify([
      await store.order(orderId),
      await store.eventsAfter(orderId, 0, 100),
      paid,
      log,
    ])
    for (const secretText of [clabe.slice(0, 12), clabe.slice(-8), 'Ada', 'ada@example.com', 's3cret'])
      expect(kept).not.toContain(secretText)
  })

  const person = { holderType: 'individual', firstName: 'Adalove', lastName: 'Lacebyron' }
  const german = {
    ...person,
    iban: 'DE89 3704 0044 0532 0130 00',
    bic: 'COBADEFFXXX',
    bankName: 'Commerzbank',
  }
  const american = {
    ...person,
    routingNumber: '021001208',
    accountNumber: '000123456789',
    bankName: 'Commerzbank',
    street: '33 Liberty Street',
    city: 'New York',
    state: 'NY',
    postalCode: '10045',
    addressCountry: 'US',
  }
  const dominican = {
    accountNumber: '9601234567',
    bankName: 'Commerzbank',
    accountType: 'checking',
    documentType: 'passport',
    documentNumber: 'RD7654321',
  }

  test.each([
    ['DE', 'EUR', german, '370400440532013000'],
    ['US', 'USD', american, '000123456789'],
    ['DO', 'DOP', dominican, 'RD7654321'],
  ])(
    'an account in %s reaches Capa, and stays nowhere',
    async (country, cashoutCurrency, values, secretText) => {
      const { backend, upstream, create, answer, store, log } = app(verified())
      const { orderId } = await create({ country, cashoutCurrency })
      const form = await backend.createSession({ orderId })
      if (form.kind !== 'form') throw new Error(`It is ${form.kind}.`)
      const asked = form.fields.map((field) => field.name)
      expect(asked).toEqual(expect.arrayContaining([...Object.keys(values), 'receiveAtLeast']))

      const spoilt = { ...values, bankName: `x\u0000${secretText}` }
      expect((await failure(answer(orderId, { ...spoilt, receiveAtLeast: '1900' }))).details?.field).toBe(
        'values.bankName',
      )
      expect(await answer(orderId, { ...values, receiveAtLeast: '1900' })).toEqual({
        kind: 'deposit',
        orderId,
      })
      expect(upstream.asked.findLast((ask) => ask.path === '/off-ramp')?.text).toContain(secretText)
      const order = await backend.getOrder({ orderId })
      expect(bindDeposit(order, registry, order.serverNow).state).toBe('ready')
      const kept = JSON.stringify([
        await store.order(orderId),
        await store.eventsAfter(orderId, 0, 100),
        order,
        log,
      ])
      for (const text of [secretText, 'Commerzbank', 'Adalove', 'Lacebyron', 'Liberty'])
        expect(kept).not.toContain(text)
    },
  )

  test('a signed lie is not believed: the transaction itself says where it stands', async () => {
    const { backend, create, answer, webhook } = app(verified())
    const { orderId } = await create()
    await answer(orderId, bank)
    expect(await webhook({ event: 'COMPLETED_OFF_RAMP', transactionId: 'tx-1' })).toBe(200)
    expect((await backend.getOrder({ orderId })).status.kind).toBe('awaiting_deposit')
  })

  test('a price below what was agreed to: nothing is made, and the form comes back with its reason', async () => {
    const { upstream, create, answer } = app(verified())
    const { orderId } = await create()
    upstream.locked = '1900'
    expect(await answer(orderId, bank)).toMatchObject({ kind: 'form', reason: 'price_changed' })
    expect(upstream.count('POST', '/off-ramp')).toBe(0)
    expect(await answer(orderId, { ...bank, receiveAtLeast: '1881' })).toEqual({ kind: 'deposit', orderId })
  })

  test('a lost answer, and a server that restarts: the retry finds the one order', async () => {
    const { backend, upstream, create, answer, restart } = app(verified())
    const { orderId } = await create()
    upstream.lose = (ask) => ask.path === '/off-ramp'
    expect(await failure(answer(orderId, bank))).toMatchObject({
      code: 'provider_unavailable',
      moneyMoved: 'no',
    })
    upstream.lose = undefined
    restart()
    expect(await answer(orderId, bank)).toEqual({ kind: 'deposit', orderId })
    expect(upstream.count('POST', '/off-ramp')).toBe(1)
    expect((await backend.getOrder({ orderId })).status).toMatchObject({
      kind: 'awaiting_deposit',
      rowId: 'tx-1',
    })
  })

  test('no answer and no order: a restarted server still waits until the first call cannot come through', async () => {
    const { upstream, create, answer, restart, pass } = app(verified())
    const { orderId } = await create()
    upstream.instead = (ask) => (ask.path === '/off-ramp' ? new Response('', { status: 504 }) : undefined)
    await failure(answer(orderId, bank))
    upstream.instead = undefined
    restart()
    expect((await failure(answer(orderId, bank))).details?.reason).toBe('order_call_unanswered')
    expect(upstream.count('POST', '/off-ramp')).toBe(1)
    pass(60_000)
    expect(await answer(orderId, bank)).toEqual({ kind: 'deposit', orderId })
    expect(upstream.rows).toHaveLength(1)
  })

  test('two orders alike are two at Capa, each with its own', async () => {
    const { backend, upstream, create, answer } = app(verified())
    const orders = [await create(), await create()]
    for (const { orderId } of orders) await answer(orderId, bank)
    const rowIds = await Promise.all(
      orders.map(async ({ orderId }) => Object.keys((await backend.getOrder({ orderId })).facts.rows)),
    )
    expect(rowIds).toEqual([['tx-1'], ['tx-2']])
    expect(upstream.rows).toHaveLength(2)
  })
})

describe('the penny test that fails', () => {
  const cancelled = { status: 'CANCELLED', cancellationReason: 'NAME_VERIFICATION_FAILED' }
  const reason = 'bank_account_not_verified'

  test('before anything was sent: its own reason, and no money moved', async () => {
    const { backend, upstream, create, answer, pass } = app(verified())
    const { orderId } = await create()
    await answer(orderId, bank)
    Object.assign(upstream.rows[0] ?? {}, cancelled)
    pass(5_000)
    const order = await backend.getOrder({ orderId })
    expect(order.status).toEqual({ kind: 'failed', rowId: 'tx-1', reason })
    expect(stage(order)).toMatchObject({ name: 'failed_unsent', moneyMoved: 'no', canSend: false })
  })

  test('with a deposit on its way: the same reason, and money may have moved', async () => {
    const { backend, upstream, create, answer, reserve, pass } = app(verified())
    const { orderId } = await create()
    await answer(orderId, bank)
    const { attemptId } = await reserve(orderId)
    await backend.deposits?.report({ orderId, attemptId, phase: 'hash', txHash: hash })
    Object.assign(upstream.rows[0] ?? {}, cancelled)
    pass(5_000)
    const order = await backend.getOrder({ orderId })
    expect(order.status).toMatchObject({ kind: 'failed', reason })
    expect(stage(order)).toMatchObject({ moneyMoved: 'maybe', canSend: false, terminal: false })
  })

  test('after Capa had the coins: money moved, the sale is over, and the reason is kept', async () => {
    const { backend, upstream, create, answer, pass } = app(verified())
    const { orderId } = await create()
    await answer(orderId, bank)
    Object.assign(upstream.rows[0] ?? {}, { status: 'CRYPTO_RECEIVED' })
    pass(5_000)
    expect((await backend.getOrder({ orderId })).status.kind).toBe('received')
    Object.assign(upstream.rows[0] ?? {}, cancelled)
    pass(5_000)
    const order = await backend.getOrder({ orderId })
    expect(stage(order)).toMatchObject({ name: 'credited', moneyMoved: 'yes', terminal: true })
    expect(order.facts.rows['tx-1']?.fields.reason).toHaveProperty(reason)
  })
})

test('cancelling tells Capa, and ends the order', async () => {
  const { backend, upstream, create, answer } = app(verified())
  const { orderId } = await create()
  await answer(orderId, bank)
  expect((await backend.cancelOrder?.({ orderId }))?.status.kind).toBe('cancelled')
  expect(upstream.rows[0]?.status).toBe('CANCELLED')
  expect((await failure(answer(orderId, bank))).code).toBe('order_ended')
})

describe('every row of their error tables arrives at the browser as its own error', () => {
  test.each(capaErrorTable.map((row) => [row.reason, row] as const))('%s', async (reason, row) => {
    const { upstream, create, answer, log } = app(verified())
    const { orderId } = await create()
    const message = messageOf(row.says)
    upstream.instead = (ask) =>
      ask.path === '/off-ramp' ? refused(row.status, row.code, message) : undefined
    const error = await failure(answer(orderId, bank))
    expect(error).toMatchObject({
      code: row.as,
      shortMessage: row.message,
      action: row.action,
      moneyMoved: 'no',
      details: { reason },
    })
    expect(JSON.stringify([error, log])).not.toContain(clabe)
    // It was refused, so that the next try need not wait.
    upstream.instead = undefined
    expect(await answer(orderId, bank)).toEqual({ kind: 'deposit', orderId })
  })

  /** A text that this row has and no other: the words that it is told by. */
  const messageOf = (says: RegExp) =>
    says.source === 'invalid api key(?! format)' ? 'Invalid API Key' : `${says.source}, they say`
})
