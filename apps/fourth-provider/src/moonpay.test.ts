import { createHmac } from 'node:crypto'
import { mainnetRegistry } from '@offrampkit/core'
import { httpBackend } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { createId, noFacts, type Order } from '@offrampkit/core/order'
import { describeProviderConformance } from '@offrampkit/providers/testing'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { describe, expect, it, test } from 'vitest'
import { moonpay, moonpayHosted, moonpayRules } from './moonpay.ts'
import { depositAddress, sale, standIn } from './standIn.ts'

const keys = { publishableKey: 'pk_test_key', secretKey: 'sk_test_0123456789' }
const registry = mainnetRegistry()
const seller = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const startedAt = Date.parse('2026-11-21T12:00:00Z')
const request = {
  asset: 'USDC',
  network: 'eip155:8453',
  amount: '25',
  cashoutCurrency: 'EUR',
  country: 'DE',
} as const

const order: Order = {
  orderId: 'AAECAwQFBgcICQoLDA0ODw',
  provider: moonpayHosted.provider,
  flow: moonpayHosted.id,
  request,
  sender: seller,
  createdAt: startedAt - 10_000,
  rules: moonpayRules,
  facts: noFacts,
}

describeProviderConformance(
  moonpayHosted.id,
  {
    factory: moonpay(keys),
    registry,
    now: startedAt,
    order,
    upstream: (status) => standIn(status === null ? [] : [sale(order.orderId, startedAt, { status })]),
    statuses: { waitingForDeposit: 'waiting', pending: 'processing', completed: 'paid', failed: 'failed' },
    secrets: [keys.secretKey, 'ee0e649f-a072'],
    ownWords: ['waitingForDeposit', 'baseCurrency', 'depositWallet', 'usdc_base', 'bankAccountId'],
  },
  { describe, it },
)

/** An app that has nothing of the kit but its server, with MoonPay as its one provider. */
function app() {
  let time = startedAt
  const origin = 'https://app.example'
  const upstream = standIn()
  const handler = createOfframpHandler({
    store: memoryStore(),
    providers: [moonpay(keys)],
    registry,
    authenticate: () => ({ userId: 'ada', addresses: [seller] }),
    clientIp: () => '203.0.113.9',
    returnUrl: `${origin}/return`,
    allowedOrigins: [origin],
    fetch: upstream.fetch,
    now: () => time,
  })
  const backend = httpBackend({
    baseUrl: `${origin}/api/offramp`,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('origin', origin)
      return handler(new Request(input, { ...init, headers }))
    },
  })
  const requestId = createId((length) => crypto.getRandomValues(new Uint8Array(length)))
  return {
    upstream,
    backend,
    /** An order whose page is open. */
    async open() {
      const { orderId } = await backend.createOrder({
        requestId,
        provider: 'moonpay',
        request,
        sender: seller,
      })
      return { orderId, session: await backend.createSession({ orderId }) }
    },
    async read(orderId: string) {
      time += 5_000
      const view = await backend.getOrder({ orderId })
      return { status: view.status, binding: bindDeposit(view, registry, view.serverNow) }
    },
    now: () => time,
  }
}

describe('a whole sale through the handler', () => {
  test('quote, signed page, deposit, paid', async () => {
    const { upstream, backend, open, read, now } = app()
    expect(await backend.getQuote({ provider: 'moonpay', ...request })).toMatchObject({
      receive: { amount: '22.41', currency: 'EUR' },
      fees: [{ kind: 'provider', amount: { amount: '0.99', currency: 'EUR' } }],
    })
    const { orderId, session } = await open()
    if (session.kind !== 'open') throw new Error(`It is ${session.kind}.`)
    const [page, signature = ''] = session.url.split('&signature=')
    expect(page).toContain(`externalTransactionId=${orderId}`)
    const { origin, search } = new URL(String(page))
    expect(origin).toBe('https://sell.moonpay.com')
    const mac = createHmac('sha256', keys.secretKey).update(search).digest('base64')
    expect(decodeURIComponent(signature)).toBe(mac)
    expect(session.url).not.toContain(keys.secretKey)

    // Nothing stands at MoonPay until the user has confirmed on the page.
    expect(await read(orderId)).toMatchObject({ status: { kind: 'opened' }, binding: { state: 'waiting' } })
    upstream.sales.push(sale(orderId, now()))
    expect(await read(orderId)).toMatchObject({
      status: { kind: 'awaiting_deposit' },
      binding: { state: 'ready', instruction: { to: depositAddress, units: 25_000_000n } },
    })

    const hash = `0x${'0e'.repeat(32)}`
    upstream.sales[0] = sale(orderId, now(), { status: 'pending', depositHash: hash })
    expect(await read(orderId)).toMatchObject({
      status: { kind: 'processing', txHash: hash },
      binding: { state: 'waiting' },
    })
    upstream.sales[0] = sale(orderId, now(), { status: 'completed', depositHash: hash })
    expect((await read(orderId)).status).toMatchObject({
      kind: 'paid',
      payout: { amount: '22.41', currency: 'EUR' },
    })
  })

  test.each([
    ['a second address', { depositWallet: { walletAddress: seller } }],
    ['another token', { baseCurrency: { code: 'usdc' } }],
    ['a token that nobody knows', { baseCurrency: { code: 'usdc_somewhere' } }],
  ])('%s stops it', async (_, changes) => {
    const { upstream, open, read, now } = app()
    const { orderId } = await open()
    upstream.sales.push(sale(orderId, now()))
    expect((await read(orderId)).binding.state).toBe('ready')
    upstream.sales[0] = sale(orderId, startedAt, changes)
    expect((await read(orderId)).binding.state).not.toBe('ready')
  })

  test('two sales under one reference stop it', async () => {
    const { upstream, open, read, now } = app()
    const { orderId } = await open()
    upstream.sales.push(sale(orderId, now()), sale(orderId, now(), { id: '00000000-another-sale' }))
    expect(await read(orderId)).toMatchObject({ status: { kind: 'conflict' }, binding: { state: 'several' } })
  })

  test('an address with a tag, on a network that has none, is not paid without it', async () => {
    const { upstream, open, read, now } = app()
    const { orderId } = await open()
    const depositWallet = { walletAddress: depositAddress, walletAddressTag: '104729' }
    upstream.sales.push(sale(orderId, now(), { depositWallet }))
    expect((await read(orderId)).binding.state).toBe('waiting')
  })
})
