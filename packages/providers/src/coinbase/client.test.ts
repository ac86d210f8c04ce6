import { checkBackend, type OfframpBackend } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { createId } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import type { OrderStorage } from './browserOrders.ts'
import { type CoinbaseBackendOptions, coinbaseBackend } from './client.ts'
import { documentedOptions, recordedConfig } from './fixtures/catalog.ts'
import { order, page, registry, row, seller, startedAt } from './fixtures/sale.ts'
import type { ProxyRequest } from './proxyTransport.ts'

const token = '{"token":"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV","channel_id":""}'

function memory(): OrderStorage & { kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

/** Random bytes that differ each time and are the same in each run. */
function counting() {
  let count = 0
  return (length: number) => new Uint8Array(length).map((_, at) => (at === 0 ? ++count : at))
}

/** An app's backend that passes Coinbase's JSON on. `rows` is what Coinbase holds, by reference. */
function stage(options: Partial<CoinbaseBackendOptions> = {}) {
  const asked: ProxyRequest[] = []
  const rows = new Map<string, unknown[]>()
  const storage = memory()
  const clock = { now: startedAt - 10_000 }
  const request = async (ask: ProxyRequest): Promise<unknown> => {
    asked.push(ask)
    const path = ask.path.split('?')[0] ?? ''
    if (path.endsWith('/token')) return token
    if (path.endsWith('/sell/config')) return JSON.parse(recordedConfig.body)
    if (path.endsWith('/sell/options')) return new Response(documentedOptions.body)
    if (path.endsWith('/sell/quote'))
      return `{"sell_amount":{"value":"25","currency":"USDC"},"cashout_total":{"value":"24.75","currency":"USD"}}`
    return page(rows.get(/\/user\/([^/]+)\//.exec(path)?.[1] ?? '') ?? [])
  }
  const backend = checkBackend(
    coinbaseBackend({
      request,
      registry,
      storage,
      random: counting(),
      now: () => clock.now,
      returnUrl: 'https://app.example/cash-out?tab=sell',
      ...options,
    }),
  )
  return { asked, rows, storage, clock, backend }
}

const wish = (requestId = createId(counting())) => ({
  requestId,
  provider: 'coinbase',
  request: order.request,
  sender: seller,
})
const refs = (asked: readonly ProxyRequest[]) =>
  asked.flatMap(({ path }) => /\/user\/([^/]+)\//.exec(path)?.[1] ?? [])
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

describe('a sale without a server of the kit', () => {
  test('from the options to the payout', async () => {
    const { backend, asked, rows, clock } = stage()
    const options = await backend.getOptions({ provider: 'coinbase', country: 'US', subdivision: 'NY' })
    expect(options.assets).toHaveLength(3)
    const quote = await backend.getQuote({ ...order.request, provider: 'coinbase' })
    expect(quote.receive).toEqual({ amount: '24.75', currency: 'USD' })

    const made = await backend.createOrder(wish())
    expect(made).toMatchObject({ status: { kind: 'created' }, attempts: [], version: 1 })
    const session = await backend.createSession({ orderId: made.orderId })
    if (session.kind !== 'open') throw new Error(session.kind)
    const query = new URL(session.url).searchParams
    expect(query.get('partnerUserRef')).toBe(made.orderId)
    expect(query.get('redirectUrl')).toBe(
      `https://app.example/cash-out?tab=sell&offramp_order=${made.orderId}`,
    )

    expect((await backend.getOrder({ orderId: made.orderId })).status.kind).toBe('opened')
    clock.now = startedAt + 60_000
    rows.set(made.orderId, [row()])
    const early = await backend.getOrder({ orderId: made.orderId })
    expect(bindDeposit(early, registry, early.serverNow).state, 'nobody has confirmed it').toBe('waiting')
    const back = await backend.getOrder({ orderId: made.orderId, returned: true })
    expect(back.status).toMatchObject({ kind: 'awaiting_deposit' })
    expect(bindDeposit(back, registry, back.serverNow)).toMatchObject({
      state: 'ready',
      instruction: { amount: '25' },
    })

    const hash = `0x${'ab'.repeat(32)}`
    rows.set(made.orderId, [row({ tx_hash: hash })])
    expect((await backend.getOrder({ orderId: made.orderId })).status).toMatchObject({ kind: 'received' })
    rows.set(made.orderId, [row({ tx_hash: hash, status: 'TRANSACTION_STATUS_SUCCESS' })])
    const paid = await backend.getOrder({ orderId: made.orderId })
    expect(paid.status).toMatchObject({ kind: 'paid', payout: { amount: '24.75', currency: 'USD' } })
    expect(paid.version).toBeGreaterThan(back.version)

    // Only what the app's backend needs to pass on, to paths of Coinbase's own.
    expect(asked.map(({ method, path }) => `${method} ${path.split('?')[0]}`).slice(0, 4)).toEqual([
      'GET /onramp/v1/sell/config',
      'GET /onramp/v1/sell/options',
      'POST /onramp/v1/sell/quote',
      'POST /onramp/v1/token',
    ])
    expect(new Set(refs(asked))).toEqual(new Set([made.orderId]))
  })

  test('it has no second copy of the deposit ledger, and says so by having none', () => {
    expect(stage().backend.deposits).toBeUndefined()
  })

  test('another page of this browser knows the order; another browser does not', async () => {
    const first = stage()
    const { orderId } = await first.backend.createOrder(wish())
    const reloaded = stage({ storage: first.storage })
    expect((await reloaded.backend.getOrder({ orderId })).orderId).toBe(orderId)
    expect((await reloaded.backend.listOrders?.({}))?.items.map((item) => item.orderId)).toEqual([orderId])
    expect(await refusal(stage().backend.getOrder({ orderId }))).toBe('not_found')
  })

  test('a token is never kept', async () => {
    const { backend, storage } = stage()
    const { orderId } = await backend.createOrder(wish())
    await backend.createSession({ orderId })
    expect([...storage.kept.values()].join()).not.toContain('abcdefghijkl')
  })
})

describe('one wish, one order', () => {
  test('the same request id answers with the same order, also at the same time', async () => {
    const { backend } = stage()
    const [a, b] = await Promise.all([backend.createOrder(wish()), backend.createOrder(wish())])
    const c = await backend.createOrder(wish())
    expect(new Set([a.orderId, b.orderId, c.orderId]).size).toBe(1)
    expect((await backend.listOrders?.({}))?.items).toHaveLength(1)
  })

  test('but never with one for something else', async () => {
    const { backend } = stage()
    await backend.createOrder(wish())
    const more = { ...wish(), request: { ...order.request, amount: '250' } }
    expect(await refusal(backend.createOrder(more))).toBe('conflict')
    expect(await refusal(Promise.all([backend.createOrder(wish()), backend.createOrder(more)]))).toBe(
      'conflict',
    )
  })

  test.each<[string, object, string]>([
    ['a request id of another kind', { requestId: 'order-1' }, 'invalid_request'],
    ['another provider', { provider: 'partna' }, 'invalid_request'],
    ['another flow', { flow: 'coinbase/api' }, 'invalid_request'],
    ['an unknown asset', { request: { ...order.request, asset: 'DOGE' } }, 'unknown_asset'],
    ['an address with a bad checksum', { sender: seller.replace('dc79', 'DC79') }, 'invalid_address'],
  ])('%s is refused', async (_, changes, code) => {
    const { backend, storage } = stage()
    expect(await refusal(backend.createOrder({ ...wish(), ...changes }))).toBe(code)
    expect(storage.kept.size).toBe(0)
  })

  test.each<[string, OrderStorage]>([
    [
      'is full',
      {
        getItem: () => null,
        setItem: () => {
          throw new Error('QuotaExceededError')
        },
      },
    ],
    ['forgets', { getItem: () => null, setItem: () => undefined }],
    ['is broken', { getItem: () => '{', setItem: () => undefined }],
  ])('a storage that %s makes no order', async (_, storage) => {
    expect(await refusal(stage({ storage }).backend.createOrder(wish()))).toBe('store_failed')
  })
})

describe('a reference that is not the order’s own is refused, with the reason', () => {
  const create = (backend: OfframpBackend, count: number) =>
    backend.createOrder(wish(createId((length) => new Uint8Array(length).fill(count))))

  test.each<[string, unknown]>([
    ['one value', () => 'user-42'],
    ['a fixed text', 'user-42'],
  ])('%s for every order', async (_, partnerUserRef) => {
    const { backend, storage } = stage({ partnerUserRef: partnerUserRef as () => string })
    await expect(create(backend, 1)).rejects.toMatchObject({
      code: 'constant_reference',
      why: expect.stringContaining('history'),
      action: expect.stringContaining('each order has its own'),
    })
    expect(storage.kept.size).toBe(0)
  })

  test('one that repeats later', async () => {
    // Differs from call to call, and still comes around to a reference that was used.
    let calls = 0
    const partnerUserRef = () => `user-${Math.floor(++calls / 2) % 2 === 0 ? 'b' : 'a'}${calls % 2}`
    const { backend } = stage({ partnerUserRef })
    await create(backend, 1)
    await create(backend, 2)
    expect(await refusal(create(backend, 3))).toBe('constant_reference')
  })

  test('one of the app’s own that differs is fine, and is what Coinbase is asked for', async () => {
    const { backend, asked } = stage({ partnerUserRef: (orderId) => `shop-${orderId}` })
    const { orderId } = await create(backend, 1)
    await backend.getOrder({ orderId })
    expect(refs(asked)).toEqual([`shop-${orderId}`])
  })

  test('a reference that does not fit', async () => {
    const { backend } = stage({ partnerUserRef: (orderId) => `${orderId}@example.com` })
    expect(await refusal(create(backend, 1))).toBe('invalid_request')
  })

  test('a proxy that puts one user’s reference in its place shows older sales', async () => {
    const { backend, rows, clock } = stage()
    const { orderId } = await create(backend, 1)
    clock.now = startedAt
    rows.set(orderId, [row(), row({ transaction_id: 'old', created_at: '2026-11-20T12:00:00Z' })])
    expect(await refusal(backend.getOrder({ orderId }))).toBe('constant_reference')
    // Nothing of that answer was kept.
    rows.set(orderId, [])
    expect((await backend.getOrder({ orderId })).facts.rows).toEqual({})
  })

  test('but an order whose money may be on its way stays readable', async () => {
    const { backend, rows, clock } = stage()
    const { orderId } = await create(backend, 1)
    clock.now = startedAt
    rows.set(orderId, [row()])
    await backend.getOrder({ orderId })
    rows.set(orderId, [row(), row({ transaction_id: 'old', created_at: '2026-11-20T12:00:00Z' })])
    const { facts } = await backend.getOrder({ orderId })
    expect(Object.keys(facts.rows)).toEqual(['113c8a1d-0000-4000-8000-000000000001'])
  })
})

describe('what the app’s backend may answer', () => {
  const asking = (answer: () => unknown) =>
    stage({ request: async () => answer() }).backend.getOptions({ provider: 'coinbase' })

  test.each<[string, () => unknown, string]>([
    ['nothing', () => undefined, 'provider_unreadable'],
    ['HTML', () => '<html>', 'provider_unreadable'],
    ['a list', () => [], 'provider_unreadable'],
    ['an error body', () => ({ code: 3, message: 'no' }), 'provider_rejected'],
    ['an error body with a nested error', () => '{"error":{"code":8,"message":"slow"}}', 'rate_limited'],
    ['a failed Response', () => new Response('{"message":"x"}', { status: 429 }), 'rate_limited'],
    ['a failed Response without JSON', () => new Response('oops', { status: 502 }), 'provider_unavailable'],
    [
      'no answer',
      () => {
        throw new TypeError('Failed to fetch')
      },
      'backend_unreachable',
    ],
  ])('%s', async (_, answer, code) => {
    expect(await refusal(asking(answer))).toBe(code)
  })

  test.each<[string, () => unknown]>([
    ['404', () => new Response('{"code":5,"message":"not found"}', { status: 404 })],
    ['its body', () => ({ code: 5, message: 'not found' })],
  ])('a reference that Coinbase does not know yet: %s', async (_, answer) => {
    const { storage } = stage()
    const first = stage({ storage })
    const { orderId } = await first.backend.createOrder(wish())
    const { backend } = stage({ storage, request: async () => answer() })
    expect((await backend.getOrder({ orderId })).status.kind).toBe('created')
  })

  test('an amount that JSON turned into a JS number is not believed', async () => {
    const { backend, storage } = stage()
    const { orderId } = await backend.createOrder(wish())
    const numbers = { transactions: [row({ sell_amount: { value: 25, currency: 'USDC' } })] }
    const reread = stage({ storage, request: async () => numbers })
    expect(await refusal(reread.backend.getOrder({ orderId }))).toBe('provider_unreadable')
  })
})
