import { describe, expect, test } from 'vitest'
import { describedBanks, documentedHolder, documentedRate } from './fixtures/answers.ts'
import {
  documentedCompleted,
  documentedPending,
  documentedProcessing,
  documentedReceived,
} from './fixtures/news.ts'
import {
  depositAddress,
  expiresAt,
  order,
  page,
  recording,
  reference,
  sale,
  seller,
} from './fixtures/sale.ts'
import { served } from './fixtures/served.ts'

const { orderId } = order
const changed = (changes: Record<string, unknown>, body = documentedPending.body) =>
  JSON.stringify({ ...JSON.parse(body), ...changes })
const minute = 60_000

async function opened() {
  const { fetch, asked } = recording()
  const server = await served(fetch)
  const created = await server.create()
  const session = await server.backend.createSession({ orderId: created.orderId })
  if (session.kind !== 'open') throw new Error(session.kind)
  server.pass(30_000)
  return { ...server, asked, url: new URL(session.url) }
}

describe('a sale in the widget, through the whole server', () => {
  test('order, page, signed address, deposit, processing, paid', async () => {
    const { url, read, deliver, signed, backend, errors, pass } = await opened()
    expect(url.origin).toBe('https://pay.getpartna.com')
    expect(url.searchParams.get('reference')).toBe(reference)
    const before = await read(orderId)
    expect(before.view).toMatchObject({ orderId, status: { kind: 'opened' }, rules: { rowId: 'order_hex' } })
    expect(before.binding.state).toBe('waiting')

    expect(await deliver(await signed(documentedPending.body))).toBe(200)
    const waiting = await read(orderId)
    expect(waiting.view.status).toEqual({ kind: 'awaiting_deposit', rowId: reference, deadline: expiresAt })
    expect(waiting.binding).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, from: seller, amount: '0.11', units: 110_000_000_000_000_000n },
    })
    expect(await backend.createSession({ orderId })).toEqual({ kind: 'deposit', orderId })

    const steps = [
      [documentedReceived, 'received'],
      [documentedProcessing, 'processing'],
      [documentedCompleted, 'paid'],
    ] as const
    for (const [fixture, kind] of steps) {
      pass(minute)
      expect(await deliver(await signed(fixture.body))).toBe(200)
      const { view, binding } = await read(orderId)
      expect(view.status.kind).toBe(kind)
      expect(binding.state).not.toBe('ready')
    }
    expect((await read(orderId)).view.status).toMatchObject({
      payout: { amount: '12.9392', currency: 'KES' },
    })
    expect(errors).toEqual([])
  })

  test('in any order, twice each, and with the name of the event changed: the same end', async () => {
    const { read, deliver, signed } = await opened()
    const fixtures = [documentedCompleted, documentedPending, documentedProcessing, documentedReceived]
    const messages = await Promise.all(
      fixtures.flatMap(({ body }, at) => [
        signed(body),
        signed(body, ['Convert', 'verification.failed'][at % 2]),
      ]),
    )
    for (const message of [...messages, ...messages.toReversed()]) expect(await deliver(message)).toBe(200)
    expect((await read(orderId)).view).toMatchObject({
      status: { kind: 'paid', payout: { amount: '12.9392' } },
      version: expect.any(Number),
    })
  })

  test('hearing a message again, however it is dressed up, writes nothing', async () => {
    const { read, deliver, signed, pass } = await opened()
    const message = await signed(documentedPending.body)
    await deliver(message)
    const { version } = (await read(orderId)).view
    for (const again of [
      message,
      message.replace('"Offramp"', '"Onramp"'),
      message.replace('"event": ', '"x": 1, "event": '),
    ]) {
      pass(minute)
      expect(await deliver(again)).toBe(200)
    }
    expect((await read(orderId)).view.version).toBe(version)
  })

  test.each<[string, (server: Awaited<ReturnType<typeof opened>>) => Promise<string>]>([
    ['signed by another key', ({ signedByAnother }) => signedByAnother(documentedPending.body)],
    [
      'changed after it was signed',
      async ({ signed }) => (await signed(documentedPending.body)).replace('c89f', 'c89e'),
    ],
    [
      'with two of `data`',
      async ({ signed }) => (await signed(documentedPending.body)).replace('"event"', '"data": {}, "event"'),
    ],
    ['unsigned', async () => `{"event":"Offramp","data":${documentedPending.body}}`],
    [
      'with an empty signature',
      async () => `{"event":"Offramp","data":${documentedPending.body},"signature":""}`,
    ],
    ['that is not JSON', async () => 'data'],
  ])('a message %s is refused, and tells nothing', async (_, make) => {
    const server = await opened()
    expect(await server.deliver(await make(server))).toBe(401)
    expect((await server.read(orderId)).view.facts.rows).toEqual({})
  })

  test('a second address stops the order for good', async () => {
    const { read, deliver, signed, backend } = await opened()
    await deliver(await signed(documentedPending.body))
    await deliver(await signed(changed({ paymentAddress: '0x90F79bf6EB2c4f870365E785982E1f101E93b906' })))
    const { view, binding } = await read(orderId)
    expect(view.status).toMatchObject({ kind: 'conflict', reason: 'address_changed' })
    expect(binding).toMatchObject({ state: 'refused', rejected: [{ reasons: ['changed'] }] })
    await deliver(await signed(documentedPending.body.replace('12.93', '12.94')))
    expect((await read(orderId)).binding.state).toBe('refused')
    await expect(backend.createSession({ orderId })).rejects.toMatchObject({ code: 'order_ended' })
  })

  test('a message about one order changes no other', async () => {
    const { create, read, deliver, signed } = await opened()
    const other = await create()
    expect(other.orderId).not.toBe(orderId)
    await deliver(await signed(documentedPending.body))
    expect((await read(other.orderId)).view.facts.rows).toEqual({})
    expect((await read(orderId)).binding.state).toBe('ready')
  })

  test.each<[string, Record<string, unknown>]>([
    ['amount', { fromAmount: 0.12 }],
    ['asset', { fromCurrency: 'USDC' }],
    ['network', { fromNetwork: 'binance' }],
    ['sender', { sendingAddress: depositAddress }],
  ])('another %s than the order’s is never paid', async (_, changes) => {
    const { read, deliver, signed } = await opened()
    expect(await deliver(await signed(changed(changes)))).toBe(200)
    expect((await read(orderId)).binding.state).toBe('refused')
  })

  test('three minutes before its end it is not paid any more, and then it has expired', async () => {
    const { read, deliver, signed, pass, now } = await opened()
    await deliver(await signed(documentedPending.body))
    pass(expiresAt - 3 * minute - 1 - now())
    expect((await read(orderId)).binding.state).toBe('ready')
    pass(1)
    expect((await read(orderId)).binding.state).not.toBe('ready')
    pass(3 * minute)
    expect((await read(orderId)).view.status.kind).toBe('expired')
  })

  test('no bank detail reaches the store, the browser or the log', async () => {
    const { read, deliver, signed, kept, errors } = await opened()
    for (const { body } of [documentedPending, documentedCompleted]) await deliver(await signed(body))
    await deliver(await signed(changed({ paymentAddress: { a: 1 }, toAccount: '0726140198' })))
    expect(kept).toHaveLength(3)
    expect(errors).toHaveLength(1)
    const all = JSON.stringify([kept, errors, (await read(orderId)).view])
    expect(all).toContain(reference)
    expect(all).not.toMatch(/0726140198|Safaricom|toExternalAccount/)
  })
})

describe('a sale by API, through the whole server', () => {
  const values = { bankCode: '044', accountNumber: '0123456789', holder: 'Jane Doe' }
  const request = {
    asset: 'USDT',
    network: 'eip155:56',
    amount: '100.1',
    cashoutCurrency: 'NGN',
    country: 'NG',
  } as const

  test('form, instruction, and the poll to the end', async () => {
    const answers: Record<string, string> = {
      'GET /banks': describedBanks.body,
      'POST /kyc/resolve-account': documentedHolder.body,
      'GET /rate': documentedRate.body,
      'POST /ramp': JSON.stringify({
        data: { fromAmount: 100.1, paymentAddress: depositAddress, expiryDate: expiresAt / 1000 },
      }),
    }
    const listed = { fromAmount: 100.1, fromCurrency: 'USDT', fromNetwork: 'binance', toCurrency: 'NGN' }
    let status = 'pending'
    const { fetch: answer } = recording(answers)
    const fetch: typeof globalThis.fetch = async (input, init) =>
      String(input).includes('/ramp?')
        ? new Response(page([sale({ ...listed, status, toAmount: 164_000.5, paymentAddress: undefined })]))
        : await answer(input, init)
    const server = await served(fetch, { accountOf: () => 'janedoe', api: { expireAction: 'deposit' } })
    await server.create('partna/api', request)
    const form = await server.backend.createSession({ orderId })
    expect(form.kind).toBe('form')
    expect(await server.backend.continueSession?.({ orderId, values })).toEqual({ kind: 'deposit', orderId })
    const waiting = await server.read(orderId)
    expect(waiting.binding).toMatchObject({
      state: 'ready',
      instruction: { to: depositAddress, units: 100_100_000_000_000_000_000n },
    })
    expect(waiting.view.capabilities).toMatchObject({
      instructionFrom: 'create',
      refunds: 'to_provider_balance',
    })
    status = 'completed'
    server.pass(minute)
    const { view } = await server.read(orderId)
    expect(view.status).toMatchObject({ kind: 'paid', payout: { amount: '164000.5', currency: 'NGN' } })
    expect(JSON.stringify([view, server.errors])).not.toMatch(/0123456789|Jane|JANE/)
  })
})
