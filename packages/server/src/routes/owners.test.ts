import { type OrderView, type RouteName, routes } from '@offrampkit/core/api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alice, bob, firstWords, harness, newId } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'

type OrderRoute = {
  [name in RouteName]: (typeof routes)[name]['path'] extends `${string}:orderId${string}` ? name : never
}[RouteName]

/** More of everything that is made up: `FUZZ_TIMES=10`. */
const fuzzTimes = (runs: number) => Math.round(runs * Number(process.env.FUZZ_TIMES ?? 1))

/** Every call about one order, as its owner would make it. A new route is a type error until it stands here. */
const bodies: { [name in OrderRoute]: (order: OrderView, h: ReturnType<typeof harness>) => unknown } = {
  getOrder: () => undefined,
  watchOrder: () => undefined,
  createSession: () => ({}),
  continueSession: () => ({ values: {} }),
  cancelOrder: () => ({}),
  reserveDeposit: (order, h) => ({ attempt: h.attemptFor(order) }),
  reportDeposit: () => ({ phase: 'prompting' }),
  findDeposit: () => ({}),
}
const names = Object.keys(bodies) as OrderRoute[]

/** A store that notes what it is asked. */
function noting() {
  const calls: string[] = []
  const inner = memoryStore()
  const store = Object.fromEntries(
    Object.entries(inner).map(([name, call]) => [
      name,
      typeof call === 'function'
        ? (...given: never[]) => {
            calls.push(name)
            return (call as (...given: never[]) => unknown)(...given)
          }
        : call,
    ]),
  ) as unknown as Store
  return { store, take: () => calls.splice(0) }
}

/** An order of Alice's with an attempt at its deposit, and all that a call says and causes. */
async function sale() {
  const { store, take } = noting()
  const h = harness({ store })
  const order = await h.ready()
  const attempt = h.attemptFor(order)
  await h.ok('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
  async function call(name: OrderRoute, as: typeof alice | null, orderId: string, query = '') {
    take()
    const [asked, version] = [{ ...h.fake.calls }, (await store.order(order.orderId))?.version]
    take()
    const path = { orderId, attemptId: attempt.attemptId }
    const response = await h.send(name, { as, path, query, body: bodies[name](order, h) })
    const said = [response.status, [...response.headers], await firstWords(response)] as const
    const reads = take()
    expect((await store.order(order.orderId))?.version, `${name} wrote`).toBe(version)
    expect(h.fake.calls, `${name} asked the provider`).toEqual(asked)
    return { said, reads }
  }
  return { h, order, attempt, call }
}

describe('an order', () => {
  it('is behind a check of its owner on every route that names one', () => {
    const named = (Object.keys(routes) as RouteName[]).filter((name) =>
      routes[name].path.includes(':orderId'),
    )
    expect(named.sort()).toEqual([...names].sort())
    for (const name of named) expect(routes[name].access, name).toBe('user')
    // What needs no user has no order: whoever adds to these has to say why.
    const open = Object.entries(routes).filter(([, { access }]) => access !== 'user')
    expect(open.map(([name, { access }]) => `${name}: ${access}`)).toEqual([
      'getOptions: public',
      'receiveWebhook: provider',
    ])
  })

  it.each(names)('is absent to a stranger, byte by byte and step by step: %s', async (name) => {
    const { order, call } = await sale()
    for (const query of name === 'getOrder' ? ['', '?returned=1', '?declared=1'] : ['']) {
      const foreign = await call(name, bob, order.orderId, query)
      const absent = await call(name, bob, newId(), query)
      expect(foreign.said[0]).toBe(404)
      expect(absent.said).toEqual(foreign.said)
      // The same one read of the store: neither takes longer than the other.
      expect(foreign.reads).toEqual(['order'])
      expect(absent.reads).toEqual(['order'])
      expect((await call(name, bob, '../../secrets', query)).said).toEqual(foreign.said)
    }
  })

  it.each(names)('is there for its owner: %s', async (name) => {
    const h = harness()
    const order = await h.ready()
    const attempt = h.attemptFor(order)
    if (name !== 'cancelOrder' && name !== 'reserveDeposit')
      await h.ok('reserveDeposit', { path: { orderId: order.orderId }, body: { attempt } })
    const path = { orderId: order.orderId, attemptId: attempt.attemptId }
    const response = await h.send(name, { path, body: bodies[name](order, h) })
    // The fake provider cannot cancel: that is said of an order that was found.
    expect([200, 501]).toContain(response.status)
    await response.body?.cancel()
  })

  it.each(names)('is asked for by somebody, or nothing is read: %s', async (name) => {
    const { order, call } = await sale()
    const { said, reads } = await call(name, null, order.orderId)
    expect(said[0]).toBe(401)
    expect(reads).toEqual([])
  })

  it('of one user shows in no answer to another, whatever is asked', { timeout: 600_000 }, async () => {
    const h = harness()
    const orders = [await h.ready(), await h.ready({ as: bob }), await h.ready(), await h.ready({ as: bob })]
    const attempts = orders.map((order) => h.attemptFor(order))
    const users = [alice, bob]
    const secretOf = ({ orderId, sender }: OrderView) => [orderId, sender, sender.toLowerCase()]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names, 'listOrders' as const, 'createOrder' as const),
        fc.nat(3),
        fc.nat(1),
        fc.constantFrom('', '?cursor=', '?returned=1'),
        async (name, at, who, query) => {
          const [order, attempt, user] = [orders[at], attempts[at], users[who]] as const
          if (!order || !attempt || !user || at % 2 === who) return
          const response = await h.send(name, {
            as: user,
            path: { orderId: order.orderId, attemptId: attempt.attemptId },
            query: query === '?cursor=' ? `?cursor=${order.createdAt}.${order.orderId}` : query,
            body:
              name in bodies
                ? bodies[name as OrderRoute](order, h)
                : { sender: order.sender, requestId: newId() },
          })
          const text = (await firstWords(response)) + JSON.stringify([...response.headers])
          for (const secret of secretOf(order)) expect(text).not.toContain(secret)
        },
      ),
      { numRuns: fuzzTimes(1_500) },
    )
  })
})
