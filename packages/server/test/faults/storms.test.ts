import { once } from 'node:events'
import { createServer, request, type Server, type ServerOptions } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { apiVersion, apiVersionHeader, pathOf, type RouteName, routes } from '@offrampkit/core/api'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { toNodeListener } from '../../src/node/listener.ts'
import { postgresStore } from '../../src/stores/postgres/store.ts'
import { startPostgres, type TestPostgres } from '../engines/postgres.ts'
import { emptyPlace } from '../engines/postgresPlace.ts'
import { fakeProvider } from '../fakeProvider.ts'
import { alice, harness, newId, origin, wish } from '../harness.ts'
import { answersAt, overHttp } from './overHttp.ts'

let postgres: TestPostgres
const endings: (() => unknown)[] = []
beforeAll(async () => {
  postgres = await startPostgres()
})
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})
afterAll(() => postgres?.stop())

/** An instance over PostgreSQL with few connections, and a provider that answers when the gate is open. */
function instance() {
  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 })
  pool.on('error', () => undefined)
  const store = postgresStore({ pool, schema: emptyPlace(postgres).schema, migrate: true })
  endings.push(async () => {
    await store.close()
    await pool.end()
  })
  let gate: Promise<void> | null = null
  const fetch: typeof globalThis.fetch = async (...asked) => {
    await gate
    return await answersAt(Date.now)(...asked)
  }
  const fake = fakeProvider()
  const h = harness({ store, providers: [overHttp(fake)], fetch }, fake)
  const holdBack = () => {
    let open: () => void = () => undefined
    gate = new Promise((resolve) => {
      open = resolve
    })
    return () => {
      gate = null
      open()
    }
  }
  /** Nothing is held any more: no connection, no place in a queue, no timer. */
  const atRest = () =>
    vi.waitFor(() => {
      expect({ waiting: pool.waitingCount, used: pool.totalCount - pool.idleCount }).toEqual({
        waiting: 0,
        used: 0,
      })
      expect(h.timers.size).toBe(0)
    }, 20_000)
  return { ...h, pool, holdBack, atRest }
}

async function listen(h: ReturnType<typeof instance>, options: ServerOptions = {}) {
  const server = createServer(options, toNodeListener(h.handler))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endings.push(() => end(server))
  return { server, port: (server.address() as AddressInfo).port }
}
async function end(server: Server) {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

it('two thousand requests at once are all answered, and leave nothing behind', async () => {
  const h = instance()
  const orders = await Promise.all(Array.from({ length: 20 }, () => h.ready()))
  h.pass(60_000)
  const codes = new Map<string, number>()
  const count = (code: string) => codes.set(code, (codes.get(code) ?? 0) + 1)
  await Promise.all(
    Array.from({ length: 2_000 }, async (_, at) => {
      const path = { orderId: orders[at % orders.length]!.orderId }
      count(await h.code('getOrder', { path }))
    }),
  )
  expect([...codes]).toEqual([['ok 200', 2_000]])
  expect(h.pool.totalCount).toBeLessThanOrEqual(4)
  // Many who ask the same at once are one question to the provider.
  expect(h.fake.calls.reads).toBeLessThanOrEqual(3 * orders.length)
  await h.atRest()
})

describe('a client that goes away in the middle', () => {
  const bodies: Partial<Record<RouteName, unknown>> = {
    getQuote: { ...wish, provider: 'fake' },
    getQuotes: wish,
    createOrder: { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] },
    continueSession: { values: { iban: 'DE02120300000000202051' } },
  }
  const names = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].access !== 'provider')

  it.each(names)('of %s leaves nothing behind, however many do so', async (name) => {
    const h = instance()
    const { port, server } = await listen(h)
    const order = await h.ready()
    h.pass(60_000)
    const attempt = h.attemptFor(order)
    await h.ok('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
    const letGo = h.holdBack()
    const path = pathOf(name, { orderId: order.orderId, attemptId: attempt.attemptId })
    const { method } = routes[name]
    const headers = {
      origin,
      [apiVersionHeader]: apiVersion,
      'content-type': 'application/json',
      'x-user': 'alice',
    }
    const body = name === 'reserveDeposit' ? { attempt } : (bodies[name] ?? {})
    const received = vi.fn()
    server.on('request', received)
    const clients = Array.from({ length: 15 }, () => {
      const query = name === 'getOptions' ? '?provider=fake' : ''
      const sent = request({ port, method, path: `/api/offramp${path}${query}`, headers })
      sent.on('error', () => undefined)
      sent.end(method === 'POST' ? JSON.stringify(body) : undefined)
      return sent
    })
    await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(clients.length), 20_000)
    for (const client of clients) client.destroy()
    letGo()
    await h.atRest()
    expect(await h.code('getOrder', { path: { orderId: order.orderId } })).toBe('ok 200')
  })
})

describe('the server of node:http, with the limits of FAULTS.md made shorter', () => {
  const limits = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 }
  const head = (length: number) =>
    `POST /api/offramp/quote HTTP/1.1\r\nhost: app.example\r\norigin: ${origin}\r\nx-user: alice\r\n${apiVersionHeader}: ${apiVersion}\r\n` +
    `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`

  it.each([
    ['says nothing at all', ''],
    ['never comes to the end of its headers', 'GET /api/offramp/orders HTTP/1.1\r\nhost: app'],
    ['never comes to the end of its body', `${head(100)}{`],
  ])('ends a connection that %s', async (_, text) => {
    const h = instance()
    const { port } = await listen(h, limits)
    const sockets = Array.from({ length: 20 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined).resume()
      socket.write(text)
      return once(socket, 'close')
    })
    await Promise.all(sockets)
    await h.atRest()
  })

  it('keeps a stream that is open for longer', async () => {
    const h = instance()
    // Long enough for a busy machine to have read its headers.
    const { port } = await listen(h, { ...limits, headersTimeout: 1_000, requestTimeout: 1_000 })
    const { orderId } = await h.create()
    const headers = { origin, [apiVersionHeader]: apiVersion, 'x-user': 'alice' }
    const sent = request({ port, path: `/api/offramp/orders/${orderId}/events`, headers })
    sent.on('error', () => undefined).end()
    const [answer] = await once(sent, 'response')
    let heard = ''
    answer.on('data', (part: Buffer) => (heard += String(part)))
    // One that came later and says nothing is ended by the same clock.
    const later = connect(port, '127.0.0.1')
      .on('error', () => undefined)
      .resume()
    await once(later, 'close')
    await h.ok('createSession', { path: { orderId } })
    await vi.waitFor(() => expect(heard).toContain('"version":2'), 20_000)
    sent.destroy()
    await h.atRest()
  })

  it('refuses headers that are too long, and goes on', async () => {
    const h = instance()
    const { port } = await listen(h)
    const sent = request({ port, path: '/api/offramp/orders', headers: { 'x-long': 'x'.repeat(20_000) } })
    sent.on('error', () => undefined).end()
    const [answer] = await once(sent, 'response')
    expect(answer.statusCode).toBe(431)
    expect(await h.code('listOrders')).toBe('ok 200')
  })
})
