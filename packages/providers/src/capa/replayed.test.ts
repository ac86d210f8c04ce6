import { expect, test } from 'vitest'
import { app } from './fixtures/app.ts'
import { clabe, owner } from './fixtures/sale.ts'
import { memoryCapaUsers } from './users.ts'

const day = 24 * 3_600_000

// Capa signs no time, and writes none into the body.
test('messages that are played again once they are forgotten change nothing, and cost a read each', async () => {
  const { backend, upstream, create, answer, webhook, store, pass } = app({
    users: memoryCapaUsers({ [owner]: 'user-1' }),
  })
  const { orderId } = await create()
  await answer(orderId, { clabe, receiveAtLeast: '1934.42' })
  const messages = [
    ['CRYPTO_RECEIVED', { event: 'RECEIVED_USER_CRYPTO', fiatAmount: '1900.00' }],
    ['COMPLETED', { event: 'COMPLETED_OFF_RAMP', fiatAmount: '1953.96' }],
    ['COMPLETED', { event: 'CANCELLED_OFF_RAMP', fiatAmount: '1.00' }],
  ] as const
  for (const [status, news] of messages) {
    pass(60_000)
    Object.assign(upstream.rows[0] ?? {}, { status })
    expect(await webhook({ ...news, transactionId: 'tx-1' })).toBe(200)
  }
  const before = await store.order(orderId)
  expect((await backend.getOrder({ orderId })).status).toMatchObject({
    kind: 'paid',
    payout: { amount: '1953.96' },
  })

  pass(40 * day)
  expect(await store.prune({ webhooks: Number.MAX_SAFE_INTEGER, consumed: 0, limit: 100 })).toBe(3)
  upstream.asked.length = 0
  for (let times = 0; times < 20; times++)
    for (const [, news] of messages) expect(await webhook({ ...news, transactionId: 'tx-1' })).toBe(200)
  // One for each message, however often: then it is known again for as long as before.
  expect(upstream.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array(3).fill('GET /transactions'),
  )
  expect(await store.order(orderId)).toEqual(before)
})
