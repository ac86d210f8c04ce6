import { bindDeposit } from '@offrampkit/core/deposit'
import type { RowEvent } from '@offrampkit/core/order'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { describe, expect, test } from 'vitest'
import { answering, heard, order, providerOver, registry, row, startedAt } from './fixtures/sale.ts'
import { webhookSample } from './fixtures/transactions.ts'

const secret = '5b6b3a52-0000-4000-8000-000000000000'
const provider = providerOver(answering('{}'), { webhookSecrets: [secret] })
const utf8 = new TextEncoder()

async function sign(body: string, at = startedAt, key = secret): Promise<Headers> {
  const headers = { 'content-type': 'application/json', 'x-hook0-id': 'd3b0' }
  const names = 'content-type x-hook0-id'
  const t = Math.floor(at / 1000)
  const hmac = await crypto.subtle.importKey(
    'raw',
    utf8.encode(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const mac = await crypto.subtle.sign(
    'HMAC',
    hmac,
    utf8.encode(`${t}.${names}.application/json.d3b0.${body}`),
  )
  return new Headers({
    ...headers,
    'x-hook0-signature': `t=${t},h=${names},v1=${Buffer.from(mac).toString('hex')}`,
  })
}

const parse = (body: unknown) =>
  provider.webhook?.parse(utf8.encode(typeof body === 'string' ? body : JSON.stringify(body)), startedAt)
const event = (changes: Record<string, unknown> = {}) => ({
  ...JSON.parse(webhookSample.body),
  ...changes,
})

describe('webhooks', () => {
  test('the documented sample is verified by core and read', async () => {
    if (!provider.webhook) throw new Error('no webhook')
    const { body } = webhookSample
    const { signed } = await verifyWebhook(
      provider.webhook.verification,
      { headers: await sign(body), rawBody: utf8.encode(body) },
      startedAt,
    )
    expect(provider.webhook.parse(signed, startedAt)).toMatchObject({
      orderId: null,
      rowId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
      confirmByRead: true,
      events: [{ type: 'row', source: 'webhook', state: 'received', at: startedAt }],
    })
  })

  test.each([
    ['another secret', startedAt, 'wrong'],
    ['a signature that is too old', startedAt - 301_000, secret],
    ['a signature from the future', startedAt + 301_000, secret],
  ])('%s is refused', async (_, at, key) => {
    if (!provider.webhook) throw new Error('no webhook')
    const request = {
      headers: await sign(webhookSample.body, at, key),
      rawBody: utf8.encode(webhookSample.body),
    }
    await expect(verifyWebhook(provider.webhook.verification, request, startedAt)).rejects.toMatchObject({
      code: 'webhook_rejected',
    })
  })

  test('without a secret there is no webhook', () => {
    expect(providerOver(answering('{}')).webhook).toBeUndefined()
  })

  // Their sample is for ETH in dollars to a token contract: it must never be paid, not even as this very order's row.
  test('the documented sample never binds', () => {
    const { txHash: _, ...sample } = event({
      fromAddress: order.sender,
      createdAt: '2026-11-21T12:00:00Z',
    })
    const news = parse(sample)
    const binding = bindDeposit(heard(news?.events ?? []), registry, startedAt + 60_000)
    expect(binding.state).toBe('refused')
    expect(binding.rejected[0]?.reasons).toEqual(
      expect.arrayContaining(['currency_is_not_asset', 'denied_address']),
    )
  })

  test('says the same as the row of the status API', async () => {
    const camel = Object.fromEntries(
      Object.entries(row()).map(([key, value]) => [
        key.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()),
        value,
      ]),
    )
    const [told] = (parse({ ...camel, eventType: 'offramp.transaction.updated', txHash: '0x' })?.events ??
      []) as RowEvent[]
    const body = JSON.stringify({ transactions: [row()] })
    const [read] = await providerOver(answering(body)).readOrder(order, {})
    expect({ ...told, source: 'poll' }).toEqual(read)
  })

  const other = 'EAECAwQFBgcICQoLDA0ODw'
  test.each([
    ['partnerUserRef', { partnerUserRef: order.orderId }, order.orderId],
    ['redirectUrl', { redirectUrl: `https://a.example/r?offramp_order=${order.orderId}&x=1` }, order.orderId],
    [
      'both',
      { partnerUserRef: order.orderId, redirectUrl: `https://a.example/r?offramp_order=${order.orderId}` },
      order.orderId,
    ],
    [
      'two that differ',
      { partnerUserRef: order.orderId, redirectUrl: `https://a.example/r?o=${other}` },
      null,
    ],
    ['a reference of somebody else', { partnerUserRef: 'user-789', redirectUrl: 'not a url' }, null],
    ['values of another kind', { partnerUserRef: { a: 1 }, redirectUrl: 7 }, null],
  ])('the order is found by %s', (_, changes, orderId) => {
    expect(parse(event({ redirectUrl: '', ...changes }))?.orderId).toBe(orderId)
  })

  test('a purchase is not news', () => {
    expect(parse({ eventType: 'onramp.transaction.success', transactionId: 'x', status: 'y' })).toBeNull()
  })

  test.each([
    ['nothing', ''],
    ['HTML', '<html>'],
    ['a list', '[]'],
    ['no type', '{}'],
    ['no id', '{"eventType":"offramp.transaction.updated"}'],
    ['two ids', event({ transaction_id: 'b', transactionId: 'a' })],
  ])('%s is unreadable', (_, body) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'provider_unreadable' }))
  })
})

describe('what is kept of a message', () => {
  const keep = (body: unknown) =>
    new TextDecoder().decode(
      provider.webhook?.keep?.(utf8.encode(typeof body === 'string' ? body : JSON.stringify(body))),
    )

  test('no member that is not read, nor inside of one that is', () => {
    const personal = { name: 'Ada Lovelace', iban: 'GB33BUKB20201555555555' }
    const told = event({
      ...{ personal, userId: 'ada@example.com', partnerUserRef: order.orderId },
      sellAmount: { value: '5.00', currency: 'USD', personal },
    })
    const kept = keep(told)
    expect(kept).not.toMatch(/Ada|ada@|GB33/)
    expect(parse(kept)).toEqual(parse(told))
  })

  test('in their other casing, and a status that is a number', () => {
    const snake = { event_type: 'offramp.transaction.updated', ...row(), status: 3 }
    expect(parse(keep(snake))).toEqual(parse(snake))
    expect(parse(keep(snake))?.events).toMatchObject([{ state: 'waiting' }])
  })

  test('of an odd value that it is odd, and not what it holds', () => {
    const kept = keep(event({ toAddress: { of: 'Ada Lovelace' }, total: ['Ada Lovelace'] }))
    expect(kept).not.toMatch(/Ada/)
    expect(() => parse(kept)).toThrow(expect.objectContaining({ code: 'provider_unreadable' }))
  })

  test.each(['{', '', '[]', 'null', '{"a":1}', 'Ada'])('of %s nothing', (body) => {
    expect(keep(body)).toBe('{}')
  })
})
