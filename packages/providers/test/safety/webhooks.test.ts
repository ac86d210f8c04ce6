import type { OrderView } from '@offrampkit/core/api'
import { type InboxEntry, memoryStore, type Store } from '@offrampkit/server'
import { describe, expect, it } from 'vitest'
import { seeded } from '../../src/testing/mutate.ts'
import { newId, served } from './served.ts'
import { type Delivery, fuzzTimes, type World, worlds } from './worlds.ts'

const utf8 = new TextEncoder()
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** A store that shows what its inbox takes. */
function watched() {
  const kept: InboxEntry[] = []
  const memory = memoryStore()
  const store: Store = {
    ...memory,
    async receiveWebhook(entry) {
      const outcome = await memory.receiveWebhook(entry)
      if (outcome.status === 'stored') kept.push(entry)
      return outcome
    },
  }
  return { kept, store }
}

/** The server over one world, and an order whose deposit is known. */
async function listening(make: () => Promise<World>) {
  const world = await make()
  const { kept, store } = watched()
  const s = served(world, { store })
  const order = await s.ready()
  const rowId = Object.keys(order.facts.rows)[0] ?? ''
  const deliver = (options: Parameters<World['deliver']>[2] = {}) =>
    world.deliver(order.orderId, rowId, options)
  const version = async () => (await store.order(order.orderId))?.version
  return { world, s, order, kept, deliver, version }
}

type Spoil = (good: Delivery, random: () => number) => { body: BodyInit; headers: Headers }

/** What is not what was signed, or not signed. */
const spoils: Record<string, Spoil> = {
  'a bit of the body': ({ body, headers }, random) => {
    const bytes = utf8.encode(body)
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
    return { body: bytes, headers: new Headers(headers) }
  },
  'a letter of a header': ({ body, headers }, random) => {
    const changed = new Headers(headers)
    const names = Object.keys(headers).filter((name) => name !== 'content-type')
    const name = names[Math.floor(random() * names.length)]
    if (name === undefined) return { body: `${body} x`, headers: changed }
    const value = headers[name] ?? ''
    const at = Math.floor(random() * value.length)
    const letter = '0123456789abcdef=,; tv'[Math.floor(random() * 22)] ?? ''
    changed.set(name, value.slice(0, at) + letter + value.slice(at + (random() < 0.5 ? 1 : 0)))
    return { body, headers: changed }
  },
  'the headers doubled': ({ body, headers }) => {
    const doubled = new Headers(headers)
    for (const [name, value] of Object.entries(headers)) doubled.append(name, value)
    return { body: `${body} `, headers: doubled }
  },
  'the headers missing': ({ body, headers }, random) => {
    const some = new Headers(headers)
    for (const name of Object.keys(headers)) if (random() < 0.7) some.delete(name)
    return { body: some.has('content-type') ? body : `${body}\n`, headers: some }
  },
  'the body cut off': ({ body, headers }, random) => ({
    body: body.slice(0, Math.floor(random() * body.length)),
    headers: new Headers(headers),
  }),
  'the body written again': ({ body, headers }, random) => ({
    body: JSON.stringify(JSON.parse(body), null, Math.floor(random() * 4)),
    headers: new Headers(headers),
  }),
  'more of it than 64 kB': ({ body, headers }) => ({
    body: body.replace('{', `{"x":"${'x'.repeat(70_000)}",`),
    headers: new Headers(headers),
  }),
  'bytes that are no text': ({ body, headers }, random) => ({
    body: new Uint8Array([...utf8.encode(body), 0xff, Math.floor(random() * 256)]),
    headers: new Headers(headers),
  }),
  'something else altogether': ({ headers }, random) => ({
    body: [
      '',
      '{}',
      'null',
      '[]',
      '{"data":{},"signature":""}',
      '{"data":{"__proto__":1},"signature":"AAAA"}',
    ][Math.floor(random() * 6)] as string,
    headers: new Headers(headers),
  }),
}

describe.each(worlds)('webhooks of %s', (_, make) => {
  it('that were spoilt on the way are never kept as anything but what was signed', {
    timeout: 600_000,
  }, async () => {
    const { world, s, kept, deliver, order } = await listening(make)
    const untouched = watched()
    const reference = served(world, { store: untouched.store })
    const random = seeded(20261121)
    const names = Object.keys(spoils)
    let refused = 0
    let good = await deliver()
    for (let run = 0; run < fuzzTimes(600); run++) {
      // Now and then a new message, so that none is passed over for being known.
      if (run % 5 === 0) {
        good = await deliver({ more: { status: `news ${run}` } })
        await reference.webhook(good)
      }
      const name = names[run % names.length] ?? ''
      const spoilt = spoils[name]?.(good, random) ?? good
      const before = kept.length
      const response = await s.webhook(spoilt)
      expect([200, 401, 413], `${name}, run ${run}`).toContain(response.status)
      if (response.status === 200) continue
      refused++
      expect(kept.length).toBe(before)
      expect(await response.text()).not.toMatch(/signature|secret|bad_|too_(old|new)/i)
    }
    // What got through is byte by byte what was signed: something around it was changed.
    const genuine = new Set(untouched.kept.map(({ signed }) => text(signed)))
    for (const { signed } of kept) expect(genuine).toContain(text(signed))
    expect(refused).toBeGreaterThan(fuzzTimes(300))
    const codes = new Set(s.log.filter(({ level }) => level !== 'info').map(({ code }) => code))
    expect(['webhook_rejected', 'payload_too_large', 'provider_unreadable']).toEqual(
      expect.arrayContaining([...codes]),
    )
    const { status } = await s.ok<OrderView>('getOrder', { path: { orderId: order.orderId } })
    expect(status.kind).toBe('awaiting_deposit')
  })

  it('are taken with the old and the new key while they rotate, and with the old one no more after that', async () => {
    const both = await listening(make)
    for (const key of ['old', 'new'] as const)
      expect((await both.s.webhook(await both.deliver({ key, more: { nothing: key } }))).status).toBe(200)
    expect(both.kept).toHaveLength(2)
    const after = served(both.world, { keys: ['new'] })
    expect((await after.webhook(await both.deliver({ key: 'old' }))).status).toBe(401)
    expect((await after.webhook(await both.deliver({ key: 'new' }))).status).toBe(200)
  })

  it('are worked on once, however often and on however many instances they arrive', async () => {
    const { world, s, kept, deliver, version } = await listening(make)
    const good = await deliver()
    const instances = [s, served(world, { store: s.store }), served(world, { store: s.store })]
    await s.webhook(good)
    const first = await version()
    const responses = await Promise.all(
      Array.from({ length: 60 }, (_, at) => instances[at % 3]?.webhook(good)),
    )
    expect(responses.map((response) => response?.status)).toEqual(Array(60).fill(200))
    expect(kept).toHaveLength(1)
    expect(await version()).toBe(first)
  })

  it('that nobody signed fill nothing', async () => {
    const { s, kept, deliver } = await listening(make)
    const { headers } = await deliver()
    for (let run = 0; run < 200; run++) {
      const body = JSON.stringify({
        event: 'x',
        data: { transactionReference: newId() },
        signature: newId(),
        run,
      })
      expect((await s.webhook({ body, headers })).status).toBe(401)
    }
    expect(kept).toEqual([])
  })
})

it('a webhook of Coinbase that is signed five minutes and a second ago, or a minute and a second ahead, is refused', async () => {
  const { s, deliver, world } = await listening(worlds[0][1])
  for (const [seconds, status] of [
    [-301, 401],
    [-300, 200],
    [60, 200],
    [61, 401],
  ] as const)
    expect(
      (await s.webhook(await deliver({ at: world.startedAt + seconds * 1_000 }))).status,
      `${seconds} s`,
    ).toBe(status)
})
