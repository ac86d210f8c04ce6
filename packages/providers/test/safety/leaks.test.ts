import { inspect } from 'node:util'
import type { OrderView } from '@offrampkit/core/api'
import { type RouteName, routes } from '@offrampkit/core/api'
import { memoryStore, type StoredOrder } from '@offrampkit/server'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/testing/mutate.ts'
import { canaries, type Hostile, hostile, traces } from './hostile.ts'
import { type Ask, firstWords, newId, served } from './served.ts'
import { fuzzTimes, type World, worlds } from './worlds.ts'

// Every route × every way in which a real provider can fail, through its real adapter: what an operator logs and what a user is
// answered is searched for secrets, tokens, addresses and bank digits.

const names = Object.keys(routes) as RouteName[]

/** What a request holds: of these, nothing is ever logged or repeated. */
const asked = {
  authorization: 'Bearer app-session-0f1e2d3c4b5a',
  cookie: '__Host-offramp-session=cookie-9a8b7c6d5e4f',
  values: {
    iban: 'GB29NWBK60161331926819',
    clabe: '002010077777777771',
    accountNumber: '9601234567',
    bankCode: '044',
    holder: 'Lovelacebyron Ada',
    email: 'lovelace.byron@example.com',
    receiveAtLeast: '1.00',
  },
} as const
const askedTraces = [
  '0f1e2d3c4b5a',
  '9a8b7c6d5e4f',
  ...Object.values(asked.values).filter((text) => text.length > 8),
]

/** Routes that ask no provider. */
const neverAsk: readonly RouteName[] = [
  'createOrder',
  'listOrders',
  'findDeposit',
  'reserveDeposit',
  'watchOrder',
]

/** Three orders of one sale, each as far as the routes need it. */
async function orders(world: World) {
  const s = served(world)
  const read = async (orderId: string) => (await s.store.order(orderId)) as StoredOrder
  const reserved = await s.ready()
  const attempt = s.attemptFor(reserved)
  const path = { orderId: reserved.orderId }
  await s.ok('reserveDeposit', { path, body: { attempt } })
  const [fresh, ready] = [await s.create(), await s.ready()]
  return {
    attempt,
    fresh: await read(fresh.orderId),
    ready: await read(ready.orderId),
    reserved: await read(reserved.orderId),
  }
}
type Orders = Awaited<ReturnType<typeof orders>>

function askFor(name: RouteName, world: World, { attempt, fresh, ready, reserved }: Orders): Ask {
  const of = ({ order }: StoredOrder) => ({ orderId: order.orderId, attemptId: attempt.attemptId })
  const sale = {
    requestId: newId(),
    provider: world.id,
    flow: world.flow,
    request: world.request,
    sender: world.sender,
  }
  const asks: Record<RouteName, Ask> = {
    getOptions: { query: `?provider=${world.id}&country=${world.request.country}` },
    getQuote: { body: { ...world.request, provider: world.id } },
    getQuotes: { body: world.request },
    createOrder: { body: sale },
    listOrders: {},
    getOrder: { path: of(ready), query: '?returned=1' },
    watchOrder: { path: of(ready) },
    createSession: { path: of(fresh) },
    continueSession: { path: of(fresh), body: { values: { ...asked.values, ...world.values } } },
    cancelOrder: { path: of(ready) },
    reserveDeposit: { path: of(ready), body: { attempt: { ...attempt, attemptId: newId() } } },
    reportDeposit: { path: of(reserved), body: { phase: 'hash', txHash: `0x${'ab'.repeat(32)}` } },
    findDeposit: { path: of(reserved) },
    receiveWebhook: {},
  }
  return asks[name]
}

const rowIds = ({ order }: StoredOrder) => Object.keys(order.facts.rows)

/** Everything that is told to anybody while a provider behaves like this. */
async function told(world: World, all: Orders, name: RouteName, how: Hostile) {
  const store = memoryStore()
  for (const stored of [all.fresh, all.ready, all.reserved])
    await store.insertOrder(
      stored,
      rowIds(stored).map((value) => ({ kind: 'row', scope: world.id, value })),
    )
  const s = served(world, {
    store,
    now: world.startedAt + 2_000,
    fetch: (input, init) => how.answer(async () => await world.upstream(input, init), String(input)),
  })
  const headers = { authorization: asked.authorization, cookie: asked.cookie }
  const response =
    name === 'receiveWebhook'
      ? await s.webhook(await world.deliver(all.ready.order.orderId, rowIds(all.ready)[0] ?? ''))
      : await s.send(name, { ...askFor(name, world, all), headers })
  const answer = [await firstWords(response), JSON.stringify([...response.headers])].join('\n')
  const { length } = s.asked
  await s.handler.reconcile()
  const log = [
    ...s.log.map((record) => JSON.stringify(record)),
    ...s.errors.flatMap((one) => [inspect(one, { depth: 20, showHidden: true }), JSON.stringify(one)]),
  ].join('\n')
  return { answer, log, asked: s.asked, byRoute: length, status: response.status }
}

function expectNone(text: string, words: readonly string[], where: string): void {
  const found = words.filter((word) => text.toLowerCase().includes(word.toLowerCase()))
  if (found.length > 0) throw new Error(`${where} holds ${found.join(', ')}:\n${text.slice(0, 4_000)}`)
}

describe.each(worlds)('while %s fails in every way', (_, make) => {
  it.each(names)('%s tells and logs nothing that it must not', async (name) => {
    const world = await make()
    const all = await orders(world)
    const { fresh, ready, reserved } = all
    const ids = [fresh, ready, reserved].map(({ order }) => order.orderId)
    const addresses = [
      world.sender,
      ...Object.values(ready.order.facts.rows).flatMap(
        (row) => JSON.stringify(row).match(/0x[0-9a-fA-F]{40}/g) ?? [],
      ),
    ]
    const failed = { upstream: 0, answers: 0 }
    for (let seed = 1; seed <= fuzzTimes(15); seed++) {
      const how = hostile(seeded(seed * 7919 + names.indexOf(name)))
      const { answer, log, asked: urls, byRoute, status } = await told(world, all, name, how)
      const where = `seed ${seed}`
      expectNone(
        log,
        [...traces, ...askedTraces, ...world.secrets, ...ids, ...addresses, 'sessionToken='],
        `${where}: the log`,
      )
      expectNone(answer, [...world.secrets, ...askedTraces], `${where}: the answer`)
      if (!how.success) expectNone(answer, traces, `${where}: the answer`)
      // Nor does anything of it lead a key elsewhere.
      for (const url of urls) expect(url, where).toMatch(world.asks)
      failed.upstream += byRoute
      if (status >= 400) failed.answers++
    }
    // It was asked, or this route asks it nothing.
    expect(failed.upstream > 0, 'whether the provider was asked').toBe(
      ![...neverAsk, ...world.neverAsked].includes(name),
    )
  })
})

it('what must not leak is what the search finds', async () => {
  const [, make] = worlds[0]
  const s = served(await make())
  const order: OrderView = await s.ready()
  for (const word of [...canaries, order.orderId, order.sender])
    expect(() =>
      expectNone(`x ${word.toUpperCase()} y`, [...traces, order.orderId, order.sender], 'it'),
    ).toThrow(/holds/)
})
