import {
  apiVersion,
  apiVersionHeader,
  type OrderView,
  pathOf,
  type RouteName,
  routes,
} from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { type AttemptView, createId } from '@offrampkit/core/order'
import { createOfframpHandler, type LogRecord, memoryStore, type Store } from '@offrampkit/server'
import type { World } from './worlds.ts'

const origin = 'https://app.example'
const base = `${origin}/api/offramp`
export const newId = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))

export interface Ask {
  path?: Record<string, string>
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

interface ServedOptions {
  store?: Store
  fetch?: typeof globalThis.fetch
  keys?: readonly ('old' | 'new')[]
  now?: number
}

/** The whole server over one of the worlds. */
export function served(
  world: World,
  { store = memoryStore(), fetch = world.upstream, keys, now }: ServedOptions = {},
) {
  let time = now ?? world.startedAt
  /** What an operator finds: records, and the errors themselves. */
  const log: LogRecord[] = []
  const errors: unknown[] = []
  const asked: string[] = []
  const handler = createOfframpHandler({
    store,
    registry: world.registry,
    providers: [world.factory(keys)],
    authenticate: () => ({ userId: 'user-of-the-app', addresses: [world.sender] }),
    clientIp: () => '203.0.113.7',
    returnUrl: `${origin}/cash-out`,
    allowedOrigins: [origin],
    now: () => time,
    timeout: (ms) => AbortSignal.timeout(Math.min(ms, 250)),
    // Nobody here waits really. The clock stands, save for who waits for as long as a provider wished: a pause must end.
    after: (ms, run) => {
      const timer = setTimeout(() => {
        if (ms >= 1_000) time += ms
        run()
      })
      return () => clearTimeout(timer)
    },
    fetch: async (input, init) => {
      asked.push(String(input))
      return await fetch(input, init)
    },
    log: (record) => log.push(record),
    onError: (error, context) => errors.push({ error, context }),
  })

  async function send(name: RouteName, { path = {}, query = '', body = {}, headers = {} }: Ask = {}) {
    const { method } = routes[name]
    const request = new Request(`${base}${pathOf(name, path)}${query}`, {
      method,
      headers: { origin, [apiVersionHeader]: apiVersion, 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    })
    return await handler(request)
  }

  async function ok<value>(name: RouteName, ask: Ask = {}): Promise<value> {
    const response = await send(name, ask)
    const text = await response.text()
    if (!response.ok) throw new Error(`${name} answered ${response.status} ${text}`)
    return JSON.parse(text) as value
  }

  const create = () =>
    ok<OrderView>('createOrder', {
      body: {
        requestId: newId(),
        provider: world.id,
        flow: world.flow,
        request: world.request,
        sender: world.sender,
      },
    })

  /** An order whose deposit is known. */
  async function ready(): Promise<OrderView> {
    const { orderId } = await create()
    const path = { orderId }
    await ok('createSession', { path })
    if (Object.keys(world.values).length > 0)
      await ok('continueSession', { path, body: { values: world.values } })
    return await ok<OrderView>('getOrder', { path, query: '?returned=1' })
  }

  function attemptFor(order: OrderView): AttemptView {
    const binding = bindDeposit(order, world.registry, order.serverNow)
    if (binding.state !== 'ready') throw new Error(`${world.id}: the deposit is ${binding.state}.`)
    const facts = { sender: order.sender, fromBlock: 100, nonce: 7, pin: null, startedAt: time }
    return { attemptId: newId(), phase: 'armed', digest: binding.instruction.digest, ...facts }
  }

  async function webhook({ body, headers }: { body: BodyInit; headers: HeadersInit }): Promise<Response> {
    return await handler(new Request(`${base}/webhooks/${world.id}`, { method: 'POST', body, headers }))
  }

  return {
    ...{ handler, store, log, errors, asked, send, ok, create, ready, attemptFor, webhook },
    pass: (ms: number) => {
      time += ms
    },
  }
}

/** What a stream said first, or all of any other answer. */
export async function firstWords(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return await response.text()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value)
}
