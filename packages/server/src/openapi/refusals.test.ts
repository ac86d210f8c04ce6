import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'
import { type RouteName, routes } from '@offrampkit/core/api'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FakeProvider, fakeProvider } from '../../test/fakeProvider.ts'
import { alice, bob, type Call, harness, hash, newId, wish } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'
import { openApiDocument } from './document.ts'

// Every route × everything that stands before it or under it and may refuse: what is really answered is in the description.

type Harness = ReturnType<typeof harness>
const names = Object.keys(routes) as RouteName[]
const document = openApiDocument()

function listed(name: RouteName): number[] {
  const { path, method } = routes[name]
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] as {
    responses: Record<string, unknown>
  }
  return Object.keys(operation.responses).map(Number)
}

/** What a provider may throw. */
const thrownByProviders: readonly OfframpErrorCode[] = [
  ...(['amount_out_of_limits', 'conflict', 'invalid_amount', 'invalid_request', 'order_ended'] as const),
  ...(['provider_rejected', 'provider_unavailable', 'provider_unreadable', 'rate_limited'] as const),
  ...(['token_mismatch', 'unknown_asset', 'unsupported_network', 'unsupported_operation'] as const),
]
const notOfOptions: ReadonlySet<OfframpErrorCode> = new Set([
  ...(['conflict', 'order_ended', 'unsupported_operation'] as const),
])
/** What an app's `authenticate` may throw. */
const thrownByApps: readonly OfframpErrorCode[] = [
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'store_failed',
]

// Nobody waits for as long as this.
const failing = (code: OfframpErrorCode) =>
  new OfframpError({ code, message: 'As a test wished.', retryAfterMs: 20_000 })

/** The fake, whose forms fail as all else of it does. */
const withForms =
  (fake: FakeProvider): ServerProviderFactory =>
  (context) => {
    const provider = fake.create(context)
    return {
      ...provider,
      checkRequest(flow, request) {
        provider.checkRequest(flow, request)
        if (fake.down) throw fake.down
      },
      async continueSession() {
        if (fake.down) throw fake.down
        return { session: { kind: 'follow' }, events: [] }
      },
    }
  }

/** A store that can be broken while a test looks. */
function breakable() {
  const inner = memoryStore()
  const state = { broken: false }
  const calls = Object.entries(inner).map(([name, call]) => [
    name,
    typeof call === 'function'
      ? (...given: unknown[]) => {
          if (state.broken) return Promise.reject(new Error('away'))
          return (call as (...given: unknown[]) => unknown).apply(inner, given)
        }
      : call,
  ])
  return { store: Object.fromEntries(calls) as Store, state }
}

/** What is asked well, of an order that is as far as the route needs it. */
async function askFor(name: RouteName, h: Harness): Promise<Call> {
  const body = { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] }
  if (name === 'getOptions') return { query: '?provider=fake' }
  if (name === 'getQuote') return { body: { ...wish, provider: 'fake' } }
  if (name === 'getQuotes') return { body: wish }
  if (name === 'createOrder') return { body }
  if (name === 'listOrders') return {}
  if (name === 'receiveWebhook') return { path: { provider: 'fake' }, body: {}, as: null }
  const fresh = name === 'createSession' || name === 'continueSession' || name === 'cancelOrder'
  const order = fresh ? await h.create() : await h.ready()
  const path = { orderId: order.orderId, attemptId: newId() }
  if (name === 'continueSession') return { path, body: { values: { iban: 'DE89370400440532013000' } } }
  if (fresh || name === 'getOrder' || name === 'watchOrder') return { path }
  const attempt = h.attemptFor(order, { attemptId: path.attemptId })
  if (name === 'reserveDeposit') return { path, body: { attempt } }
  await h.ok('reserveDeposit', { path, body: { attempt } })
  if (name === 'findDeposit') return { path }
  return { path, body: { phase: 'hash', txHash: hash('a') } }
}

interface Wrong {
  call?: (call: Call) => Call
  options?: Parameters<typeof harness>[0]
  down?: OfframpErrorCode
  /** What happened in between. */
  meanwhile?: (h: Harness, name: RouteName, asked: Call) => unknown
}
async function endedByProvider(h: Harness, _: RouteName, { path }: Call): Promise<void> {
  h.pass(25 * 3_600_000)
  const orderId = path?.orderId
  if (orderId) await h.webhook({ orderId, rowId: `row-${orderId}`, state: 'expired', fields: {} })
}

/** Another wish under the same id, or another order's transaction, or another device that sends. */
async function heldByAnother(h: Harness, name: RouteName, { body, path = {} }: Call): Promise<void> {
  if (name === 'createOrder')
    await h.ok(name, { body: { ...(body as object), request: { ...wish, amount: '9' } } })
  if (name === 'createSession' || name === 'continueSession') {
    await h.ok('createSession', { path })
    await h.ok('cancelOrder', { path })
  }
  if (name === 'cancelOrder') {
    const order = await h.ready()
    path.orderId = order.orderId
    await h.ok('reserveDeposit', { path, body: { attempt: h.attemptFor(order) } })
  }
  if (name === 'reserveDeposit') await h.webhook({ ...path, rowId: 'another', state: 'paid' })
  if (name !== 'reportDeposit') return
  const other = await askFor(name, h)
  await h.ok(name, other)
}

const header = (key: string, value: string | null) => ({
  call: (call: Call) => ({ ...call, headers: { ...call.headers, [key]: value } }),
})
const unknownIds = { orderId: newId(), attemptId: newId(), provider: 'none' }

/** Everything that can be wrong, one at a time. */
const wrongs: Readonly<Record<string, Wrong>> = {
  nothing: {},
  'another origin': header('origin', 'https://evil.example'),
  'another site': header('sec-fetch-site', 'cross-site'),
  'another version': header('offrampkit-version', '9'),
  'another content type': header('content-type', 'text/plain'),
  'a body that is too large': { call: (call) => ({ ...call, raw: 'x'.repeat(70_000) }) },
  'a body that is no JSON': { call: (call) => ({ ...call, raw: '{' }) },
  'a member too many': { call: (call) => ({ ...call, body: { ...(call.body as object), more: 1 } }) },
  'an odd query': { call: (call) => ({ ...call, query: '?provider=&cursor=x&returned=2' }) },
  'nobody signed in': { call: (call) => ({ ...call, as: null }) },
  'somebody else signed in': { call: (call) => ({ ...call, as: bob }) },
  'ids that nobody has': { call: (call) => ({ ...call, path: unknownIds }) },
  'an attempt that nobody has': {
    call: (call) => ({ ...call, path: { ...call.path, attemptId: newId() } }),
  },
  'an order that is over': { meanwhile: endedByProvider },
  'something that another one holds': { meanwhile: heldByAnother },
  'no IP': { options: { clientIp: () => null } },
  'no place for streams': { options: { streamLimits: { perUser: 0 } } },
  ...Object.fromEntries(thrownByProviders.map((code) => [`the provider: ${code}`, { down: code }])),
}

describe('what is refused is in the description', () => {
  const seen = new Map<RouteName, Set<number>>(names.map((name) => [name, new Set()]))
  beforeAll(async () => {
    for (const name of names) {
      const note = (response: Response) => {
        seen.get(name)?.add(response.status)
        return response.body?.cancel()
      }
      const make = (options: Parameters<typeof harness>[0] = {}) => {
        const fake = fakeProvider()
        return harness({ providers: [withForms(fake)], ...options }, fake)
      }
      for (const { call = (asked: Call) => asked, options, down, meanwhile } of Object.values(wrongs)) {
        const h = make(options)
        const asked = call(await askFor(name, h).catch(() => ({ path: unknownIds })))
        await meanwhile?.(h, name, asked)
        // What is asked before any sale has no order that could be over or held.
        if (down && name === 'getOptions' && notOfOptions.has(down)) continue
        if (down) h.fake.down = failing(down)
        if (asked.raw && routes[name].method === 'GET') continue
        await note(await h.send(name, asked))
      }
      for (const code of thrownByApps) {
        let refuses = false
        const h = make({
          authenticate: () => {
            if (refuses) throw failing(code)
            return alice
          },
        })
        const asked = await askFor(name, h)
        refuses = true
        await note(await h.send(name, asked))
      }
      const { store, state } = breakable()
      const h = make({ store })
      const asked = await askFor(name, h)
      state.broken = true
      await note(await h.send(name, asked))
      // As many as one user may, and one more.
      const few = make({ userLimits: { orders: 1, sessions: 1 } })
      const again = await askFor(name, few)
      await note(await few.send(name, again))
      if (name === 'createOrder') await note(await few.send(name, await askFor(name, few)))
      else await note(await few.send(name, again))
    }
  })

  it.each(names)('of %s', (name) => {
    const statuses = [...(seen.get(name) ?? [])].filter((status) => status !== 200).sort((a, b) => a - b)
    expect(listed(name)).toEqual(expect.arrayContaining(statuses))
    expect(statuses.length).toBeGreaterThan(name === 'receiveWebhook' ? 2 : 4)
  })

  it('whoever may call is counted by the app: `authenticate` may say that it is too much', () => {
    for (const name of names)
      expect([name, listed(name).includes(429)]).toEqual([name, routes[name].access !== 'provider'])
  })

  it('and what the description lists is really answered, save what any request may meet', () => {
    const any = [200, 400, 500, 503]
    const unseen = names.flatMap((name) =>
      listed(name)
        .filter((status) => !any.includes(status) && !seen.get(name)?.has(status))
        .map((status) => `${name} ${status}`),
    )
    expect(unseen).toEqual([])
  })
})
