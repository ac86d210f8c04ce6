import { createAssetRegistry, evmNetwork, native, type OfframpError } from '@offrampkit/core'
import {
  apiVersion,
  apiVersionHeader,
  type OrderView,
  pathOf,
  type RouteName,
  routes,
} from '@offrampkit/core/api'
import { type Binding, bindDeposit } from '@offrampkit/core/deposit'
import { type AttemptView, createId } from '@offrampkit/core/order'
import { createOfframpHandler } from '../src/handler.ts'
import type { ErrorContext, OfframpHandlerOptions, User } from '../src/options.ts'
import { memoryStore } from '../src/stores/memory.ts'
import { throwawayWebhook } from '../src/testing/throwawayProviders.ts'
import { depositAddress, type FakeProvider, fakeProvider, webhookSecret } from './fakeProvider.ts'

export const network = evmNetwork(8453)
export const origin = 'https://app.example'
export const alice = {
  userId: 'alice',
  addresses: ['0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'],
} satisfies User
export const bob = { userId: 'bob', addresses: ['0x4E5B2e1dc63F6b91cb6Cd759936495434C7e972F'] } satisfies User

export const registry = createAssetRegistry({
  networks: [{ id: network, name: 'Base', kind: 'evm', finality: 2, blockTimeMs: 2_000 }],
  assets: [
    { network, address: native, symbol: 'ETH', name: 'Ether', decimals: 18 },
    {
      network,
      address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
      symbol: 'USDC',
      name: 'USD Coin',
      decimals: 6,
    },
  ],
})

export const wish = {
  asset: 'USDC',
  network,
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
} as const

export const newId = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))
export const hash = (digit: string) => `0x${digit.repeat(64)}`

export interface Call {
  as?: User | null
  path?: Record<string, string>
  query?: string
  body?: unknown
  headers?: Record<string, string | null>
  method?: string
  raw?: BodyInit
}

/** What a stream said first; it goes on. For any other answer, all of it. */
export async function firstWords(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return await response.text()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value)
}

/** Lets so many seconds go by for open streams. */
export function passSeconds({ timers }: Pick<ReturnType<typeof harness>, 'timers'>, seconds: number): void {
  for (let second = 0; second < seconds; second++)
    for (const timer of [...timers]) if (timer.ms === 1_000 && timers.delete(timer)) timer.run()
}

/** A handler with a fake provider, a clock that stands until moved, and what a test needs to speak to it. */
export function harness(options: Partial<OfframpHandlerOptions> = {}, fake: FakeProvider = fakeProvider()) {
  let time = Date.UTC(2026, 10, 21)
  const errors: { error: OfframpError; context: ErrorContext }[] = []
  const timers = new Set<{ ms: number; run: () => void }>()
  const users: Record<string, User> = { alice, bob }
  const store = options.store ?? memoryStore({ now: () => time })
  const handler = createOfframpHandler({
    store,
    providers: [fake.create],
    registry,
    authenticate: (request) => users[request.headers.get('x-user') ?? ''] ?? null,
    clientIp: () => '203.0.113.7',
    returnUrl: 'https://app.example/cash-out?tab=1',
    allowedOrigins: [origin],
    // Turns come at once, as the clock stands.
    readsPerSecond: { fake: 1_000 },
    userReadsPerSecond: options.readsPerSecond ?? { fake: 1_000 },
    // One user makes what many would.
    userLimits: { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY },
    now: () => time,
    after(ms, run) {
      // Pauses of less than a second are over at once; the clock stands.
      if (ms < 1_000) {
        const timer = setTimeout(run)
        return () => clearTimeout(timer)
      }
      const timer = { ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    onError: (error, context) => errors.push({ error, context }),
    ...options,
  })

  async function send(name: RouteName, call: Call = {}): Promise<Response> {
    const method = call.method ?? routes[name].method
    const body = call.raw ?? (method === 'POST' ? JSON.stringify(call.body ?? {}) : undefined)
    const headers = new Headers({
      origin,
      [apiVersionHeader]: apiVersion,
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(call.as === null ? {} : { 'x-user': (call.as ?? alice).userId }),
    })
    for (const [key, value] of Object.entries(call.headers ?? {}))
      if (value === null) headers.delete(key)
      else headers.set(key, value)
    const url = `https://app.example/api/offramp${pathOf(name, call.path)}${call.query ?? ''}`
    const init = { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) }
    return await handler(new Request(url, init as RequestInit))
  }

  async function ok<value>(name: RouteName, call: Call = {}): Promise<value> {
    const response = await send(name, call)
    const body = await response.json()
    if (!response.ok) throw new Error(`${name} answered ${response.status} ${JSON.stringify(body)}`)
    return body as value
  }

  /** The code of an error answer. */
  async function code(name: RouteName, call: Call = {}): Promise<string> {
    const response = await send(name, call)
    const body = (await response.json()) as { error?: { code: string } }
    return body.error?.code ?? `ok ${response.status}`
  }

  const create = (call: Call & { requestId?: string; provider?: string } = {}) =>
    ok<OrderView>('createOrder', {
      body: {
        requestId: call.requestId ?? newId(),
        provider: call.provider ?? 'fake',
        request: wish,
        sender: (call.as ?? alice).addresses[0],
      },
      ...call,
    })

  /** An order that the provider waits for: opened, with one live row. */
  async function ready(call: Call = {}): Promise<OrderView> {
    const { orderId } = await create(call)
    await ok('createSession', { ...call, path: { orderId } })
    const fields = { network, asset: 'USDC', amount: '25', to: depositAddress }
    fake.rows.set(orderId, [{ rowId: `row-${orderId}`, state: 'waiting', fields }])
    return await ok<OrderView>('getOrder', { ...call, path: { orderId } })
  }

  const bindingOf = (order: OrderView): Binding => bindDeposit(order, registry, order.serverNow)

  function attemptFor(order: OrderView, changes: Partial<AttemptView> = {}): AttemptView {
    const binding = bindingOf(order)
    return {
      attemptId: newId(),
      phase: 'armed',
      digest: binding.state === 'ready' ? binding.instruction.digest : `0x${'0'.repeat(64)}`,
      sender: order.sender,
      fromBlock: 100,
      nonce: 7,
      pin: null,
      startedAt: time,
      ...changes,
    }
  }

  async function webhook(news: Record<string, unknown>, provider = 'fake', secret = webhookSecret) {
    const { body, headers } = await throwawayWebhook(secret, news as never)
    return await send('receiveWebhook', {
      path: { provider },
      raw: body,
      headers: { ...headers, origin: null },
    })
  }

  return {
    handler,
    store,
    fake,
    errors,
    /** Timers that have not come due. */
    timers,
    send,
    ok,
    code,
    create,
    ready,
    bindingOf,
    attemptFor,
    webhook,
    now: () => time,
    pass: (ms: number) => {
      time += ms
    },
  }
}
