import { inspect } from 'node:util'
import { OfframpError } from '@offrampkit/core'
import { type RouteName, routes } from '@offrampkit/core/api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sessionToken, webhookSecret } from '../test/fakeProvider.ts'
import { alice, bob, firstWords, harness, newId, wish } from '../test/harness.ts'
import type { LogRecord } from './log/record.ts'

const secrets = ['key-5ecret', sessionToken, webhookSecret, 'DE89370400440532013000', 'hunter2']
const thrown = (text: string): Error[] => [
  new TypeError(`fetch failed: https://api.example/v1?sessionToken=${text}`),
  Object.assign(new Error(text, { cause: new Error(text) }), {
    config: { headers: { authorization: text } },
  }),
  new OfframpError({
    code: 'provider_unavailable',
    message: 'The provider is down.',
    cause: new Error(text),
  }),
  new OfframpError({ code: 'provider_rejected', message: 'No.', cause: { body: text } }),
]

describe('nothing that is secret', () => {
  it('gets into an answer or a log, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(routes) as RouteName[])),
        fc.constantFrom(...secrets),
        fc.nat(3),
        async (name, secret, kind) => {
          const records: LogRecord[] = []
          const h = harness({ log: (record) => records.push(record) })
          const order = await h.ready()
          const attempt = h.attemptFor(order)
          await h.ok('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
          h.fake.down = thrown(secret)[kind] ?? null
          h.pass(2_000)
          const { orderId } = order
          const body = {
            createOrder: { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] },
            getQuote: wish,
            getQuotes: wish,
            continueSession: { values: { iban: secret } },
            reserveDeposit: { attempt },
            reportDeposit: { phase: 'hash', txHash: `0x${'a'.repeat(64)}` },
          }
          const response = await h.send(name, {
            path: { orderId, attemptId: attempt.attemptId, provider: 'fake' },
            query: name === 'getOptions' ? '?provider=fake' : '',
            body: body[name as keyof typeof body] ?? {},
            headers: { authorization: secret, cookie: `session=${secret}` },
          })
          const told = [
            await firstWords(response),
            JSON.stringify([...response.headers]),
            inspect(records, { depth: 20, showHidden: true }),
            ...h.errors.flatMap(({ error, context }) => [
              inspect({ error, context }, { depth: 20, showHidden: true }),
              JSON.stringify({ error, context }),
              error.stack ?? '',
            ]),
          ].join('\n')
          expect(records.length).toBeGreaterThan(0)
          for (const word of secrets) expect(told).not.toContain(word)
          for (const { context } of h.errors) expect(JSON.stringify(context)).not.toContain(orderId)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is in an order: no token, no owner, no request id', async () => {
    const h = harness()
    const requestId = newId()
    const { orderId } = await h.create({ requestId })
    await h.ok('createSession', { path: { orderId } })
    const text = await (await h.send('getOrder', { path: { orderId } })).text()
    for (const word of [sessionToken, requestId, '"alice"', 'ownerId']) expect(text).not.toContain(word)
    expect(JSON.stringify(await h.store.order(orderId))).not.toContain(sessionToken)
    expect(JSON.stringify(await h.store.eventsAfter(orderId, 0, 100))).not.toContain(sessionToken)
  })

  it('is in a log: no address and no amount of a request that was refused', async () => {
    const h = harness()
    const address = `${alice.addresses[0]?.slice(0, -1)}0`
    const body = { requestId: newId(), provider: 'fake', request: wish, sender: address }
    expect(await h.code('createOrder', { body })).toBe('invalid_address')
    const amount = '3704004405320130000000.1'
    expect(
      await h.code('createOrder', {
        body: { ...body, sender: bob.addresses[0], request: { ...wish, amount } },
      }),
    ).not.toBe('ok 200')
    const told = inspect(h.errors, { depth: 20, showHidden: true })
    expect(h.errors).toHaveLength(2)
    for (const word of [address, address.slice(2, 20), bob.addresses[0], amount])
      expect(told).not.toContain(word)
  })

  it('stays with one user when two use the same words', async () => {
    const h = harness()
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.constantFrom('getOrder', 'createSession', 'cancelOrder'),
        async (mine, name) => {
          const order = await h.ready(mine ? {} : { as: bob })
          const response = await h.send(name as RouteName, {
            as: mine ? bob : alice,
            path: { orderId: order.orderId },
          })
          const text = await response.text()
          expect(response.status).toBe(404)
          expect(text).not.toContain(order.orderId)
          expect(text).not.toContain(order.sender)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('an unforeseen failure', () => {
  it('is answered as internal, and told to the operator with its place in the code', async () => {
    const h = harness({
      authenticate: () => {
        throw new TypeError('the session database is at postgres://hunter2@db')
      },
    })
    const response = await h.send('listOrders')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ error: { code: 'internal', retryable: true } })
    const [told] = h.errors
    expect(told?.context).toEqual({ during: 'listOrders' })
    expect(inspect(told, { depth: 9 })).toContain('leaks.test.ts')
    expect(inspect(told, { depth: 9 })).not.toContain('hunter2')
  })

  it('in what the app hears with does not keep the answer back', async () => {
    const full = () => {
      throw new Error('the log is full')
    }
    const h = harness({ onError: full, onOrderChanged: full })
    expect((await h.ready()).status.kind).toBe('awaiting_deposit')
    expect((await h.send('getOrder', { path: { orderId: newId() } })).status).toBe(404)
  })
})
