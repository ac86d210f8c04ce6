import { createId } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { coinbaseBackend } from './client.ts'
import { order, page, registry, row, seller, startedAt } from './fixtures/sale.ts'

test.each([
  ['paid', { status: 'TRANSACTION_STATUS_SUCCESS', tx_hash: `0x${'ab'.repeat(32)}` }, 'order_ended', 'yes'],
  ['received', { tx_hash: `0x${'ab'.repeat(32)}` }, 'order_ended', 'yes'],
  ['failed', { status: 'TRANSACTION_STATUS_FAILED' }, 'order_ended', 'no'],
  ['expired', { status: 'TRANSACTION_STATUS_EXPIRED' }, 'order_expired', 'no'],
])('the page is not opened again for an order that is %s', async (kind, fields, code, moneyMoved) => {
  const entries = new Map<string, string>()
  let tokens = 0
  const backend = coinbaseBackend({
    request: async ({ path }) => {
      if (path === '/onramp/v1/token') {
        tokens += 1
        return '{"token":"0123456789abcdef"}'
      }
      return page([row(fields)])
    },
    registry,
    storage: {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
    },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    now: () => startedAt,
    returnUrl: 'https://app.example/cash-out',
  })
  const requestId = createId((length) => crypto.getRandomValues(new Uint8Array(length)))
  const { orderId } = await backend.createOrder({
    requestId,
    provider: 'coinbase',
    request: order.request,
    sender: seller,
  })
  await backend.createSession({ orderId })
  expect((await backend.getOrder({ orderId })).status.kind).toBe(kind)
  await expect(backend.createSession({ orderId })).rejects.toMatchObject({ code, moneyMoved })
  expect(tokens).toBe(1)
})
